"""The ruler finds what we draw wrong on purpose, names its rule, and finds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import pytest
from report_samples import FONTS, official_report, report
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from ruler import Unreadable, measure

from desktop_app.report.document import Document
from desktop_app.report.pdf import render_pdf

TESTS = Path(__file__).resolve().parents[1]
FONT_FOLDER = TESTS.parent / "resources" / "fonts"

# Names of our own, so that nothing is shared with the renderer's fonts in the same process.
BODY, HEI, KAI, TITLE, LATIN, NUMBER = FACES = (
    "RulerFangSong", "RulerHeiTi", "RulerKaiTi", "RulerXiaoBiaoSong", "RulerLatin",
    "RulerPageNumber",
)  # fmt: skip

MM = 72 / 25.4
CELL = 156 / 28
ROW = 225 / 40.375 * 15 / 8
EM_3, EM_4, EM_MARK = 16 / MM, 14 / MM, 62 / MM
BLACK, RED, BLUE = (0, 0, 0), (1, 0, 0), (0, 0, 1)
SENTENCE = "青石镇党委坚持每季度盘点一次党建工作把台账建在平时把数字核在村里让群众看得见摸得着"

Colour = tuple[float, float, float]


@pytest.fixture(scope="module", autouse=True)
def faces():
    for name in FACES:
        file = FONT_FOLDER / f"{name.removeprefix('Ruler')}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(file), asciiReadable=0))


def words(count: int, start: int = 0) -> str:
    """So many Chinese characters without any mark."""
    return "".join(islice(cycle(SENTENCE), start, start + count))


class Sheets:
    """Pages drawn by hand, each glyph where it is told to stand; millimetres from the top left."""

    def __init__(self, size: tuple[float, float] = (210, 297), initial: str | None = BODY):
        self._data = BytesIO()
        self.height = size[1] * MM
        self.canvas = Canvas(
            self._data,
            pagesize=(size[0] * MM, self.height),
            invariant=1,
            initialFontName=initial,
        )
        self.page = 1

    def put(
        self,
        text: str,
        x: float,
        top: float,
        face: str = BODY,
        size: float = 16.0,
        pitch: float | None = None,
        colour: Colour = BLACK,
        squeezed: str = "",
        latin: str = LATIN,
    ):
        """Set text with its em box at x, top. pitch: of a character. squeezed: half a cell each."""
        pitch = size / MM if pitch is None else pitch
        baseline = self.height - (top + 0.88 * size / MM) * MM
        drawing = self.canvas.beginText()
        drawing.setFillColorRGB(*colour)
        for char in text:
            drawing.setTextOrigin(x * MM, baseline)
            drawing.setFont(latin if char.isascii() else face, size)
            drawing.textOut(char)
            x += pitch * (0.5 if char.isascii() or char in squeezed else 1)
        self.canvas.drawText(drawing)

    def row(self, at: int, text: str, cell: float = 0, face: str = BODY, **how: object):
        """Set a 3号 row on the grid: row 1 to 22, cell 0 to 27."""
        how.setdefault("pitch", CELL)
        self.put(text, 28 + cell * CELL, 37 + (at - 1) * ROW, face, **how)

    def text(self, first: int, last: int, *, starts: bool = True, ends: bool = True):
        """Set a paragraph in these rows; it comes from the page before, goes on overleaf."""
        for at in range(first, last + 1):
            cell = 2 if at == first and starts else 0
            count = 10 if at == last and ends else 28 - cell
            self.row(at, words(count, at), cell)

    def full_row(self, at: int, text: str, cell: float = 0):
        """Set a row of any widths so that it ends at the right edge."""
        faces = [LATIN if char.isascii() else BODY for char in text]
        widths = [
            pdfmetrics.stringWidth(char, face, 16) / MM
            for char, face in zip(text, faces, strict=True)
        ]
        x = 28 + cell * CELL
        gap = (184 - x - sum(widths)) / (len(text) - 1)
        for char, width in zip(text, widths, strict=True):
            self.put(char, x, 37 + (at - 1) * ROW)
            x += width + gap

    def rows(self, *texts: str, **how: object):
        """Set a paragraph row by row from row 1 on."""
        for at, text in enumerate(texts, start=1):
            self.row(at, text, 2 if at == 1 else 0, **how)

    def title(self, top: float, *lines: str, right: float = 0):
        """Set a title in 2号, centred, or so far right of that."""
        for at, line in enumerate(lines):
            self.put(line, 106 - len(line) * 22 / MM / 2 + right, top + at * 12.6, TITLE, 22)

    def rule(
        self, left: float, top: float, right: float, bottom: float, thick: float = 0.35,
        colour: Colour = BLACK,
    ):  # fmt: skip
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thick * MM)
        y = (self.height - top * MM, self.height - bottom * MM)
        self.canvas.line(left * MM, y[0], right * MM, y[1])

    def table(self, top: float, rows: list[tuple[str, ...]], xs: tuple[float, ...] = (28, 60, 184)):
        """Draw a ruled table in 小四, rows 10 mm high; | breaks a cell's text into lines."""
        for x in xs:
            self.rule(x, top, x, top + 10 * len(rows))
        for at, row in enumerate([*rows, ()]):
            self.rule(xs[0], top + 10 * at, xs[-1], top + 10 * at)
            for x, text in zip(xs, row, strict=False):
                for line, part in enumerate(text.split("|")):
                    self.put(part, x + 1, top + 10 * at + 0.5 + 4.5 * line, size=12)

    def number(
        self,
        text: str = "",
        x: float | None = None,
        drop: float = 7.0,
        size: float = 14.0,
        face: str = NUMBER,
        latin: str = NUMBER,
    ):
        """Set the page number: at its place, or at x, or elsewhere below the type area."""
        text = text or f"— {self.page} —"
        em = size / MM
        width = sum(em * (0.5 if char.isascii() else 1) for char in text)
        if x is None:
            x = 184 - CELL - width if self.page % 2 else 28 + CELL
        # This face draws its dashes 0.3 em above the baseline.
        self.put(text, x, 262 + drop - (0.88 - 0.3) * em, face, size, latin=latin)

    def end(self, *, numbered: bool = True):
        """Finish the page."""
        if numbered:
            self.number()
        self.canvas.showPage()
        self.page += 1

    def data(self) -> bytes:
        self.canvas.save()
        return self._data.getvalue()


