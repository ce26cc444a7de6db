"""What GB/T 9704-2012 asks of the page, as numbers by role; each stands here once.

Lengths are in points (1/72 inch) unless a name ends in `_mm` or says characters. Clauses are those
of GB/T 9704-2012 unless another standard is named; 惯例 marks a habit of offices where the standard
is silent. No renderer and no font file is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""


class FontRole(StrEnum):
    """What a face is for; the values are the keys of the bundled font list."""

    FANGSONG = "fangsong"
    KAITI = "kaiti"
    HEITI = "heiti"
    XIAOBIAOSONG = "xiaobiaosong"
    PAGE_NUMBER = "page_number"
    LATIN = "latin"
    RARE_BODY = "rare_body"
    RARE_TITLE = "rare_title"


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its type area (版心), in millimetres."""

    width_mm: float = 210.0  # 5.1: A4
    height_mm: float = 297.0  # 5.1
    top_mm: float = 37.0  # 5.2.1: 天头
    left_mm: float = 28.0  # 5.2.1: 订口
    text_width_mm: float = 156.0  # 5.2.1: 版心
    text_height_mm: float = 225.0  # 5.2.1: 版心, without the page number

    @property
    def width(self) -> float:
        """The sheet's width in points."""
        return self.width_mm * MM

    @property
    def height(self) -> float:
        """The sheet's height in points."""
        return self.height_mm * MM

    @property
    def top(self) -> float:
        """The white above the type area in points."""
        return self.top_mm * MM

    @property
    def left(self) -> float:
        """The white left of the type area in points."""
        return self.left_mm * MM

    @property
    def right_mm(self) -> float:
        """The white right of the type area in millimetres."""
        return self.width_mm - self.left_mm - self.text_width_mm

    @property
    def bottom_mm(self) -> float:
        """The white below the type area in millimetres."""
        return self.height_mm - self.top_mm - self.text_height_mm

    @property
    def text_width(self) -> float:
        """The type area's width in points."""
        return self.text_width_mm * MM

    @property
    def text_height(self) -> float:
        """The type area's height in points."""
        return self.text_height_mm * MM


PAGE = Page()

