"""Where the marks of a chart go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.drawing import Ink, Line, Shape


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart's marks go: left, right, base line and the room above it, with its scale."""

    left: float
    right: float
    base: float
    room: float
    highest: float

    def above(self, value: Decimal | int) -> float:
        """Return the height of a value's place."""
        return self.base - (self.room * float(value) / self.highest if self.highest else 0.0)

    def middle(self, number: int, count: int) -> float:
        """Return where the mark of that number stands."""
        return self.left + (self.right - self.left) * (number + 0.5) / count

    def lines(self) -> Iterator[Shape]:
        """Yield the base line, and two more at half and full height."""
        yield Line(self.left, self.base, self.right, self.base, Ink.MUTED)
        for share in (0.5, 1.0):
            height = self.base - self.room * share
            yield Line(self.left, height, self.right, height, Ink.GRID, 1.0, (1.0, 3.0))
