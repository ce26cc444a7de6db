"""The workbook that a quarter's facts travel in: one sheet a ledger, written and read back.

Row 1 of each sheet holds the Chinese headings, row 2 (hidden) the keys they stand for, the rows
below the facts. Sheets and columns are found by these keys, so that they may be moved or renamed.
Villages get a form of one page instead (`form_lines`), ledgers travel as .csv too. Nothing is
imported here: the child process that opens files starts through this package.
"""