Draw = Callable[[Sheets], None]
GOOD: list[Draw] = []
BAD: list[tuple[Draw, set[str], str]] = []


def good(draw: Draw) -> Draw:
    """Take a drawing that keeps every rule."""
    GOOD.append(draw)
    return draw


def breaks(*rules: str, name: str = "") -> Callable[[Draw], Draw]:
    """Take a drawing that breaks these rules and no other."""

    def register(draw: Draw) -> Draw:
        BAD.append((draw, set(rules), name or draw.__name__))
        return draw

    return register


def broken_rules(data: bytes) -> set[str]:
    return {violation.rule for violation in measure(data).violations}


# ── what is right ────────────────────────────────────────────────────────────────────────────────

MARK_INK = (0.029, 0.962)  # em below the top of its em box: where the mark's ink starts and ends
NUMBER_TOP = 72 + (MARK_INK[1] - MARK_INK[0]) * EM_MARK + 2 * ROW
RULE_TOP = NUMBER_TOP + EM_3 + 4
TITLE_TOP = RULE_TOP + 2 * ROW
HEADER = ("村名", "主要做法")
VILLAGE = ("张村", "每月5日集中学习，会后到户走访，把意见记在|本子上、办在当月里。")


def red_head(
    sheets: Sheets,
    number: str = "青石党发〔2020〕18号",
    *,
    mark_top: float = 72.0,
    mark_right: float = 0.0,
    rule_drop: float = 4.0,
    rule_width: float = 156.0,
    title_top: float = TITLE_TOP,
):
    """A page with a red head and four rows of text."""
    left = 106 - 3.5 * EM_MARK + mark_right
    sheets.put("青石镇党委文件", left, mark_top - MARK_INK[0] * EM_MARK, TITLE, 62, colour=RED)
    sheets.put(number, 106 - len(number) * CELL / 2, NUMBER_TOP, pitch=CELL)
    if rule_width:
        rule = NUMBER_TOP + EM_3 + rule_drop
        sheets.rule(28, rule, 28 + rule_width, rule, 0.5, RED)
    sheets.title(title_top, "关于做好党建工作的通知")
    sheets.row(16, "各村党支部：")
    sheets.text(17, 20)


