"""Drawing charts into a PDF: lines and texts stay lines and texts, sharp at any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from reportlab.pdfgen.canvas import Canvas

from desktop_app.core.drawing import Anchor, Box, Drawing, Figure, Ink, Label, Line, Marker
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import FontRole
from desktop_app.report.pdf import CREATOR, ONE_AT_A_TIME
from desktop_app.report.typesetting.glyphs import UNKNOWN

_ROLE = FontRole.HEITI
_COLOURS = {
    Ink.TEXT: (0.0, 0.0, 0.0),
    Ink.MUTED: (0.3, 0.3, 0.3),
    Ink.GRID: (0.7, 0.7, 0.7),
    Ink.ACCENT: (0.7, 0.15, 0.12),
    Ink.ALERT: (0.5, 0.3, 0.0),
}
_HAIR = 0.75
"""Of a shape's width on the screen: a pixel is thicker than a line on paper should be."""


def render_drawings(
    drawings: Sequence[Drawing], fonts: FontSet, title: str, author: str = ""
) -> bytes:
    """Put each drawing onto a page of its own size, in points; the same ones give the same bytes.

    A character that no face has is drawn as 〓. Raises FontDamaged.
    """
    with ONE_AT_A_TIME:
        fonts.begin()
        data = BytesIO()
        canvas = Canvas(data, invariant=1, initialFontName=fonts.face(_ROLE), lang="zh-CN")
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator(CREATOR)
        canvas.setProducer(CREATOR)
        for drawing in drawings:
            canvas.setPageSize((drawing.width, drawing.height))
            pen = _Pen(canvas, fonts, drawing.height)
            for shape in drawing.shapes:
                pen.draw(shape)
            canvas.showPage()
        canvas.save()
    return data.getvalue()


class _Pen:
    """Draws shapes on one page; a PDF measures upwards from the bottom."""

    def __init__(self, canvas: Canvas, fonts: FontSet, height: float) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._height = height

    def draw(self, shape: Line | Box | Marker | Label) -> None:
        """Draw one shape."""
        match shape:
            case Line():
                self._line(shape)
            case Box(x, y, width, height, ink):
                self._canvas.setStrokeColorRGB(*_COLOURS[ink])
                self._canvas.setLineWidth(_HAIR)
                self._canvas.rect(x, self._height - y - height, width, height)
            case Marker():
                self._marker(shape)
            case Label():
                self._label(shape)

    def _line(self, line: Line) -> None:
        canvas = self._canvas
        canvas.setStrokeColorRGB(*_COLOURS[line.ink])
        canvas.setLineWidth(line.width * _HAIR)
        canvas.setDash(list(line.dashes))
        canvas.line(line.x1, self._height - line.y1, line.x2, self._height - line.y2)
        canvas.setDash([])

    def _marker(self, marker: Marker) -> None:
        canvas, radius = self._canvas, marker.radius
        x, y = marker.x, self._height - marker.y
        canvas.setStrokeColorRGB(*_COLOURS[marker.ink])
        canvas.setFillColorRGB(*((1.0, 1.0, 1.0) if marker.hollow else _COLOURS[marker.ink]))
        canvas.setLineWidth(2 * _HAIR)
        match marker.figure:
            case Figure.DISC:
                canvas.circle(x, y, radius, fill=1)
            case Figure.SQUARE:
                canvas.rect(x - radius, y - radius, 2 * radius, 2 * radius, fill=1)
            case Figure.TRIANGLE:
                path = canvas.beginPath()
                path.moveTo(x, y + radius)
                path.lineTo(x + radius, y - radius)
                path.lineTo(x - radius, y - radius)
                path.close()
                canvas.drawPath(path, fill=1)

    def _label(self, label: Label) -> None:
        canvas = self._canvas
        pieces = list(self._pieces(label.text))
        width = sum(wide for _, _, wide in pieces) * label.size
        share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[label.anchor]
        canvas.saveState()
        canvas.translate(label.x, self._height - label.y)
        if label.turned:
            canvas.rotate(90)
        canvas.setFillColorRGB(*_COLOURS[label.ink])
        x = -width * share
        for face, text, wide in pieces:
            canvas.setFont(face, label.size)
            canvas.drawString(x, 0, text)
            x += wide * label.size
        canvas.restoreState()

    def _pieces(self, text: str) -> Iterator[tuple[str, str, float]]:
        """Yield (face, text that it draws, its width in em)."""
        glyphs = []
        for char in text:
            found = self._fonts.glyph(char, _ROLE)
            drawn = char if found else UNKNOWN
            found = found or self._fonts.glyph(UNKNOWN, _ROLE)
            if found is not None:
                glyphs.append((found[0], drawn, found[1]))
        for face, group in groupby(glyphs, itemgetter(0)):
            run = list(group)
            yield face, "".join(drawn for _, drawn, _ in run), sum(wide for _, _, wide in run)
