"""Reading problems and measures of a period, and the figures that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, MeasureRecord, ProblemRecord
from desktop_app.services.rectification.problem_list import Closing, ListRow, list_rows
from desktop_app.services.rectification.repeats import Repeat, repeats
from desktop_app.services.rectification.review import ReviewedProblem, review_values
from desktop_app.services.rectification.values import measure_values, problem_values

DONE = "已完成"
NOT_STARTED = "未启动"


class RectificationReader:
    """What lived in a period: 存在问题 and 下步措施, each one row for its whole life."""

    def problems(self, period: Period, *, open_only: bool = False) -> list[ProblemRecord]:
        """Return the problems that lived in a period, in their order.

        open_only: without those that were closed within it.
        """
        last = period.quarters[-1].code
        first = period.quarters[0].code
        still_open = Problem.closed.is_null() | (Problem.closed > last)
        alive = still_open if open_only else still_open | (Problem.closed >= first)
        links: dict[int, list[str]] = {}
        for link in (
            MeasureProblem.select(MeasureProblem, Measure)
            .join(Measure)
            .where(MeasureProblem.live(), Measure.live())
        ):
            links.setdefault(link.problem_id, []).append(link.measure.heading)
        query = (
            Problem.select()
            .where(Problem.live(), Problem.opened <= last, alive)
            .order_by(Problem.position, Problem.id)
        )
        return [_problem_record(row, links.get(row.id, ())) for row in query]

    def measures(self, period: Period) -> list[MeasureRecord]:
        """Return the measures that lived in a period with their newest progress up to its end.

        One that was done in an earlier period has been signed off and is left out.
        """
        last = period.quarters[-1].code
        progress: dict[int, Any] = {}
        for row in (
            MeasureProgress.select()
            .where(MeasureProgress.live(), MeasureProgress.period <= last)
            .order_by(MeasureProgress.period)
        ):
            progress[row.measure_id] = row
        links: dict[int, list[str]] = {}
        for link in (
            MeasureProblem.select(MeasureProblem, Problem)
            .join(Problem)
            .where(MeasureProblem.live(), Problem.live())
        ):
            links.setdefault(link.measure_id, []).append(link.problem.uid)
        first = period.quarters[0].code
        signed_off = {
            measure
            for measure, row in progress.items()
            if row.state == DONE and row.period_id < first
        }
        query = (
            Measure.select()
            .where(
                Measure.live(),
                Measure.opened <= last,
                Measure.closed.is_null() | (Measure.closed >= first),
            )
            .order_by(Measure.position, Measure.id)
        )
        return [
            _measure_record(row, progress.get(row.id), links.get(row.id, ()), period.last_day)
            for row in query
            if row.id not in signed_off
        ]

    def closings(self, period: Period) -> dict[str, Closing]:
        """Return uid → how it ended, of the problems put right by a period's end."""
        query = Problem.select().where(Problem.live(), Problem.closed <= period.quarters[-1].code)
        return {row.uid: Closing(row.closed_on, row.closing_note or "") for row in query}

    def reviewed(self, period: Period) -> list[ReviewedProblem]:
        """Return what became of the problems that were open when a period began."""
        first = period.quarters[0].code
        closings = self.closings(period)
        measures = self.measures(period)
        return [
            ReviewedProblem(
                problem.wording,
                problem.uid in closings,
                closings.get(problem.uid, Closing()).note,
                tuple(measure for measure in measures if problem.uid in measure.problems),
            )
            for problem in self.problems(period)
            if problem.opened < first
        ]

    def repeats(self, period: Period) -> list[Repeat]:
        """Return how often each problem that is still open was on the list, in their order."""
        closed = Problem.select().where(Problem.live(), ~Problem.closed.is_null())
        return repeats(
            self.problems(period, open_only=True),
            [_problem_record(row, ()) for row in closed],
            period,
        )

    def list_rows(self, period: Period) -> list[ListRow]:
        """Return 问题整改清单 of a period."""
        return list_rows(self.problems(period), self.measures(period), self.closings(period))

    def values(self, periods: Iterable[Period]) -> dict[tuple[str, str, str | None], FigureContent]:
        """Return (period code, measure, area) → value for every figure of problems and measures.

        A period without any problem or measure has no values: empty is not zero. What became of
        earlier problems is known always.
        """
        found: dict[tuple[str, str, str | None], FigureContent] = {}
        for period in periods:
            lived = self.problems(period)
            if lived:
                still_open = self.problems(period, open_only=True)
                found |= problem_values(period.code, lived, still_open)
            measures = self.measures(period)
            if measures:
                found |= measure_values(period.code, measures)
            found |= review_values(period.code, self.reviewed(period))
        return found


def _problem_record(row: Any, measures: Sequence[str]) -> ProblemRecord:  # noqa: ANN401 - a Problem
    return ProblemRecord(
        row.uid,
        row.description,
        row.wording or row.description,
        row.area or "",
        row.source,
        row.responsible_leader,
        row.responsible_body,
        row.opened_id,
        row.closed_id,
        tuple(measures),
    )


def _measure_record(
    row: Any,  # noqa: ANN401 - a Measure
    progress: Any,  # noqa: ANN401 - a MeasureProgress or None
    problems: Sequence[str],
    day: date,
) -> MeasureRecord:
    state = progress.state if progress else NOT_STARTED
    return MeasureRecord(
        row.uid,
        row.heading,
        row.text,
        row.responsible_body,
        row.responsible_person,
        row.due,
        state,
        progress.closed_on if progress else None,
        progress.note if progress else "",
        tuple(problems),
        overdue=row.due is not None and row.due < day and state != DONE,
    )
