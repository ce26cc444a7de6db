"""Faces of an office's computer made for a test, and what a font set says of them."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import create_string_buffer
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from report_samples import FONT_FOLDER

from desktop_app.report.document import Document, FontUse, Paragraph, Run, Title
from desktop_app.report.fonts import FontSet
from desktop_app.report.official_style import FontRole

TEXT = "青石镇党委按照“先议后办、办后必评”的要求开展活动——凡是群众问得多的……都列入清单。祎年　"
NOWHERE = "\ue005"  # a private character that no font has
OWN_FANGSONG = FontUse("程序自带仿宋 (Jibao FangSong)", FontRole.FANGSONG, installed=False)

Make = Callable[..., Path]


def document(text: str = TEXT) -> Document:
    return Document(Title((Run("关于党建工作的报告"),)), (Paragraph((Run(text),)),))


def subset(file: str, text: str) -> bytes:
    """A bundled face with no more than a text's characters."""
    with TTFont(FONT_FOLDER / file) as font:
        subsetter = Subsetter()
        subsetter.populate(text=text)
        subsetter.subset(font)
        data = BytesIO()
        font.save(data)
    return data.getvalue()


def rename(font: TTFont, name: str, postscript: str) -> None:
    table = font["name"]
    table.names = []
    for identity in (1, 4):
        table.setName(name, identity, 3, 1, 0x804)
        table.setName(postscript, identity, 3, 1, 0x409)
    table.setName(postscript, 6, 3, 1, 0x409)


def licence(bits: int) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        font["OS/2"].fsType = bits

    return change


def drawing(char: str, like: str = "青") -> Callable[[TTFont], None]:
    """Give a face one more character, drawn like another."""

    def change(font: TTFont) -> None:
        for subtable in font["cmap"].tables:
            subtable.cmap[ord(char)] = subtable.cmap[ord(like)]

    return change


def without(*chars: str) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for subtable in font["cmap"].tables:
            for char in chars:
                subtable.cmap.pop(ord(char), None)

    return change


def narrow(font: TTFont) -> None:
    font["hmtx"][font.getBestCmap()[ord("“")]] = (500, 0)


def both(*changes: Callable[[TTFont], None]) -> Callable[[TTFont], None]:
    def change(font: TTFont) -> None:
        for each in changes:
            each(font)

    return change


def base_name(fonts: FontSet, role: FontRole = FontRole.FANGSONG) -> str:
    return fonts.used([fonts.face(role)])[0].name


def settle(fonts: FontSet, text: str, role: FontRole = FontRole.FANGSONG) -> list[bool]:
    """Ask for a text until the base faces stay; returns what each refit said."""
    answers = []
    while not answers or answers[-1]:
        for char in text:
            fonts.glyph(char, role)
        answers.append(fonts.refit())
    return answers


def embedded(data: bytes) -> set[str]:
    """Names, without a subset's tag, of the fonts that text is drawn in; all are embedded."""
    found = set()
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(text)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
                name = create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
                found.add(name.value.decode().rpartition("+")[2])
    return found
