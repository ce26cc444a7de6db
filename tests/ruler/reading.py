"""From a PDF to glyphs, rules and shapes: what stands where on the sheet, by PDFium alone.

Everything is measured on the sheet as it lies in the printer, without /Rotate: millimetres from its
top left corner, y downwards.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ruler.drawing import Box, Colour, Rule, is_red, read_drawing
from ruler.standard import CJK_ASCENT, MM

_BASE_FONT = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_HYPHENS = ("\x02", "\ufffe")  # how PDFium gives a hyphen at the end of a line


class Unreadable(ValueError):
    """The bytes are no PDF that PDFium can open; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the file. ascent: em that the em box rises above the baseline."""

    name: str
    embedded: bool
    ascent: float


@dataclass(frozen=True, slots=True)
class Style:
    """What the glyphs of one text object share. size: points. angle: degrees counter-clockwise."""

    face: Face
    size: float
    colour: Colour
    angle: int

    @property
    def em(self) -> float:
        """The size in millimetres."""
        return self.size / MM

    @property
    def red(self) -> bool:
        """Whether it is printed in red."""
        return is_red(self.colour)


class Glyph(NamedTuple):
    """A character. x, y: its origin on the baseline. left to bottom: its ink. advance: along x."""

    char: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    advance: float
    style: Style

    @property
    def end(self) -> float:
        """Where its advance ends."""
        return self.x + self.advance

    @property
    def blank(self) -> bool:
        """Whether it prints nothing."""
        return self.char.isspace()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in sheet coordinates. rotation: its /Rotate. unmapped: characters without Unicode."""

    number: int
    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    shapes: tuple[Box, ...]
    unmapped: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file. base_fonts: every font it names, used or not, as far as plain bytes show."""

    pages: tuple[Page, ...]
    faces: tuple[Face, ...]
    base_fonts: tuple[str, ...]


def read(data: bytes) -> Document:
    """Read a PDF. Raises Unreadable."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"This is no PDF that can be opened: {error}") from error
    try:
        reader = _Reader()
        pages = tuple(reader.page(pdf, index) for index in range(len(pdf)))
    finally:
        pdf.close()
    names = dict.fromkeys(match[1].decode("latin-1") for match in _BASE_FONT.finditer(data))
    return Document(pages, tuple(reader.faces), tuple(names))


def turned(page: Page) -> Page:
    """Return what reads from bottom to top on the sheet, as one sees it with the sheet turned."""
    return replace(
        page,
        width=page.height,
        height=page.width,
        glyphs=tuple(
            glyph._replace(
                x=page.height - glyph.y,
                y=glyph.x,
                left=page.height - glyph.bottom,
                top=glyph.left,
                right=page.height - glyph.top,
                bottom=glyph.right,
            )
            for glyph in page.glyphs
            if glyph.style.angle == 90
        ),
        rules=tuple(
            replace(
                rule,
                left=page.height - rule.bottom,
                top=rule.left,
                right=page.height - rule.top,
                bottom=rule.right,
            )
            for rule in page.rules
        ),
        shapes=(),
    )


class _Reader:
    """Reads pages one by one and gathers the faces that they use."""

    def __init__(self) -> None:
        self.faces: dict[Face, None] = {}

    def page(self, pdf: pypdfium2.PdfDocument, index: int) -> Page:
        page = pdf[index]
        left, bottom, right, top = page.get_mediabox()
        origin = (left, top)
        text = page.get_textpage()
        try:
            glyphs, unmapped = self._glyphs(text, origin)
        finally:
            text.close()
        rules, shapes = read_drawing(page, origin)
        measures = (right - left) / MM, (top - bottom) / MM, page.get_rotation()
        page.close()
        return Page(index + 1, *measures, tuple(glyphs), tuple(rules), tuple(shapes), unmapped)

    def _glyphs(
        self, text: pypdfium2.PdfTextPage, origin: tuple[float, float]
    ) -> tuple[list[Glyph], int]:
        """Read the characters; PDFium's own inventions (line ends, guessed spaces) are left out."""
        raw = text.raw
        x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
        loose = pdfium.FS_RECTF()
        sheet_left, sheet_top = origin
        styles: dict[int, Style] = {}
        glyphs: list[Glyph] = []
        unmapped = 0
        high = 0
        for index in range(pdfium.FPDFText_CountChars(raw)):
            code = pdfium.FPDFText_GetUnicode(raw, index)
            if code <= 0x20 and pdfium.FPDFText_IsGenerated(raw, index):
                continue
            text_object = pdfium.FPDFText_GetTextObject(raw, index)
            if not text_object:
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if high:
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
            key = ctypes.cast(text_object, ctypes.c_void_p).value or 0
            style = styles.get(key)
            if style is None:
                style = styles[key] = self._style(raw, index, text_object)
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            pdfium.FPDFText_GetLooseCharBox(raw, index, loose)
            upright = style.angle in (0, 180)
            advance = loose.right - loose.left if upright else loose.top - loose.bottom
            char = chr(code)
            if char in _HYPHENS:
                char = "-"
            elif code in (0, 0xFFFD):
                unmapped += 1
            glyphs.append(
                Glyph(
                    char,
                    (x.value - sheet_left) / MM,
                    (sheet_top - y.value) / MM,
                    (left.value - sheet_left) / MM,
                    (sheet_top - top.value) / MM,
                    (right.value - sheet_left) / MM,
                    (sheet_top - bottom.value) / MM,
                    advance / MM,
                    style,
                )
            )
        return glyphs, unmapped

    def _style(self, raw: Any, index: int, text_object: Any) -> Style:
        font = pdfium.FPDFTextObj_GetFont(text_object)
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(font, name, 256)
        ascent = ctypes.c_float()
        pdfium.FPDFFont_GetAscent(font, 1000.0, ascent)
        # Chinese fonts give their em box (852 to 880); others, and some of them, room for accents.
        em_ascent = ascent.value / 1000 if 840 <= ascent.value <= 885 else CJK_ASCENT
        embedded = pdfium.FPDFFont_GetIsEmbedded(font) == 1
        face = Face(name.value.decode("utf-8", "replace"), embedded, round(em_ascent, 4))
        self.faces.setdefault(face)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(raw, index) * hypot(matrix.c, matrix.d)
        angle = round(degrees(atan2(matrix.b, matrix.a))) % 360
        colour = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetFillColor(raw, index, *colour)
        red, green, blue, _alpha = (part.value for part in colour)
        return Style(face, round(size, 3), (red, green, blue), angle)
