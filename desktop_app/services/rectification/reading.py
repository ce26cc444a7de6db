"""Reading problems and measures of a period, and the figures that follow from them."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, MeasureRecord, ProblemRecord
from desktop_app.services.rectification.problem_list import Closing, ListRow, list_rows
from desktop_app.services.rectification.repeats import Repeat, repeats
from desktop_app.services.rectification.review import ReviewedProblem, review_values
from desktop_app.services.rectification.rows import read_rows
from desktop_app.services.rectification.values import measure_values, problem_values


class RectificationReader:
    """What lived in a period: 存在问题 and 下步措施, each one row for its whole life."""

    def problems(self, period: Period, *, open_only: bool = False) -> list[ProblemRecord]:
        """Return the problems that lived in a period, in their order.

        open_only: without those that were closed within it.
        """
        return read_rows().problems(period, open_only=open_only)

    def measures(self, period: Period) -> list[MeasureRecord]:
        """Return the measures that lived in a period with their newest progress up to its end."""
        return read_rows().measures(period)

    def closings(self, period: Period) -> dict[str, Closing]:
        """Return uid → how it ended, of the problems put right by a period's end."""
        return read_rows().closings(period)

    def reviewed(self, period: Period) -> list[ReviewedProblem]:
        """Return what became of the problems that were open when a period began."""
        return read_rows().reviewed(period)

    def repeats(self, period: Period) -> list[Repeat]:
        """Return how often each problem that is still open was on the list, in their order."""
        rows = read_rows()
        return repeats(rows.problems(period, open_only=True), rows.closed_problems(), period)

    def list_rows(self, period: Period) -> list[ListRow]:
        """Return 问题整改清单 of a period."""
        rows = read_rows()
        return list_rows(rows.problems(period), rows.measures(period), rows.closings(period))

    def values(self, periods: Iterable[Period]) -> dict[tuple[str, str, str | None], FigureContent]:
        """Return (period code, measure, area) → value for every figure of problems and measures.

        A period without any problem or measure has no values: empty is not zero. What became of
        earlier problems is known always.
        """
        rows = read_rows()
        found: dict[tuple[str, str, str | None], FigureContent] = {}
        for period in periods:
            lived = rows.problems(period)
            if lived:
                still_open = rows.problems(period, open_only=True)
                found |= problem_values(period.code, lived, still_open)
            measures = rows.measures(period)
            if measures:
                found |= measure_values(period.code, measures)
            found |= review_values(period.code, rows.reviewed(period))
        return found
