"""What GB/T 9704-2012 asks of the page, as numbers by role; each stands here once.

Every number carries its clause and its strength. Lengths are in points (1/72 inch) unless a name
ends in `_MM` or says characters or rows. Clauses are those of GB/T 9704-2012 unless another source
is named. `Layout` derives the page from them and from what an office does otherwise. No renderer
and no font file is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from math import floor
from typing import Self

from desktop_app.core.page_setup import PageSetup

MM = 72 / 25.4
"""Points in a millimetre."""


class Strength(StrEnum):
    """How binding a number is."""

    RULE = "规定"
    USUAL = "一般"
    ADVISED = "推荐"
    HABIT = "实务"
    OURS = "本程序"


class Official(float):
    """A number of the layout that knows its clause and strength."""

    clause: str
    strength: Strength

    def __new__(cls, value: float, clause: str, strength: Strength = Strength.RULE) -> Self:
        """clause: of GB/T 9704-2012, or the name of another source."""
        number = super().__new__(cls, value)
        number.clause = clause
        number.strength = strength
        return number

    def __reduce__(self) -> tuple[type[Official], tuple[float, str, Strength]]:
        """Let a copy know its clause too."""
        return Official, (float(self), self.clause, self.strength)


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


# ── sheet and grid ───────────────────────────────────────────────────────────────────────────────

SHEET_WIDTH_MM = Official(210, "5.1")
SHEET_HEIGHT_MM = Official(297, "5.1")
TOP_MM = Official(37, "5.2.1")  # 天头
LEFT_MM = Official(28, "5.2.1")  # 订口
TEXT_WIDTH_MM = Official(156, "5.2.1")  # 版心
TEXT_HEIGHT_MM = Official(225, "5.2.1")  # 版心, without the page number
ROWS = Official(22, "5.2.3", Strength.USUAL)  # on a full page
COLUMNS = Official(28, "5.2.3", Strength.USUAL)  # characters in a full row
GAP_SHARE = Official(7 / 8, "3")  # 一行: a character's height and so much of a 3号 character
EM_ASCENT = 0.88  # of the size: how far the em box of the bundled faces rises above the baseline

# ── sizes ────────────────────────────────────────────────────────────────────────────────────────

BODY_SIZE = Official(16, "5.2.2", Strength.USUAL)  # 3号
HEADING_SIZE = Official(16, "7.3.3", Strength.USUAL)  # 3号 in four faces; none of them bold
TITLE_SIZE = Official(22, "7.3.1", Strength.USUAL)  # 2号
PAGE_NUMBER_SIZE = Official(14, "7.5", Strength.USUAL)  # 4号 half-width 宋体
IMPRINT_SIZE = Official(14, "7.4", Strength.USUAL)  # 4号
TABLE_SIZE = Official(12, "表格", Strength.HABIT)  # 小四
NARROW_TABLE_SIZE = Official(10.5, "表格", Strength.HABIT)  # 五号, where columns are many
TABLE_LEADING = Official(16, "表格", Strength.OURS)
NARROW_TABLE_LEADING = Official(14, "表格", Strength.OURS)
NARROW_TABLE_FROM = Official(6, "表格", Strength.OURS)  # so many columns make a table narrow
NOTICE_SIZE = Official(10.5, "页眉提示", Strength.OURS)
NOTICE_TOP_MM = Official(20, "页眉提示", Strength.OURS)  # between the sheet's edge and the text

# ── 版头 ─────────────────────────────────────────────────────────────────────────────────────────

MARK_DROP_MM = Official(35, "7.2.4")  # from the type area to the top of the mark's glyphs
MARK_LARGEST = Official(62, "7.2.4", Strength.HABIT)  # points; the clause gives no size
MARK_NARROWEST = Official(0.75, "7.2.4", Strength.HABIT)  # of its width, before it is made smaller
NUMBER_GAP_ROWS = Official(2, "7.2.5")  # empty rows between the mark and 发文字号
RED_RULE_DROP_MM = Official(4, "7.2.7")  # below 发文字号
RED = (0.89, 0.0, 0.06)  # 5.2.4: red on screen; Y 80 % M 80 % in print (6.2)
RED_RULE = Official(0.5 * MM, "7.2.7", Strength.HABIT)  # the clause gives no thickness
SIGNER_INDENT = Official(1, "7.2.6")  # characters: number from the left, 签发人 from the right
TITLE_GAP_ROWS = Official(2, "7.3.1")  # empty rows between the red rule and the title
URGENCY_ROW = Official(0, "7.2.3")  # the first row, as neither 份号 nor 密级 is printed

# ── 主体 ─────────────────────────────────────────────────────────────────────────────────────────

ADDRESS_GAP_ROWS = Official(1, "7.3.2")  # empty rows between title and 主送机关
INDENT = Official(2, "7.3.3")  # characters: first line of a paragraph
NOTE_GAP_ROWS = Official(1, "7.3.4")  # empty rows between text and 附件说明
NOTE_INDENT = Official(2, "7.3.4")  # characters
SIGNATURE_GAP_ROWS = Official(1, "7.3.5.2")  # no seal: one empty row below the text
SEALED_GAP_ROWS = Official(2, "7.3.5.1")  # a seal of four rows starts within one row of the text
RIGHT_INDENT = Official(2, "7.3.5.2")  # characters right of the longer of organ and date
DATE_SHIFT = Official(2, "7.3.5.2")  # the date starts so many characters right of the organ
SEALED_RIGHT_INDENT = Official(
    4, "7.3.5.1", Strength.USUAL
)  # characters right of the date under a seal
ATTACHMENT_TITLE_ROW = Official(2, "7.3.7")  # the third: one row stays empty below the label

# ── 版记、页码、表格 ─────────────────────────────────────────────────────────────────────────────

OUTER_RULE = Official(0.35 * MM, "7.4.1", Strength.ADVISED)  # used for tables alike
INNER_RULE = Official(0.25 * MM, "7.4.1", Strength.ADVISED)
IMPRINT_INDENT = Official(1, "7.4.2")  # characters, from both edges
PAGE_NUMBER_DROP_MM = Official(7, "7.5")  # from the type area to the dashes beside the number
PAGE_NUMBER_INDENT = Official(1, "7.5")  # characters, from the outer edge
CELL_PADDING_X = Official(4, "表格", Strength.OURS)  # between a rule and the text beside it
TALLEST_ROW = Official(1 / 2, "表格", Strength.OURS)  # of a page; a taller row may be parted
CELL_PADDING_Y = Official(3, "表格", Strength.OURS)  # above and below the lines of a cell

NOTE_LABEL = "附件："  # 7.3.4
COPIES_LABEL = "抄送："  # 7.4.2
SIGNER_LABEL = "签发人："  # 7.2.6
ISSUED_SUFFIX = "印发"  # 7.4.3
UNDATED = "　　年　月　日"  # a date that is written in by hand

_STANDARD_SQUARE = TEXT_HEIGHT_MM * MM / (ROWS + (ROWS - 1) * GAP_SHARE)  # 3号: 15.797 pt
_STANDARD_PITCH = TEXT_WIDTH_MM * MM / COLUMNS  # 15.793 pt


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text is set.

    role: its face. size: points. leading: points from one line to the next. tracking: points added
    to each full-width character (half of it to others), which is what keeps the grid of columns.
    indent: first line, characters. bold: thickened. red: printed in red. stretch: width of the
    glyphs as a share of their own.
    """

    role: FontRole
    size: float
    leading: float
    tracking: float = 0.0
    indent: int = 0
    bold: bool = False
    red: bool = False
    stretch: float = 1.0

    def __post_init__(self) -> None:
        """Keep plain numbers: typesetting reckons with them for every character."""
        for name in ("size", "leading"):
            object.__setattr__(self, name, float(getattr(self, name)))