def imprint(
    sheets: Sheets,
    *,
    last: float = 262.0,
    inner: float = 0.25,
    outer: float = 0.35,
    indent: float = CELL,
    stop: str = "。",
):
    """A 版记 of 抄送 in two rows, and 印发机关 with its date."""
    sheets.rule(28, 238, 184, 238, outer)
    sheets.put("抄送：" + words(25), 28 + indent, 239, size=14)
    sheets.put(words(10) + stop, 28 + indent + 3 * EM_4, 246, size=14)
    sheets.rule(28, 254, 184, 254, inner)
    sheets.put("青石镇党建办公室", 28 + indent, 255.5, size=14)
    sheets.put("2020年4月8日印发", 184 - CELL - 8 * EM_4, 255.5, size=14)
    sheets.rule(28, last, 184, last, outer)


def turned_table(sheets: Sheets, *, labelled: bool = False, label_top: float = 28.0):
    """A page whose table lies on its side, its page number as on every other page."""
    sheets.number()
    sheets.canvas.setPageSize((297 * MM, 210 * MM))  # reportlab swaps the sides of a turned page
    sheets.canvas.setPageRotation(90)
    sheets.canvas.saveState()
    sheets.canvas.transform(0, 1, -1, 0, 210 * MM, 0)
    upright, sheets.height = sheets.height, 210 * MM
    if labelled:
        sheets.put("附件2", 35, label_top, HEI, pitch=CELL)
        sheets.put("党员情况", 147.5 - 44 / MM, 28 + 2 * ROW, TITLE, 22)
    rows = [("村", "主要做法", "党员"), ("张", "每月5日集中学|习。", "12")]
    sheets.table(66, rows, (40, 70, 150, 250))
    sheets.height = upright
    sheets.canvas.restoreState()
    sheets.end(numbered=False)
    sheets.canvas.setPageRotation(0)
    sheets.canvas.setPageSize((210 * MM, 297 * MM))


@good
def text_over_two_pages(sheets: Sheets):
    sheets.text(1, 22, ends=False)
    sheets.end()
    sheets.text(1, 3, starts=False)
    sheets.row(4, "（一）守牢活动阵地。", 2, KAI)
    sheets.row(4, words(16), 12)
    sheets.row(5, words(27) + "，")
    sheets.row(6, words(13) + "，" + words(14) + "。", squeezed="，")  # 。 keeps half its cell
    sheets.row(7, words(8))
    sheets.end()


@good
def squeezed_marks(sheets: Sheets):
    sheets.rows(
        words(19) + "，" + words(4) + "“好”",  # ” keeps half its cell, its ink is inside
        words(13) + "，" + words(10) + "，" + words(4),
        words(25) + "共12万",
        words(5),
        squeezed="，",
    )
    sheets.end()


