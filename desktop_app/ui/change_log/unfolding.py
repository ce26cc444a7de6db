"""Which line of a table is which: steps one below the other, some of them with rows unfolded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort


class Unfolding:
    """Knows only numbers: a hundred thousand unfolded rows take no more room than one."""

    def __init__(self, steps: int) -> None:
        """steps: how many there are, none unfolded."""
        self._steps = steps
        self._open: list[int] = []  # steps that are unfolded, in order
        self._rows: dict[int, int] = {}

    @property
    def lines(self) -> int:
        """How many lines there are in all."""
        return self._steps + sum(self._rows.values())

    def at(self, line: int) -> tuple[int, int | None]:
        """Return (step, row within it) of a line; None for the step's own."""
        before = 0  # rows unfolded above
        for step in self._open:
            own = step + before
            if line <= own:
                break
            if line <= own + self._rows[step]:
                return step, line - own - 1
            before += self._rows[step]
        return line - before, None

    def line_of(self, step: int) -> int:
        """Return the line of a step."""
        above = self._open[: bisect_left(self._open, step)]
        return step + sum(self._rows[one] for one in above)

    def rows(self, step: int) -> int:
        """Return how many rows of a step are unfolded."""
        return self._rows.get(step, 0)

    def unfold(self, step: int, rows: int) -> None:
        """Show the rows of a step below it."""
        insort(self._open, step)
        self._rows[step] = rows

    def fold(self, step: int) -> None:
        """Hide them again."""
        del self._open[bisect_right(self._open, step) - 1]
        del self._rows[step]
