"""Pages drawn by hand for the ruler, each glyph where it is told to stand."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import cycle, islice
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from township import ROOT

FONT_FOLDER = ROOT / "resources" / "fonts"

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


def register_faces() -> None:
    """Open the fonts that the sheets are drawn in."""
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


class Wrong(NamedTuple):
    """A drawing that breaks these rules and no other."""

    name: str
    draw: Draw
    rules: set[str]


def taken_into(drawings: list[Wrong]) -> Callable[..., Callable[[Draw], Draw]]:
    """Return a decorator that names the rules which a drawing breaks and puts it on the list."""

    def breaks(*rules: str, name: str = "") -> Callable[[Draw], Draw]:
        def register(draw: Draw) -> Draw:
            drawings.append(Wrong(name or draw.__name__, draw, set(rules)))
            return draw

        return register

    return breaks


# ── what several drawings have on them ────────────────────────────────────────────────────────────

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