@good
def a_whole_report(sheets: Sheets):
    red_head(sheets)
    sheets.end()
    sheets.put("演示数据", 95, 20, HEI, 10.5)  # a notice in the head margin
    sheets.row(1, "一、抓实组织生活", 2, HEI)
    sheets.text(2, 6)
    sheets.row(7, "1. 用好服务中心", 2)
    sheets.text(8, 9)
    sheets.table(37 + 9 * ROW, [HEADER, *[VILLAGE] * 11])
    sheets.end()
    sheets.table(37, [HEADER, *[VILLAGE] * 4])
    sheets.text(6, 8)
    sheets.row(10, "附件：1. " + words(12), 2)
    sheets.row(11, "2. " + words(20), 5, pitch=(184 - EM_3 - 28 - 5 * CELL) / 20.5)
    sheets.row(12, words(8), 6.5)
    sheets.row(14, words(10), 16)  # 署名, 2 cells in
    sheets.row(15, "2020年4月8日", 18)
    sheets.end()
    sheets.row(1, "附件1", 0, HEI)
    sheets.title(37 + 2 * ROW, "青石镇各村党员情况表和", "工作清单")
    sheets.text(7, 9)
    sheets.end()
    turned_table(sheets, labelled=True)
    turned_table(sheets)
    sheets.end(numbered=False)  # blank
    imprint(sheets)
    sheets.end(numbered=False)


@good
def a_seal_and_an_imprint_below_the_text(sheets: Sheets):
    sheets.text(1, 5)
    sheets.row(8, words(8), 17)  # centred above the date
    sheets.row(9, "2020年4月8日", 18)
    imprint(sheets)
    sheets.end()


@good
def a_date_longer_than_the_organ(sheets: Sheets):
    sheets.text(1, 5)
    sheets.row(7, "青石镇", 17.5)
    sheets.row(8, "2020年12月8日", 19.5)
    sheets.end()


@good
def a_heading_moved_overleaf(sheets: Sheets):
    sheets.text(1, 21)
    sheets.end()
    sheets.row(1, "二、守牢阵地", 2, HEI)
    sheets.text(2, 3)
    sheets.end()


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────


@breaks("fonts")
def digits_in_a_font_that_is_not_embedded(sheets: Sheets):
    sheets.rows(words(21) + "共2020年的", words(5), latin="Helvetica")
    sheets.end()


@breaks("characters")
def a_glyph_that_is_missing(sheets: Sheets):
    sheets.rows(words(25) + "\ue000", words(5))
    sheets.end()


@breaks("colour")
def blue_text(sheets: Sheets):
    sheets.rows(words(26), words(5), colour=BLUE)
    sheets.end()


@breaks("landscape")
def text_turned_the_wrong_way(sheets: Sheets):
    sheets.text(1, 3)
    sheets.canvas.saveState()
    sheets.canvas.transform(0, -1, 1, 0, 0, 297 * MM)
    sheets.put("村名", 120, 100 + 87, size=12)
    sheets.canvas.restoreState()
    sheets.end()


@breaks("landscape")
def upright_text_on_a_page_shown_turned(sheets: Sheets):
    sheets.text(1, 3)
    sheets.number()
    sheets.canvas.setPageSize((297 * MM, 210 * MM))
    sheets.canvas.setPageRotation(90)
    sheets.end(numbered=False)


@breaks("measured")
def text_of_no_known_size(sheets: Sheets):
    sheets.put(words(20), 40, 60, size=12)
    sheets.end()


@breaks("measured")
def an_empty_file(sheets: Sheets):
    sheets.end()


@breaks("measured")
def text_drawn_as_shapes(sheets: Sheets):
    sheets.canvas.ellipse(100 * MM, 150 * MM, 110 * MM, 180 * MM, fill=1)
    sheets.end()


@breaks("type-area")
def a_rule_in_the_margin(sheets: Sheets):
    sheets.text(1, 3)
    sheets.rule(20, 100, 20, 150)
    sheets.end()


@breaks("type-area")
def twenty_three_rows(sheets: Sheets):
    sheets.text(1, 23)
    sheets.end()


@breaks("type-area", "right-edge")
def a_mark_that_hangs_out_whole(sheets: Sheets):
    sheets.rows(words(26) + "。", words(5))
    sheets.end()


