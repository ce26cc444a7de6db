"""Where the values of a line stand: beside their points, off the line, and clear of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.drawing import Anchor, Ink, Label, text_width
from desktop_app.services.summary.frames import Frame

_MOST_LIFTED = 4  # lines of text


def beside(
    text: str,
    point: tuple[float, float],
    neighbours: Sequence[tuple[float, float] | None],
    frame: Frame,
    size: float,
    ink: Ink,
) -> Label:
    """Return a value over its point, or where the line does not run: to a side, or below."""
    x, y = point
    falls, rises = (other is not None and other[1] < y - size * 0.5 for other in neighbours)
    if falls and rises and frame.base - y > size * 2.2:
        return Label(text, x, y + size * 1.5, size, ink, Anchor.MIDDLE)
    wide = text_width(text, size)
    left = x - wide / 2
    if falls != rises:
        left = x + 2 if falls else x - 2 - wide
    left = min(max(left, frame.left), frame.right - wide)
    return Label(text, left, y - size * 0.5 - 4, size, ink)


def lifted(label: Label, placed: Sequence[Label]) -> Label:
    """Lift a value until it is clear of those beside it: long ones are wider than their slot."""
    for _line in range(_MOST_LIFTED):
        if not any(_touch(label, other) for other in placed):
            break
        label = replace(label, y=label.y - label.size * 1.2)
    return label


def _touch(one: Label, other: Label) -> bool:
    (left, right), (other_left, other_right) = _extent(one), _extent(other)
    is_apart = right + 2 <= other_left or other_right + 2 <= left
    return not is_apart and abs(one.y - other.y) < one.size * 1.1


def _extent(label: Label) -> tuple[float, float]:
    wide = text_width(label.text, label.size)
    left = label.x - wide / 2 if label.anchor is Anchor.MIDDLE else label.x
    return left, left + wide