class Layout:
    """The page of one office: the standard's, but for what its settings say otherwise.

    Lengths in points. rows, columns: of a full page of text. pitch, row: from one character, from
    one row to the next. turned: the type area seen by someone who reads a table set across it.
    """

    def __init__(self, setup: PageSetup, *, turned: bool = False) -> None:
        """setup: None in it stands for the standard's number."""
        self.setup = setup
        self.is_turned = turned
        left = _or(setup.left_mm, LEFT_MM)
        top = _or(setup.top_mm, TOP_MM)
        right = _or(setup.right_mm, SHEET_WIDTH_MM - LEFT_MM - TEXT_WIDTH_MM)
        bottom = _or(setup.bottom_mm, SHEET_HEIGHT_MM - TOP_MM - TEXT_HEIGHT_MM)
        self.sheet_width, self.sheet_height = SHEET_WIDTH_MM * MM, SHEET_HEIGHT_MM * MM
        self.left, self.top = left * MM, top * MM
        self.right, self.bottom = right * MM, bottom * MM
        across = self.sheet_width - self.left - self.right
        down = self.sheet_height - self.top - self.bottom
        self.text_width, self.text_height = (down, across) if turned else (across, down)
        self.columns = max(round(self.text_width / _STANDARD_PITCH), 1)
        self.pitch = self.text_width / self.columns
        standard_row = _STANDARD_SQUARE * (1 + GAP_SHARE)
        self.row = _or(setup.row_pitch, standard_row)
        self.gap = self.row - _STANDARD_SQUARE
        self.rows = max(floor((self.text_height - _STANDARD_SQUARE) / self.row + 1.001), 1)

    @cached_property
    def turned(self) -> Layout:
        """The same page for a table set across it."""
        return layout_of(self.setup, turned=True)

    @cached_property
    def title(self) -> TextStyle:
        """7.3.1: 2号小标宋, twenty characters a line at most."""
        return TextStyle(FontRole.XIAOBIAOSONG, TITLE_SIZE, TITLE_SIZE + self.gap)

    @cached_property
    def title_note(self) -> TextStyle:
        """实务: （送审稿） in 3号楷体 below the title."""
        return self._on_grid(FontRole.KAITI)

    @cached_property
    def body(self) -> TextStyle:
        """5.2.2, 7.3.3: 3号仿宋, two characters in."""
        return self._on_grid(FontRole.FANGSONG, INDENT)

    @cached_property
    def plain(self) -> TextStyle:
        """7.3.2, 7.3.4, 7.3.5: 3号仿宋 that is placed by itself."""
        return self._on_grid(FontRole.FANGSONG)

    @cached_property
    def label(self) -> TextStyle:
        """7.2.3, 7.3.7: 3号黑体 for 紧急程度 and the label of an 附件."""
        return self._on_grid(FontRole.HEITI)

    @cached_property
    def signer(self) -> TextStyle:
        """7.2.6: the name after 签发人： in 3号楷体."""
        return self._on_grid(FontRole.KAITI)

    @cached_property
    def headings(self) -> dict[int, TextStyle]:
        """7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋; bold if an office wants it."""
        roles = (FontRole.HEITI, FontRole.KAITI, FontRole.FANGSONG, FontRole.FANGSONG)
        bold = self.setup.bold_headings.levels
        return {
            level: replace(self._on_grid(role, INDENT, HEADING_SIZE), bold=level in bold)
            for level, role in enumerate(roles, start=1)
        }

    @cached_property
    def imprint(self) -> TextStyle:
        """7.4: 4号仿宋, its rows as much closer as it is smaller."""
        leading = IMPRINT_SIZE * (1 + GAP_SHARE)
        return TextStyle(FontRole.FANGSONG, IMPRINT_SIZE, leading)

    def mark(self, characters: float) -> TextStyle:
        """7.2.4: red 小标宋 for 发文机关标志 of so many characters, condensed to the text's width.

        It keeps at least MARK_NARROWEST of its width: a longer one is made smaller.
        """
        room = self.text_width / max(characters, 1)
        size = min(MARK_LARGEST, room / MARK_NARROWEST)
        stretch = min(1.0, room / size)
        return TextStyle(FontRole.XIAOBIAOSONG, size, size, red=True, stretch=stretch)

    def _on_grid(self, role: FontRole, indent: float = 0, size: float = BODY_SIZE) -> TextStyle:
        """3号, drawn as much closer or wider as makes the columns fill the width (5.2.3)."""
        return TextStyle(role, size, self.row, self.pitch - size, round(indent))


