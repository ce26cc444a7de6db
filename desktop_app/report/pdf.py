"""Drawing a document as PDF: embedded subset faces, outline, metadata, and where figures stand."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

from reportlab.pdfgen.canvas import Canvas

from desktop_app.report import official_style as style
from desktop_app.report.document import Document, Place, Rendered, Run, plain
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import EM_ASCENT, MM, PAGE, PITCH, TextStyle
from desktop_app.report.typesetting.compose import Anchor, Content, TextLine, compose
from desktop_app.report.typesetting.glyphs import glyphs_of
from desktop_app.report.typesetting.pages import Placed
from desktop_app.report.typesetting.setting import Align, Piece, SetLine, set_lines
from desktop_app.report.typesetting.tables import TableRow

CREATOR = "党建季报"
_ONE_AT_A_TIME = Lock()  # reportlab's faces, registered for the whole process, hold a read position


def render_pdf(document: Document, fonts: FontSet) -> Rendered:
    """Draw a document on A4 pages; the same document gives the same bytes.

    Raises GlyphMissing, before anything is drawn, where a character has no face.
    """
    with _ONE_AT_A_TIME:
        pages = compose(document, fonts) or [[]]
        data = BytesIO()
        canvas = Canvas(
            data,
            pagesize=(PAGE.width, PAGE.height),
            invariant=1,
            initialFontName=fonts.face(style.BODY.role),
            lang="zh-CN",
        )
        canvas.setTitle(plain(document.title.runs))
        canvas.setAuthor(document.author)
        canvas.setSubject(document.subject)
        canvas.setCreator(CREATOR)
        canvas.setProducer(CREATOR)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        drawing = _Drawing(canvas, fonts, document.notice)
        for number, page in enumerate(pages, start=1):
            drawing.page(number, page)
        canvas.save()
    return Rendered(data.getvalue(), tuple(drawing.places), len(pages), tuple(drawing.faces))


class _Drawing:
    """Draws pages on a canvas and gathers places and faces; y runs down from the sheet's top."""

    def __init__(self, canvas: Canvas, fonts: FontSet, notice: str) -> None:
        self.places: list[Place] = []
        self.faces: dict[str, None] = {}
        self._canvas = canvas
        self._fonts = fonts
        self._notice = self._furniture(notice, style.NOTICE, Align.CENTER)
        self._anchors = 0
        self._outline_level = -1
        self._number = 0

    def page(self, number: int, content: list[Placed[Content]]) -> None:
        """Draw one page: its rules, its text, the notice above and the number below."""
        self._number = number
        self._rules(content)
        self._text = _Text(self._canvas)
        for placed in content:
            top = PAGE.top + placed.top
            match placed.content:
                case TextLine(line=line, anchor=anchor):
                    self._line(line, PAGE.left, top)
                    if anchor is not None:
                        self._bookmark(anchor, top)
                case TableRow(cells=cells):
                    for cell in cells:
                        for below, line in cell.lines:
                            self._line(line, PAGE.left + cell.left, top + below)
        for at, line in enumerate(self._notice):
            self._line(line, PAGE.left, style.NOTICE_TOP_MM * MM + at * line.style.leading)
        self._page_number()
        self._text.finish()
        self._canvas.showPage()

    def _furniture(self, text: str, text_style: TextStyle, align: Align) -> list[SetLine]:
        glyphs = glyphs_of((Run(text),), text_style, self._fonts)
        return set_lines(glyphs, text_style, PAGE.text_width, align=align)

    def _page_number(self) -> None:
        """Draw — 1 — so that its dashes, at half the height of their box, stand 7 mm down (7.5)."""
        indent = style.PAGE_NUMBER_INDENT * PITCH
        align, x = (Align.RIGHT, -indent) if self._number % 2 else (Align.LEFT, indent)
        drop = PAGE.text_height + style.PAGE_NUMBER_DROP_MM * MM
        for line in self._furniture(f"— {self._number} —", style.PAGE_NUMBER, align):
            self._line(line, PAGE.left + x, PAGE.top + drop - line.style.size / 2)

    def _line(self, line: SetLine, left: float, top: float) -> None:
        """Draw a line whose box has that top left corner, in points of the sheet."""
        size = line.style.size
        baseline = PAGE.height - top - EM_ASCENT * size
        for piece in line.pieces:
            self.faces.setdefault(piece.face)
            self._text.show(piece, size, left, baseline)
        for mark in line.marks:
            assert mark.run.figure is not None
            edges = (left + mark.left, top, left + mark.right, top + size)
            self.places.append(Place(mark.run.figure, self._number, *edges))

    def _bookmark(self, anchor: Anchor, top: float) -> None:
        """Add an outline entry; a level that was skipped is closed up, as PDF asks."""
        self._anchors += 1
        key = f"h{self._anchors}"
        self._outline_level = min(anchor.level - 1, self._outline_level + 1)
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE.height - top, zoom=0)
        self._canvas.addOutlineEntry(anchor.title, key, self._outline_level)

    def _rules(self, content: list[Placed[Content]]) -> None:
        """Draw the rules of all tables on the page."""
        rows = [(placed.content, placed.top) for placed in content]
        for (above, _), (row, top), (below, _) in zip(
            [(None, 0.0), *rows], rows, [*rows[1:], (None, 0.0)], strict=False
        ):
            if isinstance(row, TableRow):
                continued = isinstance(above, TableRow) and not row.first
                followed = isinstance(below, TableRow) and not row.last
                self._box(row, PAGE.height - PAGE.top - top, continued=continued, followed=followed)

    def _box(self, row: TableRow, top: float, *, continued: bool, followed: bool) -> None:
        """Draw the rules of one row; thick where the table, or its part on the page, ends."""
        bottom = top - row.height
        left, *inner, right = (PAGE.left + edge for edge in row.edges)
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


class _Text:
    """The text of one page: repeats no setting that still holds."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._spacing = 0.0

    def show(self, piece: Piece, size: float, left: float, baseline: float) -> None:
        """Draw a piece of a line; left and baseline in points from the sheet's bottom left."""
        if self._font != (piece.face, size):
            self._font = (piece.face, size)
            self._text.setFont(piece.face, size)
        if self._spacing != piece.spacing:
            self._spacing = piece.spacing
            self._text.setCharSpace(piece.spacing)
        self._text.setTextOrigin(left + piece.x, baseline)
        self._text.textOut(piece.text)

    def finish(self) -> None:
        """Put the text on the page."""
        self._canvas.drawText(self._text)
