"""GB/T 9704-2012 in numbers, written down for the ruler alone: the renderer has its own copy.

Lengths are millimetres on the sheet, from its top left corner, unless a name says points, cells or
em. Clauses are those of GB/T 9704-2012. A tolerance is ours where no clause stands beside it; it
leaves room for rounding and no more.
"""

from __future__ import annotations

MM = 72 / 25.4  # points in a millimetre

# ── sheet and type area ──────────────────────────────────────────────────────────────────────────

SHEET = (210.0, 297.0)  # 5.1: A4
LEFT, TOP = 28.0, 37.0  # 5.2.1: 订口, 天头
WIDTH, HEIGHT = 156.0, 225.0  # 5.2.1: 版心, without the page number
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
CENTRE = (LEFT + RIGHT) / 2

# ── grid ─────────────────────────────────────────────────────────────────────────────────────────

ROWS, COLUMNS = 22, 28  # 5.2.3: they fill the type area
CELL = WIDTH / COLUMNS  # 3: 一字, 5.571 mm
SQUARE = HEIGHT / (ROWS + (ROWS - 1) * 7 / 8)  # 3: the height of a 3号 character, 5.573 mm
ROW = SQUARE * 15 / 8  # 3: 一行, a character's height and 7/8 of it, 10.449 mm
# A row gives up to four cells to keep numbers whole on its own or a neighbouring row; a row of
# many marks takes some more in.
LEAST_CELLS, MOST_CELLS = 24, 32
CJK_ASCENT = 0.88  # em: the usual height of an ideographic em box above the baseline

# ── sizes in points ──────────────────────────────────────────────────────────────────────────────

SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 二号 (7.3.1), 三号 (5.2.2), 四号 (7.4, 7.5)
SIZE_TOLERANCE = 0.3  # 三号 is 15.75 in metal
FURNITURE = 11.2  # up to 五号 in the head margin is a notice of ours, not part of the document

# ── tolerances ───────────────────────────────────────────────────────────────────────────────────

LEFT_TOLERANCE = 0.3
RIGHT_TOLERANCE = 0.5
INK_TOLERANCE = 0.7  # of the ±1 mm of 5.2.1: g and @ reach so far below the em box of a last row
GRID_TOLERANCE = 0.15
PLACE_TOLERANCE = 1.0  # of single elements: title, signature, page number
ON_CELL = 0.1  # what stands on a half cell exactly

# ── elements ─────────────────────────────────────────────────────────────────────────────────────

NUMBER_DROP = 7.0  # 7.5: the dashes of the page number stand so far below the type area
NUMBER_DROP_TOLERANCE = 0.7
TITLE_COLUMNS = 20  # 2号 characters that 156 mm hold
MARK_TOP = TOP + 35.0  # 7.2.4: upper edge of the 发文机关标志
RED_RULE_DROP = 4.0  # 7.2.7: below the 发文字号
RED_RULE_TOLERANCE = 0.7
TITLE_DROP = 2 * ROW  # 7.3.1: two empty rows below the red rule
TITLE_DROP_TOLERANCE = 3.0  # a title that is set on the row grid moves by up to so much
SEALED_INDENT = 4  # 7.3.5.1: cells right of the date under a seal
UNSEALED_INDENT = 2  # 7.3.5.2: cells right of the longer of organ and date
DATE_SHIFT = 2  # 7.3.5.2: the date starts so many cells right of the organ
THICK_RULE = 0.35  # 7.4.1: first and last rule of the 版记
RULE_TOLERANCE = 0.1
IMPRINT_INDENT = (4.0, 7.0)  # 7.4: one cell, be it 4号 (4.9) or 3号 (5.6), ± 1

# ── characters (GB/T 15834-2011 5.1) ─────────────────────────────────────────────────────────────

CLOSERS = "）》】〉」』〗〕”’｝］"
STOPS = "。，、；：？！"
HALF_AT_END = STOPS + CLOSERS + "·"  # 5.1.10: half a cell is enough for these at a line's end
OPENERS = "（〔【《〈「『〖“‘｛［"
NOT_AT_START = HALF_AT_END + "％%‰℃～．" + ",.;:?!)]}"
NOT_AT_END = OPENERS + "([{"
UNITS = "年月日万亿%％‰℃"  # GB/T 15835-2011 5.1.7: one line with their number
LONG_WORD = 16  # characters: an address or e-mail longer than this may be broken
