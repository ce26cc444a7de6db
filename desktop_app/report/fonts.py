"""The bundled faces: which one draws a character, how wide it is, and what none can draw."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop_app.report.official_style import FontRole

FONT_LIST = "fonts.json"
_NO_BREAK_SPACE = "\u00a0"
_ASTRAL_TARGET = re.compile(r"(?<=> )<([0-9A-F]{5,6})>")
_OWN_LATIN = frozenset({FontRole.XIAOBIAOSONG, FontRole.HEITI})

Glyph = tuple[str, float]


class FontSet:
    """The faces of one folder, read when they are first needed.

    Faces are registered with reportlab under the stem of their file, once a process.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds fonts.json and the files it names; nothing is opened yet."""
        self._folder = folder
        self._faces: dict[FontRole, ttfonts.TTFont] = {}
        self._glyphs: dict[FontRole, dict[str, Glyph | None]] = {role: {} for role in FontRole}

    def glyph(self, char: str, role: FontRole) -> Glyph | None:
        """Return the face that draws a character in a role, and its width in em (of the size).

        ASCII comes from the Latin face, but for 小标宋 and 黑体, which are too dark beside it, from
        their own; everything else, quotes, dashes and brackets included, from the role's own face,
        then from the rare characters, then from 黑体. None: no face.
        """
        known = self._glyphs[role]
        if char not in known:
            known[char] = self._find(char, role)
        return known[char]

    def missing(self, text: str, role: FontRole = FontRole.FANGSONG) -> list[str]:
        """List the characters of a text that no face can draw in that role, each once."""
        return [char for char in dict.fromkeys(text) if self.glyph(char, role) is None]

    def face(self, role: FontRole) -> str:
        """Return the name under which a role's own face is registered with reportlab."""
        return str(self._load(role).fontName)

    @cached_property
    def _files(self) -> dict[FontRole, Path]:
        entries = json.loads((self._folder / FONT_LIST).read_text(encoding="utf-8"))
        return {role: self._folder / entries[role]["file"] for role in FontRole}

    def _find(self, char: str, role: FontRole) -> Glyph | None:
        code = ord(" " if char == _NO_BREAK_SPACE else char)
        for candidate in _chain(role, latin=code < 0x80):
            font = self._load(candidate)
            if code in font.face.charToGlyph:
                return font.fontName, font.face.getCharWidth(code) / 1000
        return None

    def _load(self, role: FontRole) -> ttfonts.TTFont:
        if role not in self._faces:
            path = self._files[role]
            if path.stem not in pdfmetrics.getRegisteredFontNames():
                _mend_astral_text()
                # Without the whole of ASCII in every subset: ASCII has a face of its own.
                pdfmetrics.registerFont(ttfonts.TTFont(path.stem, str(path), asciiReadable=0))
            self._faces[role] = pdfmetrics.getFont(path.stem)
        return self._faces[role]


def _chain(role: FontRole, *, latin: bool) -> tuple[FontRole, ...]:
    if role is FontRole.PAGE_NUMBER:
        return (role,)
    rare = FontRole.RARE_TITLE if role is FontRole.XIAOBIAOSONG else FontRole.RARE_BODY
    chain = (role, rare, FontRole.HEITI)
    return (FontRole.LATIN, *chain) if latin and role not in _OWN_LATIN else chain


def _mend_astral_text() -> None:
    """Make text beyond the Basic Multilingual Plane copy and search rightly from our PDFs.

    reportlab 5.1 writes the target of such a character into the ToUnicode map as its five-digit
    code point, where PDF 32000-1 9.10.3 asks for UTF-16BE. The glyphs print rightly either way.
    """
    original: Callable[[str, list[int]], str] = ttfonts.makeToUnicodeCMap
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def mended(font_name: str, subset: list[int]) -> str:
        return _ASTRAL_TARGET.sub(_as_utf16, original(font_name, subset))

    ttfonts.makeToUnicodeCMap = mended


def _as_utf16(target: re.Match[str]) -> str:
    return f"<{chr(int(target[1], 16)).encode('utf-16-be').hex().upper()}>"