@breaks("grid")
def a_row_off_the_grid(sheets: Sheets):
    sheets.text(1, 3)
    sheets.put(words(8), 28 + 2 * CELL, 37 + 3 * ROW + 0.4, pitch=CELL)
    sheets.end()


@breaks("grid")
def rows_that_are_too_close(sheets: Sheets):
    for at in range(22):
        sheets.put(words(26), 28 + 2 * CELL, 37 + at * 10.2, pitch=CELL)
    sheets.end()


@breaks("full-pages")
def twenty_one_rows(sheets: Sheets):
    sheets.text(1, 21, ends=False)
    sheets.end()
    sheets.text(1, 2, starts=False)
    sheets.end()


@breaks("full-pages")
def a_page_that_starts_on_row_2(sheets: Sheets):
    sheets.text(2, 22)
    sheets.end()
    sheets.text(1, 2)
    sheets.end()


@breaks("full-pages")
def an_empty_row_within_the_text(sheets: Sheets):
    sheets.text(1, 9)
    sheets.text(11, 22)
    sheets.end()
    sheets.text(1, 2)
    sheets.end()


NUMBERS: dict[str, dict[str, object]] = {
    "centred": {"x": 99},
    "on the side of even pages": {"x": 28 + CELL},
    "too low": {"drop": 8.5},
    "too high": {"drop": 5.5},
    "too small": {"size": 12.0},
    "of another page": {"text": "— 2 —"},
    "without dashes": {"text": "1"},
    "with hyphens": {"text": "- 1 -", "latin": LATIN},
    "in full-width digits": {"text": "— １ —", "face": HEI},
}
for key, how in NUMBERS.items():

    @breaks("page-number", name=f"a number {key}")
    def numbered(sheets: Sheets, how: dict[str, object] = how):
        sheets.text(1, 3)
        sheets.number(**how)
        sheets.end(numbered=False)


