"""Drawing a document as PDF: embedded subset faces, outline, metadata, and where figures stand."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.core.page_setup import PageNumbers, PageSetup
from desktop_app.report import official_style as style
from desktop_app.report.document import Document, Place, Rendered, Run
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import MM, Layout, TextStyle, layout_of
from desktop_app.report.printability import refuse_unprintable
from desktop_app.report.typesetting.compose import Anchor, ComposedPage, Content, TextLine, compose
from desktop_app.report.typesetting.glyphs import Typecase
from desktop_app.report.typesetting.pages import Placed
from desktop_app.report.typesetting.panels import Panel
from desktop_app.report.typesetting.setting import Align, Piece, SetLine, set_lines
from desktop_app.report.typesetting.tables import TableRow

CREATOR = "党建季报"
rl_config.useA85 = 0  # streams as bytes: smaller by a fifth, and sooner written than as text
_BOLD = 0.03  # of the size: how thick a glyph's outline is drawn where a heading is bold
_BLACK = (0.0, 0.0, 0.0)
ONE_AT_A_TIME = Lock()  # reportlab's faces, registered for the whole process, hold a read position
_STANDARD_SETUP = PageSetup()
_PAGE_NUMBER_ALIGNS = {
    PageNumbers.OUTER: (Align.LEFT, Align.RIGHT),
    PageNumbers.CENTER: (Align.CENTER, Align.CENTER),
    PageNumbers.RIGHT: (Align.RIGHT, Align.RIGHT),
}  # on even pages, on odd pages


def render_pdf(
    document: Document, fonts: FontSet, setup: PageSetup = _STANDARD_SETUP, *, draft: bool = False
) -> Rendered:
    """Draw a document on A4 pages; the same document, fonts and setup give the same bytes.

    draft: draw 〓 for a character that no face has; else GlyphMissing is raised before anything is
    drawn.
    """
    with ONE_AT_A_TIME:
        if not draft:
            refuse_unprintable(document, fonts)
        fonts.begin()  # so that only what is set decides which faces do
        pages = compose(document, fonts, setup)
        while fonts.refit():
            pages = compose(document, fonts, setup)
        layout = layout_of(setup)
        data = BytesIO()
        canvas = Canvas(
            data,
            pagesize=(layout.sheet_width, layout.sheet_height),
            invariant=1,
            initialFontName=fonts.face(layout.body.role),
            lang="zh-CN",
        )
        canvas.setTitle(document.title.text)
        canvas.setAuthor(document.author)
        canvas.setSubject(document.subject)
        canvas.setCreator(CREATOR)
        canvas.setProducer(CREATOR)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        drawing = _Drawing(canvas, fonts, layout, document.notice)
        for number, page in enumerate(pages, start=1):
            drawing.page(number, page)
        canvas.save()
        used, notes = fonts.used(drawing.faces), fonts.notes
    return Rendered(data.getvalue(), tuple(drawing.places), len(pages), used, notes)


class _Drawing:
    """Draws pages on a canvas and gathers places and faces.

    A page's content is measured from the top left of its type area, y downwards; `_origin` is where
    that corner lies in the canvas's frame, which is turned for a table set across the sheet.
    """

    def __init__(self, canvas: Canvas, fonts: FontSet, layout: Layout, notice: str) -> None:
        self.places: list[Place] = []
        self.faces: dict[str, None] = {}
        self._canvas = canvas
        self._fonts = fonts
        self._layout = layout
        self._notice = self._furniture(notice, style.NOTICE, Align.CENTER)
        self._codes: dict[str, _Codes] = {}
        self._ascent = cache(fonts.ascent)
        self._anchors = 0
        self._outline_level = -1
        self._number = 0
        self._upright = (layout.left, layout.sheet_height - layout.top)
        self._origin = self._upright

    def page(self, number: int, page: ComposedPage) -> None:
        """Draw one page: its rules, its text, the notice above and the number below."""
        self._number = number
        sheet = self._layout.sheet_width, self._layout.sheet_height
        if page.layout.is_turned:
            self._canvas.setPageSize(sheet[::-1])  # as it is seen
            self._canvas.setPageRotation(90)  # a reader turns the sheet; so does the screen
            self._canvas.saveState()
            self._canvas.transform(0, 1, -1, 0, self._layout.left, self._layout.bottom)
            self._origin = (0.0, 0.0)
            self._content(page)
            self._canvas.restoreState()
        else:
            self._canvas.setPageSize(sheet)
            self._canvas.setPageRotation(0)
            self._content(page)
        self._origin = self._upright
        self._text = _Text(self._canvas, self._codes)
        above = style.NOTICE_TOP_MM * MM - self._layout.top
        for at, line in enumerate(self._notice):
            self._line(line, 0.0, above + at * line.style.leading)
        self._page_number()
        self._text.finish()
        self._canvas.showPage()

    def _content(self, page: ComposedPage) -> None:
        self._rules(page)
        self._text = _Text(self._canvas, self._codes)
        before = len(self.places)
        for placed in page.content:
            self._placed(placed)
        self._text.finish()
        left, top = self._layout.left, self._layout.top
        if page.layout.is_turned:
            left, top = self._layout.bottom, self._layout.left
        self.places[before:] = [
            Place(
                place.figure,
                place.page,
                place.left + left,
                place.top + top,
                place.right + left,
                place.bottom + top,
            )
            for place in self.places[before:]
        ]

    def _placed(self, placed: Placed[Content]) -> None:
        match placed.content:
            case TextLine(line=line, anchor=anchor):
                self._line(line, 0.0, placed.top)
                if anchor is not None:
                    self._bookmark(anchor, placed.top)
            case TableRow(cells=cells):
                for cell in cells:
                    for below, line in cell.lines:
                        self._line(line, cell.left, placed.top + below)
            case Panel(lines=lines):
                for left, below, line in lines:
                    self._line(line, left, placed.top + below)

    def _furniture(self, text: str, text_style: TextStyle, align: Align) -> list[SetLine]:
        row = Typecase(self._fonts).row((Run(text),), text_style)
        return set_lines(row, text_style, self._layout.text_width, align=align)

    def _page_number(self) -> None:
        """Draw — 1 — so that the ink of its dashes stands 7 mm below the text (7.5)."""
        mode = self._layout.setup.page_numbers
        if mode is PageNumbers.NONE:
            return
        align = _PAGE_NUMBER_ALIGNS[mode][self._number % 2]
        indent = style.PAGE_NUMBER_INDENT * self._layout.pitch
        shift = {Align.LEFT: indent, Align.CENTER: 0.0, Align.RIGHT: -indent}[align]
        number = style.PAGE_NUMBER
        _, foot, _, top = self._fonts.ink("—", number.role)
        dash = self._ascent(number.role) - (foot + top) / 2  # below the em box's top, em
        height = self._layout.sheet_height - self._layout.top - self._layout.bottom
        drop = height + style.PAGE_NUMBER_DROP_MM * MM - dash * number.size
        for line in self._furniture(f"— {self._number} —", number, align):
            self._line(line, shift, drop)

    def _line(self, line: SetLine, left: float, top: float) -> None:
        """Draw a line whose box has that top left corner, in points of the type area."""
        size = line.style.size
        x, y = self._origin
        baseline = y - top - self._ascent(line.style.role) * size
        for piece in line.pieces:
            self.faces.setdefault(piece.face)
            self._text.show(piece, line.style, x + left, baseline)
        for mark in line.marks:
            assert mark.run.figure is not None
            edges = (left + mark.left, top, left + mark.right, top + size)
            self.places.append(Place(mark.run.figure, self._number, *edges))

    def _bookmark(self, anchor: Anchor, top: float) -> None:
        """Add an outline entry; a level that was skipped is closed up, as PDF asks."""
        self._anchors += 1
        key = f"h{self._anchors}"
        self._outline_level = min(anchor.level - 1, self._outline_level + 1)
        height = self._layout.sheet_height - self._layout.top - top
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=height, zoom=0)
        self._canvas.addOutlineEntry(anchor.title, key, self._outline_level)

    def _rules(self, page: ComposedPage) -> None:
        """Draw the rules of all tables and panels on the page."""
        x, y = self._origin
        rows = [(placed.content, placed.top) for placed in page.content]
        for (above, _), (row, top), (below, _) in zip(
            [(None, 0.0), *rows], rows, [*rows[1:], (None, 0.0)], strict=False
        ):
            if isinstance(row, TableRow):
                continued = isinstance(above, TableRow) and not row.first
                followed = isinstance(below, TableRow) and not row.last
                self._box(row, y - top, continued=continued, followed=followed)
            elif isinstance(row, Panel):
                for rule in row.rules:
                    self._canvas.setStrokeColorRGB(*(style.RED if rule.red else _BLACK))
                    self._canvas.setLineWidth(rule.thickness)
                    height = y - top - rule.y
                    self._canvas.line(x, height, x + page.layout.text_width, height)
                self._canvas.setStrokeColorRGB(*_BLACK)

    def _box(self, row: TableRow, top: float, *, continued: bool, followed: bool) -> None:
        """Draw the rules of one row; thick where the table, or its part on the page, ends."""
        bottom = top - row.height
        left, *inner, right = (self._origin[0] + edge for edge in row.edges)
        thin = [(x, top, x, bottom) for x in inner]
        thick = [(left, top, left, bottom), (right, top, right, bottom)]
        if not continued:
            thick.append((left, top, right, top))
        if not followed:
            thick.append((left, bottom, right, bottom))
        elif row.closes:
            thin.append((left, bottom, right, bottom))
        for width, rules in ((style.INNER_RULE, thin), (style.OUTER_RULE, thick)):
            self._canvas.setLineWidth(width)
            self._canvas.lines(rules)


class _Codes(dict[str, tuple[str, str]]):
    """A face in one document: character → the call of its subset, and its code in a string."""

    def __init__(self, face: TTFont, canvas: Canvas) -> None:
        super().__init__()
        self._face = face
        self._document = canvas._doc  # noqa: SLF001 - subsets of a face belong to a document

    def __missing__(self, char: str) -> tuple[str, str]:
        ((subset, code),) = self._face.splitString(char, self._document)
        name = self._face.getSubsetInternalName(subset, self._document)
        self[char] = name, code.hex()
        return self[char]


class _Text:
    """The text of one page, written as PDF operators; repeats no setting that still holds.

    reportlab's own text object measures each string once more and knows nothing of what stands
    before it; a page has some hundred strings.
    """

    def __init__(self, canvas: Canvas, codes: dict[str, _Codes]) -> None:
        """codes: of the faces met so far in this document."""
        self._canvas = canvas
        self._codes = codes
        self._operators = ["BT"]
        self._x = self._y = 0  # where the last piece began, in steps
        self._font: tuple[str, float] | None = None
        self._spacing = 0.0
        self._look = _USUAL_LOOK

    def show(self, piece: Piece, text_style: TextStyle, left: float, baseline: float) -> None:
        """Draw a piece of a line; left and baseline in points from the frame's bottom left."""
        write = self._operators.append
        if self._spacing != piece.spacing:
            self._spacing = piece.spacing
            write(f"{piece.spacing:.4f} Tc")
        look = (piece.bold, text_style.red, text_style.stretch)
        if self._look != look:
            self._set_look(*look)
        x, y = round((left + piece.x) * _STEPS), round(baseline * _STEPS)
        write(f"{(x - self._x) / _STEPS:g} {(y - self._y) / _STEPS:g} Td")
        self._x, self._y = x, y
        codes = self._codes.get(piece.face)
        if codes is None:
            codes = self._codes[piece.face] = _Codes(getFont(piece.face), self._canvas)
        for name, run in groupby([codes[char] for char in piece.text], _call):
            font = (name, text_style.size)
            if self._font != font:
                self._font = font
                write(f"{name} {text_style.size:g} Tf")
            write(f"<{''.join([code for _, code in run])}> Tj")

    def finish(self) -> None:
        """Put the text on the page; its settings would outlive it, so they are set back."""
        if self._spacing:
            self._operators.append("0 Tc")
        if self._look != _USUAL_LOOK:
            self._set_look(*_USUAL_LOOK)
        self._canvas.setLineWidth(style.BODY_SIZE * _BOLD)
        self._canvas.addLiteral("\n".join([*self._operators, "ET"]))

    def _set_look(self, bold: bool, red: bool, stretch: float) -> None:  # noqa: FBT001 - one look
        self._look = (bold, red, stretch)
        color = " ".join(f"{part:g}" for part in (style.RED if red else _BLACK))
        self._operators.append(f"{2 if bold else 0} Tr {color} rg {stretch * 100:.3f} Tz")


_USUAL_LOOK = (False, False, 1.0)
_STEPS = 100  # a point: 0.0035 mm; whole steps, so that nothing adds up over a page
_call = itemgetter(0)