def _or(own: float | None, standard: float) -> float:
    return standard if own is None else own


@lru_cache(maxsize=16)
def layout_of(setup: PageSetup, *, turned: bool = False) -> Layout:
    """Return the layout of a page's settings, the same one each time."""
    return Layout(setup, turned=turned)


STANDARD = layout_of(PageSetup())
"""The page exactly as the standard has it: 28 characters by 22 rows."""

PAGE_NUMBER = TextStyle(FontRole.PAGE_NUMBER, PAGE_NUMBER_SIZE, PAGE_NUMBER_SIZE)
NOTICE = TextStyle(FontRole.HEITI, NOTICE_SIZE, NOTICE_SIZE)
_TABLE_HEAD = TextStyle(FontRole.HEITI, TABLE_SIZE, TABLE_LEADING)
_TABLE_CELL = TextStyle(FontRole.FANGSONG, TABLE_SIZE, TABLE_LEADING)
_NARROW_TABLE_HEAD = TextStyle(FontRole.HEITI, NARROW_TABLE_SIZE, NARROW_TABLE_LEADING)
_NARROW_TABLE_CELL = TextStyle(FontRole.FANGSONG, NARROW_TABLE_SIZE, NARROW_TABLE_LEADING)
TABLE_STYLES = {
    False: (_TABLE_HEAD, _TABLE_CELL),
    True: (_NARROW_TABLE_HEAD, _NARROW_TABLE_CELL),
}
"""Whether a table is narrow → the styles of its header row and of its cells."""


def is_narrow(columns: int) -> bool:
    """Say whether a table with so many columns is set in the smaller size."""
    return columns >= NARROW_TABLE_FROM


def signature_columns(
    organ: float, date: float, *, seal: bool, columns: int = STANDARD.columns
) -> tuple[float, float]:
    """Return where 署名 and 成文日期 start, in characters from the left (7.3.5.1, 7.3.5.2).

    organ, date: their widths in characters. Neither leaves the type area at the left, nor at the
    right unless it is wider than the area itself.
    """
    if seal:
        date_start = columns - SEALED_RIGHT_INDENT - date
        organ_start = min(date_start + (date - organ) / 2, columns - organ)
    elif date > organ:
        date_start = columns - RIGHT_INDENT - date
        organ_start = date_start - DATE_SHIFT
    else:
        organ_start = max(columns - RIGHT_INDENT - organ, 0.0)
        date_start = min(organ_start + DATE_SHIFT, columns - date)
    return max(organ_start, 0.0), max(date_start, 0.0)


def attachment_lines(titles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return 附件说明 as (label, title) pairs (7.3.4); the first label carries 附件：.

    One attachment has no number, several are counted 1. 2. and so on.
    """
    numbers = [f"{index}. " for index in range(1, len(titles) + 1)] if len(titles) > 1 else [""]
    labels = [NOTE_LABEL + numbers[0], *numbers[1:]]
    return tuple(zip(labels, titles, strict=False))