ROWS = 22  # 5.2.3: rows on a full page
COLUMNS = 28  # 5.2.3: characters in a full row
PITCH = PAGE.text_width / COLUMNS  # 5.2.3: 15.793 pt from one character to the next
_SQUARE = PAGE.text_height / (ROWS + (ROWS - 1) * 7 / 8)  # 3: height of a 3号 character, 15.797 pt
LINE_GAP = _SQUARE * 7 / 8  # 3: 一行 is a character's height and 7/8 of a 3号 character
ROW = _SQUARE + LINE_GAP  # 29.619 pt from one row to the next, so that 22 rows fill 225 mm exactly
EM_ASCENT = 0.88  # of the size: how far a Chinese character's box rises above the baseline


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text is set.

    role: its face. size: points. leading: points from one line to the next. tracking: points added
    to each full-width character (half of it to others), which is what keeps the 28-column grid.
    indent: first line, characters.
    """

    role: FontRole
    size: float
    leading: float
    tracking: float = 0.0
    indent: int = 0


_BODY_SIZE = 16.0  # 5.2.2: 3号
_GRID = PITCH - _BODY_SIZE  # 5.2.3: 28 characters of 3号 are drawn a little closer to fill 156 mm


def _on_grid(role: FontRole, indent: int = 2) -> TextStyle:
    return TextStyle(role, _BODY_SIZE, ROW, _GRID, indent)


TITLE = TextStyle(FontRole.XIAOBIAOSONG, 22.0, 22.0 + LINE_GAP)  # 7.3.1: 2号小标宋, 20 a line
TITLE_NOTE = _on_grid(FontRole.KAITI, indent=0)  # 惯例: （送审稿） in 3号楷体 below the title
BODY = _on_grid(FontRole.FANGSONG)  # 5.2.2, 7.3.3: 3号仿宋, two characters in
PLAIN = _on_grid(FontRole.FANGSONG, indent=0)  # 7.3.4, 7.3.5: 3号仿宋 that is placed by itself
ATTACHMENT_LABEL = _on_grid(FontRole.HEITI, indent=0)  # 7.3.7: 3号黑体, flush left on row 1
HEADINGS = {
    1: _on_grid(FontRole.HEITI),  # 7.3.3: 一、 in 黑体
    2: _on_grid(FontRole.KAITI),  # 7.3.3: （一） in 楷体
    3: _on_grid(FontRole.FANGSONG),  # 7.3.3: 1. in 仿宋
    4: _on_grid(FontRole.FANGSONG),  # 7.3.3: （1） in 仿宋
}
PAGE_NUMBER = TextStyle(FontRole.PAGE_NUMBER, 14.0, 14.0)  # 7.5: 4号 half-width 宋体
NOTICE = TextStyle(FontRole.HEITI, 10.5, 10.5)  # ours: 五号, in the head margin
NOTICE_TOP_MM = 20.0  # ours: halfway between the sheet's edge and the type area
PAGE_NUMBER_DROP_MM = 7.0  # 7.5: the dashes beside it stand so far below the type area
PAGE_NUMBER_INDENT = 1  # 7.5: characters in, from the right (odd pages) or left (even pages)

TABLE_HEAD = TextStyle(FontRole.HEITI, 12.0, 16.0)  # 惯例: 小四黑体
TABLE_CELL = TextStyle(FontRole.FANGSONG, 12.0, 16.0)  # 惯例: 小四仿宋
NARROW_TABLE_HEAD = TextStyle(FontRole.HEITI, 10.5, 14.0)  # 惯例: 五号 where columns are many
NARROW_TABLE_CELL = TextStyle(FontRole.FANGSONG, 10.5, 14.0)  # 惯例: 五号 where columns are many
NARROW_TABLE_FROM = 7  # ours: so many columns make a table narrow
OUTER_RULE = 0.35 * MM  # 7.4.1, for 版记 and used for tables alike: the thick rule
INNER_RULE = 0.25 * MM  # 7.4.1: the thin rule
CELL_PADDING_X = 4.0  # ours: between a rule and the text beside it
CELL_PADDING_Y = 3.0  # ours: above and below the lines of a cell

NOTE_GAP_ROWS = 1  # 7.3.4: 附件说明 follows after one empty row
NOTE_INDENT = 2  # 7.3.4: characters
NOTE_LABEL = "附件："  # 7.3.4
UNDATED = "　　年　月　日"  # a date that is written in by hand
SIGNATURE_GAP_ROWS = 1  # 7.3.5.2: no seal, one empty row below the text
SEALED_GAP_ROWS = 2  # 7.3.5.1: a seal of four rows then starts within one row of the text
_RIGHT_INDENT = 2  # 7.3.5.2: characters right of the longer of organ and date
_DATE_SHIFT = 2  # 7.3.5.2: the date starts so many characters right of the organ
_SEALED_RIGHT_INDENT = 4  # 7.3.5.1: characters right of the date under a seal


def cell_styles(columns: int) -> tuple[TextStyle, TextStyle]:
    """Return the styles of the header row and of the cells of a table with so many columns."""
    if columns >= NARROW_TABLE_FROM:
        return NARROW_TABLE_HEAD, NARROW_TABLE_CELL
    return TABLE_HEAD, TABLE_CELL


def signature_columns(organ: float, date: float, *, seal: bool) -> tuple[float, float]:
    """Return where 署名 and 成文日期 start, in characters from the left (7.3.5.1, 7.3.5.2).

    organ, date: their widths in characters. Neither leaves the type area at the left, nor at the
    right unless it is wider than the area itself.
    """
    if seal:
        date_start = COLUMNS - _SEALED_RIGHT_INDENT - date
        organ_start = min(date_start + (date - organ) / 2, COLUMNS - organ)
    elif date > organ:
        date_start = COLUMNS - _RIGHT_INDENT - date
        organ_start = date_start - _DATE_SHIFT
    else:
        organ_start = COLUMNS - _RIGHT_INDENT - organ
        date_start = min(organ_start + _DATE_SHIFT, COLUMNS - date)
    return max(organ_start, 0.0), max(date_start, 0.0)


def attachment_lines(titles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return 附件说明 as (label, title) pairs (7.3.4); the first label carries 附件：.

    One attachment has no number, several are counted 1. 2. and so on.
    """
    numbers = [f"{index}. " for index in range(1, len(titles) + 1)] if len(titles) > 1 else [""]
    labels = [NOTE_LABEL + numbers[0], *numbers[1:]]
    return tuple(zip(labels, titles, strict=False))
