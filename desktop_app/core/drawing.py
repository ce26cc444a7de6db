"""A drawing as plain shapes: painted on the screen and put into a PDF from one and the same list.

Measured in units of its own, y downwards from the top left corner; on paper a unit is a point, on
the screen a pixel. Widths of texts are estimated alike for every font, so that a drawing is the
same everywhere; what must stand exactly stands at its anchor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from unicodedata import east_asian_width

_HALF = 0.56
"""Width of a digit or a Latin letter in em, on average."""

BASELINE = 0.36
"""How far below a line's middle its baseline stands, in em."""


class Ink(Enum):
    """What a shape is for; who draws chooses the colour, and none is told by colour alone."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"
    ACCENT = "accent"
    ALERT = "alert"


class Anchor(Enum):
    """Which part of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Figure(Enum):
    """The form of a marker: lines are told apart by it in black and white."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; dashes: lengths drawn and left out by turns, none for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink = Ink.TEXT
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The outline of a rectangle, with its top left corner."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink = Ink.TEXT


@dataclass(frozen=True, slots=True)
class Marker:
    """A point of a line; hollow where its value is not whole."""

    x: float
    y: float
    radius: float
    figure: Figure = Figure.DISC
    ink: Ink = Ink.ACCENT
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text on its baseline; turned: read upwards."""

    text: str
    x: float
    y: float
    size: float
    ink: Ink = Ink.TEXT
    anchor: Anchor = Anchor.START
    turned: bool = False


Shape = Line | Box | Marker | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is: a Chinese character is as wide as it is high."""
    return sum(size if east_asian_width(char) in "WF" else size * _HALF for char in text)


def shortened(text: str, size: float, width: float) -> str:
    """Cut a text that would be wider, and say so with …."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def moved(shapes: Sequence[Shape], right: float, down: float) -> list[Shape]:
    """Return the shapes elsewhere: as a part of a larger drawing."""
    found: list[Shape] = []
    for shape in shapes:
        match shape:
            case Line(x1, y1, x2, y2, ink, width, dashes):
                found.append(Line(x1 + right, y1 + down, x2 + right, y2 + down, ink, width, dashes))
            case Box(x, y, width, height, ink):
                found.append(Box(x + right, y + down, width, height, ink))
            case Marker(x, y, radius, figure, ink, hollow):
                found.append(Marker(x + right, y + down, radius, figure, ink, hollow))
            case Label(text, x, y, size, ink, anchor, turned):
                found.append(Label(text, x + right, y + down, size, ink, anchor, turned))
    return found
