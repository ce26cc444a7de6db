"""Text as a row of glyphs: each character with its face and advance, and where each run begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from desktop_app.report.document import Run
from desktop_app.report.official_style import FontRole, TextStyle

UNKNOWN = "〓"
"""Drawn in a draft for a character that no face has: the printer's mark for a missing type."""

_WIDE = 0.75  # em from which a character counts as full-width


class Measure(Protocol):
    """What typesetting must know about fonts."""

    def glyph(self, char: str, role: FontRole) -> tuple[str, float] | None:
        """Return the face that draws a character in a role and its width in em, or None."""

    def ink(self, char: str, role: FontRole) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top of a character's ink in em from its origin."""

    def ascent(self, role: FontRole) -> float:
        """Return how far, in em, the em box of a role's face rises above the baseline."""


class Look(NamedTuple):
    """What glyphs that are drawn at once have in common.

    tracking: points added to each advance that the face itself does not know. bold: drawn thicker
    than the face is.
    """

    face: str
    tracking: float
    bold: bool


class Glyph(NamedTuple):
    """One character as it will be drawn. advance: points to the next one, tracking included."""

    char: str
    advance: float
    look: Look


class Row(NamedTuple):
    """Glyphs of a text. starts: where each run begins, in order; it ends where the next begins."""

    glyphs: Sequence[Glyph]
    starts: Sequence[tuple[int, Run]]

    @property
    def width(self) -> float:
        """Its natural width in points."""
        return sum([glyph.advance for glyph in self.glyphs])

    def then(self, other: Row) -> Row:
        """Return a row with another behind it."""
        before = len(self.glyphs)
        moved = [(at + before, run) for at, run in other.starts]
        return Row([*self.glyphs, *other.glyphs], [*self.starts, *moved])

    def part(self, start: int, end: int) -> Row:
        """Return the glyphs from start to before end."""
        starts = [
            (max(first, start) - start, run)
            for first, last, run in self.runs()
            if first < end and last > start
        ]
        return Row(self.glyphs[start:end], starts)

    def runs(self) -> Iterator[tuple[int, int, Run]]:
        """Yield where each run begins and ends, and the run."""
        following = [*(at for at, _ in self.starts[1:]), len(self.glyphs)]
        for (at, run), end in zip(self.starts, following, strict=False):
            yield at, end, run


class Typecase:
    """The glyphs of a document, each made once."""

    def __init__(self, measure: Measure) -> None:
        """measure: asked once for each character of a style."""
        self.measure = measure
        self._drawers: dict[TextStyle, _Drawer] = {}

    def row(self, runs: Iterable[Run], style: TextStyle) -> Row:
        """Turn runs into glyphs of one style; a character without a face becomes UNKNOWN."""
        drawer = self._drawers.get(style)
        if drawer is None:
            drawer = self._drawers[style] = _Drawer(style, self.measure)
        glyphs: list[Glyph] = []
        starts = []
        for run in runs:
            starts.append((len(glyphs), run))
            glyphs += [drawer[char] for char in run.text]
        return Row(glyphs, starts)


class _Drawer(dict[str, Glyph]):
    """Character → glyph of one style, made when it is first asked for."""

    def __init__(self, style: TextStyle, measure: Measure) -> None:
        super().__init__()
        self._style, self._measure = style, measure
        self._looks: dict[Look, Look] = {}

    def __missing__(self, char: str) -> Glyph:
        style = self._style
        shown = char
        found = self._measure.glyph(char, style.role)
        if found is None:
            shown, found = UNKNOWN, self._measure.glyph(UNKNOWN, style.role)
            assert found is not None
        face, width = found
        tracking = style.tracking if width > _WIDE else style.tracking / 2
        look = Look(face, tracking, style.bold)
        look = self._looks.setdefault(look, look)  # the same one, so that `is` tells them apart
        glyph = self[char] = Glyph(shown, width * style.size * style.stretch + tracking, look)
        return glyph
