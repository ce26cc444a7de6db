"""Text as a row of glyphs: each character with its face, its advance and the run it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from desktop_app.core.errors import GlyphMissing
from desktop_app.report.document import Run, Runs, plain
from desktop_app.report.official_style import FontRole, TextStyle

_CONTEXT = 8  # characters shown on either side of one that cannot be printed
_WIDE = 0.75  # em from which a character counts as full-width


class Measure(Protocol):
    """What typesetting must know about fonts."""

    def glyph(self, char: str, role: FontRole) -> tuple[str, float] | None:
        """Return the face that draws a character in a role and its width in em, or None."""


class Glyph(NamedTuple):
    """One character as it will be drawn.

    face: name of the face. advance: points to the next character, tracking included. tracking:
    the part of it that the face itself does not know. run: where the text comes from.
    """

    char: str
    face: str
    advance: float
    tracking: float
    run: Run


def glyphs_of(runs: Iterable[Run], style: TextStyle, measure: Measure) -> list[Glyph]:
    """Turn runs into glyphs of one style.

    Raises GlyphMissing with a Chinese sentence that names the first character without a face.
    """
    runs = tuple(runs)
    glyphs = []
    role, size = style.role, style.size
    full, half = style.tracking, style.tracking / 2
    for run in runs:
        for char in run.text:
            found = measure.glyph(char, role)
            if found is None:
                raise GlyphMissing(_sentence(runs, char))
            face, width = found
            tracking = full if width > _WIDE else half
            glyphs.append(Glyph(char, face, width * size + tracking, tracking, run))
    return glyphs


def _sentence(runs: Runs, char: str) -> str:
    text = plain(runs)
    at = text.index(char)
    around = text[max(at - _CONTEXT, 0) : at + _CONTEXT + 1]
    shown = char if char.isprintable() else "（不可见字符）"
    return (
        f"“{around}”中的“{shown}”（U+{ord(char):04X}）没有字体可以打印，"
        "请改用通用的写法，或删去这个字符。"
    )
