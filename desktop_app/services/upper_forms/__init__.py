"""上报表格: a workbook of the county is mapped once and filled each quarter."""