@breaks("page-number")
def no_number_at_all(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end(numbered=False)


@breaks("page-number")
def no_number_on_one_page(sheets: Sheets):
    sheets.text(1, 22, ends=False)
    sheets.end()
    sheets.text(1, 3, starts=False)
    sheets.end(numbered=False)


@breaks("page-number")
def a_number_on_the_blank_page_before_the_imprint(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end()
    sheets.end()
    imprint(sheets)
    sheets.end(numbered=False)


@breaks("heading-at-foot")
def a_heading_at_the_foot(sheets: Sheets):
    sheets.text(1, 21)
    sheets.row(22, "二、守牢阵地", 2, HEI)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("heading-at-foot")
def a_heading_in_the_body_face_at_the_foot(sheets: Sheets):
    sheets.text(1, 21)
    sheets.row(22, "1. 守牢阵地", 2)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("signature-alone")
def a_signature_alone(sheets: Sheets):
    sheets.text(1, 22)
    sheets.end()
    sheets.row(1, words(8), 18)
    sheets.row(2, "2020年4月8日", 20)
    sheets.row(3, "（联系人：张三）", 2)
    sheets.end()


@breaks("left-edge")
def a_row_that_starts_a_millimetre_in(sheets: Sheets):
    sheets.rows(words(26))
    sheets.row(2, words(20), 0.18)
    sheets.end()


@breaks("left-edge")
def an_indent_of_three_cells(sheets: Sheets):
    sheets.row(1, words(25), 3)
    sheets.row(2, words(20))
    sheets.end()


@breaks("left-edge")
def an_indent_of_one_cell(sheets: Sheets):
    sheets.row(1, words(20), 1)
    sheets.end()


@breaks("right-edge")
def a_ragged_right_edge(sheets: Sheets):
    sheets.rows(words(26), words(27), words(5))
    sheets.end()


@breaks("right-edge")
def a_row_that_ends_a_millimetre_short(sheets: Sheets):
    sheets.row(1, words(26), 2, pitch=CELL - 1 / 25)
    sheets.row(2, words(5))
    sheets.end()


@breaks("right-edge")
def a_ragged_row_of_an_attachment_note(sheets: Sheets):
    sheets.text(1, 3)
    sheets.row(5, "附件：" + words(22), 2)
    sheets.row(6, words(8), 5)
    sheets.end()


@breaks("cells")
def a_row_that_is_stretched_wide(sheets: Sheets):
    sheets.rows(words(26))
    sheets.row(2, words(22), pitch=(156 - EM_3) / 21)
    sheets.row(3, words(5))
    sheets.end()


for char in "。，、；：？！）》】”’％·～":

    @breaks("line-start", name=f"a row that starts with {char}")
    def starting(sheets: Sheets, char: str = char):
        sheets.rows(words(26), char + words(5))
        sheets.end()


@breaks("line-start")
def a_row_that_starts_with_one_dash(sheets: Sheets):
    sheets.rows(words(26), "—" + words(5))
    sheets.end()


@breaks("line-start")
def a_cell_that_goes_on_with_a_mark(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(90, [HEADER, ("张村", "每月集中学习|，会后走访")])
    sheets.end()


for char in "（〔【《〈「“‘":

    @breaks("line-end", name=f"a row that ends with {char}")
    def ending(sheets: Sheets, char: str = char):
        sheets.rows(words(25) + char, words(5))
        sheets.end()


SPLITS = (
    ("共12", "34人"),
    ("共12", "%以上"),
    ("共12", "万元整"),
    ("于20", "年4月"),
    ("约3.", "5万元"),
    ("约03", ".5万元"),
    ("《通知》（青党发〔2020〕", "18号）"),
    ("《通知》（青党发〔", "2020〕18号）"),
    ("成效——", "——凡是群众"),
    ("等等……", "……都列入"),
    ("用Of", "fice办公"),
)
for before, after in SPLITS:
    lead = 26 - sum(0.5 if char.isascii() else 1 for char in before)
    others = ["line-end"] * before.endswith("〔") + ["line-start"] * (after[0] in "%.")

    @breaks("split", *others, name=f"{before}|{after}")
    def split(sheets: Sheets, before: str = words(int(lead)) + before, after: str = after):
        sheets.full_row(1, before, 2)
        sheets.row(2, after + words(5))
        sheets.end()


@breaks("split")
def a_number_broken_in_a_cell(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(90, [HEADER, ("张村青石全12|34人", "学习")])
    sheets.end()


@breaks("split")
def a_number_broken_over_two_pages(sheets: Sheets):
    sheets.text(1, 21, ends=False)
    sheets.row(22, words(26) + "共12")
    sheets.end()
    sheets.row(1, "34人" + words(5))
    sheets.end()


@breaks("lone-character")
def a_lone_last_character(sheets: Sheets):
    sheets.rows(words(26), "好。")
    sheets.end()


TITLES = {
    "off centre": ({"right": 3}, ["关于做好党建工作的通知"]),
    "as a rectangle": ({}, ["青石镇党委关于做好", "基层党建工作的通知"]),
    "as an hourglass": ({}, ["青石镇党委关于做好基层", "党建工作", "台账核对和汇总的通知"]),
    "broken before 的": ({}, ["青石镇党委关于做好基层党建工作", "的通知"]),
    "broken after an opener": ({"right": 0}, ["青石镇党委关于印发《", "基层党建工作方案》的通知"]),
}
for key, (how, lines) in TITLES.items():

    @breaks("title", *["line-end"] * ("opener" in key), name=f"a title {key}")
    def titled(sheets: Sheets, how: dict[str, float] = how, lines: list[str] = lines):
        sheets.title(37, *lines, **how)
        sheets.text(7, 9)
        sheets.end()


RED_HEADS: dict[str, dict[str, object]] = {
    "a mark 3 mm too high": {"mark_top": 69.0},
    "a mark off centre": {"mark_right": 2.0},
    "a rule 6 mm below the number": {"rule_drop": 6.0},
    "a short rule": {"rule_width": 140.0},
    "no rule": {"rule_width": 0},
    "square brackets": {"number": "青石党发[2020]18号"},
    "第 in the number": {"number": "青石党发〔2020〕第18号"},
    "a padded number": {"number": "青石党发〔2020〕08号"},
    "no number": {"number": ""},
    "a title 3 rows down": {"title_top": TITLE_TOP + ROW},
}
for key, how in RED_HEADS.items():
    # Without a rule, the number is a row of text like any other, and stands off the grid.
    others = ["grid"] * (key == "no rule")

    @breaks("red-head", *others, name=f"a red head with {key}")
    def headed(sheets: Sheets, how: dict[str, object] = how):
        red_head(sheets, **how)
        sheets.end()


ATTACHMENTS: dict[str, dict[str, object]] = {
    "label in the body's face": {"face": BODY},
    "label on row 2": {"label": 2},
    "title on row 4": {"title": 4},
}
for key, how in ATTACHMENTS.items():

    @breaks("attachment", name=f"an attachment with its {key}")
    def attached(sheets: Sheets, how: dict[str, object] = how):
        sheets.row(how.get("label", 1), "附件1", face=how.get("face", HEI))
        sheets.title(37 + (how.get("title", 3) - 1) * ROW, "青石镇党员情况")
        sheets.text(7, 9)
        sheets.end()


@breaks("attachment")
def an_attachment_across_the_page_with_a_label_too_low(sheets: Sheets):
    sheets.text(1, 3)
    sheets.end()
    turned_table(sheets, labelled=True, label_top=32.0)


SIGNATURES = {
    "at the right edge": (20, 22, "2020年4月8日"),
    "with the date below its start": (18, 18, "2020年4月8日"),
    "with a padded day": (18, 20, "2020年04月8日"),
    "as if sealed but not centred": (12, 18, "2020年4月8日"),
}
for key, (organ, date, when) in SIGNATURES.items():

    @breaks("signature", name=f"a signature {key}")
    def signed(sheets: Sheets, organ: int = organ, date: int = date, when: str = when):
        sheets.text(1, 3)
        sheets.row(5, words(8), organ)
        sheets.row(6, when, date)
        sheets.end()


IMPRINTS: dict[str, dict[str, object]] = {
    "that ends above the type area's foot": {"last": 261.0},
    "with inner rules as thick": {"inner": 0.35},
    "with thin outer rules": {"outer": 0.2, "inner": 0.1},
    "without an indent": {"indent": 0.0},
    "whose copies end without a stop": {"stop": ""},
}
for key, how in IMPRINTS.items():

    @breaks("imprint", name=f"an imprint {key}")
    def imprinted(sheets: Sheets, how: dict[str, object] = how):
        sheets.text(1, 3)
        imprint(sheets, **how)
        sheets.end()


@breaks("imprint")
def an_imprint_before_the_last_page(sheets: Sheets):
    sheets.text(1, 3)
    imprint(sheets)
    sheets.end()
    sheets.text(1, 3)
    sheets.end()


@breaks("table-header")
def a_table_without_its_header_overleaf(sheets: Sheets):
    sheets.text(1, 3)
    sheets.table(80, [HEADER, *[VILLAGE] * 16])
    sheets.end()
    sheets.table(37, [VILLAGE] * 3)
    sheets.end()


# ── the tests ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("draw", [pytest.param(draw, id=draw.__name__) for draw in GOOD])
def test_what_is_right_breaks_no_rule(draw: Draw):
    sheets = Sheets()
    draw(sheets)
    assert list(map(str, measure(sheets.data()).violations)) == []


@pytest.mark.parametrize(
    ("draw", "rules"), [pytest.param(draw, rules, id=name) for draw, rules, name in BAD]
)
def test_what_is_wrong_breaks_its_rule_and_no_other(draw: Draw, rules: set[str]):
    sheets = Sheets()
    draw(sheets)
    found = measure(sheets.data()).violations
    assert {violation.rule for violation in found} == rules, "\n".join(map(str, found))


def test_another_sheet_is_refused():
    sheets = Sheets(size=(216, 279))
    sheets.text(1, 3)
    sheets.end()
    assert broken_rules(sheets.data()) == {"sheet"}


def test_a_font_that_the_file_names_but_does_not_use_must_not_be_a_viewers():
    sheets = Sheets(initial=None)
    sheets.text(1, 3)
    sheets.end()
    assert broken_rules(sheets.data()) == {"fonts"}


def test_margins_that_are_shifted_are_seen_at_both_edges():
    sheets = Sheets()
    sheets.canvas.saveState()
    sheets.canvas.translate(1 * MM, 0)
    sheets.text(1, 5)
    sheets.canvas.restoreState()
    sheets.end()
    assert broken_rules(sheets.data()) == {"left-edge", "right-edge", "type-area"}


def test_every_rule_has_a_drawing_that_breaks_it():
    from ruler.rules import RULES  # noqa: PLC0415 - the registry itself is what is looked at

    elsewhere = {"sheet"}
    assert len(set().union(*(rules for _draw, rules, _name in BAD)) | elsewhere) == len(RULES)


def test_figures_of_two_pages():
    sheets = Sheets()
    text_over_two_pages(sheets)
    figures = measure(sheets.data()).figures
    assert (figures.pages, figures.rows, figures.rows_on_full_pages) == (2, 29, (22,))
    assert figures.full_rows == 27
    assert figures.exact_rows == 27
    assert figures.first_top == pytest.approx(37, abs=0.01)
    assert figures.worst_left == pytest.approx(0, abs=0.01)
    assert figures.worst_right == pytest.approx(16 / MM - CELL, abs=0.01)
    assert {face.name for face in figures.faces if not face.embedded} == set()
    assert figures.characters > 28 * 26


def test_what_is_no_pdf_is_refused_with_a_sentence():
    with pytest.raises(Unreadable, match="no PDF"):
        measure(b"%PDF-nothing")


@pytest.mark.parametrize("document", [report, official_report])
def test_the_renderers_pages_can_be_measured(document: Callable[[], Document]):
    measurement = measure(render_pdf(document(), FONTS).data)

    assert measurement.figures.rows > 80
    assert measurement.figures.tables >= 5
    nothing_escapes = {"sheet", "fonts", "characters", "measured"}
    assert not nothing_escapes & {violation.rule for violation in measurement.violations}


def run(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "ruler", *names],
        env={**os.environ, "PYTHONPATH": str(TESTS), "PYTHONUTF8": "1"},
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_command_prints_figures_then_violations(tmp_path: Path):
    sheets = Sheets()
    a_lone_last_character(sheets)
    (tmp_path / "差.pdf").write_bytes(sheets.data())

    outcome = run(tmp_path, "差.pdf")

    assert outcome.returncode == 1
    lines = outcome.stdout.splitlines()
    assert lines[0].startswith("pages: 1, characters: ")
    assert lines[-2].startswith("lone-character: page 1: ")


def test_the_command_answers_0_for_what_is_right_and_2_for_what_is_no_pdf(tmp_path: Path):
    sheets = Sheets()
    a_seal_and_an_imprint_below_the_text(sheets)
    (tmp_path / "good.pdf").write_bytes(sheets.data())
    (tmp_path / "text.pdf").write_text("nothing", "ascii")

    assert run(tmp_path, "good.pdf").returncode == 0
    for name in ("text.pdf", "missing.pdf"):
        outcome = run(tmp_path, name)
        assert outcome.returncode == 2
        assert len(outcome.stderr.splitlines()) == 1


def test_the_ruler_shares_nothing_with_the_program():
    for module in TESTS.glob("ruler/*.py"):
        text = module.read_text("utf-8")
        assert "desktop_app" not in text
        assert "reportlab" not in text
