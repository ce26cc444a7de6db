"""All problems and measures, read once; what lived in a period is then picked without a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from desktop_app.core.periods import Period
from desktop_app.core.records import MeasureRecord, ProblemRecord
from desktop_app.services.rectification.problem_list import Closing
from desktop_app.services.rectification.review import ReviewedProblem

DONE = "已完成"
NOT_STARTED = "未启动"


@dataclass(frozen=True, slots=True)
class RectificationRows:
    """The live rows, in their order; progress by period.

    links: pairs of row numbers of a problem and a measure.
    """

    all_problems: Sequence[Any]
    all_measures: Sequence[Any]
    progress: Sequence[Any]
    links: Sequence[tuple[int, int]]

    def problems(self, period: Period, *, open_only: bool = False) -> list[ProblemRecord]:
        """Return the problems that lived in a period, in their order.

        open_only: without those that were closed within it.
        """
        first, last = period.quarters[0].code, period.quarters[-1].code
        headings = {row.id: row.heading for row in self.all_measures}
        linked: dict[int, list[str]] = {}
        for problem, measure in self.links:
            if measure in headings:
                linked.setdefault(problem, []).append(headings[measure])
        return [
            _problem_record(row, linked.get(row.id, ()))
            for row in self.all_problems
            if row.opened_id <= last
            and (
                row.closed_id is None
                or row.closed_id > last
                or (not open_only and row.closed_id >= first)
            )
        ]

    def closed_problems(self) -> list[ProblemRecord]:
        """Return the problems that were put right in any period."""
        return [_problem_record(row, ()) for row in self.all_problems if row.closed_id is not None]

    def measures(self, period: Period) -> list[MeasureRecord]:
        """Return the measures that lived in a period with their newest progress up to its end.

        One that was done in an earlier period has been signed off and is left out.
        """
        first, last = period.quarters[0].code, period.quarters[-1].code
        newest = {row.measure_id: row for row in self.progress if row.period_id <= last}
        signed_off = {
            measure
            for measure, row in newest.items()
            if row.state == DONE and row.period_id < first
        }
        uids = {row.id: row.uid for row in self.all_problems}
        linked: dict[int, list[str]] = {}
        for problem, measure in self.links:
            if problem in uids:
                linked.setdefault(measure, []).append(uids[problem])
        return [
            _measure_record(row, newest.get(row.id), linked.get(row.id, ()), period.last_day)
            for row in self.all_measures
            if row.opened_id <= last
            and (row.closed_id is None or row.closed_id >= first)
            and row.id not in signed_off
        ]

    def closings(self, period: Period) -> dict[str, Closing]:
        """Return uid → how it ended, of the problems put right by a period's end."""
        last = period.quarters[-1].code
        return {
            row.uid: Closing(row.closed_on, row.closing_note or "")
            for row in self.all_problems
            if row.closed_id is not None and row.closed_id <= last
        }

    def reviewed(self, period: Period) -> list[ReviewedProblem]:
        """Return what became of the problems that were open when a period began."""
        first = period.quarters[0].code
        closings = self.closings(period)
        measures = self.measures(period)
        renewed = self._renewed(period)
        return [
            ReviewedProblem(
                problem.wording,
                problem.uid in closings,
                closings.get(problem.uid, Closing()).note,
                tuple(measure for measure in measures if problem.uid in measure.problems),
                renewed,
            )
            for problem in self.problems(period)
            if problem.opened < first
        ]

    def _renewed(self, period: Period) -> frozenset[str]:
        """Return the uids of the measures whose progress was written in a period."""
        first, last = period.quarters[0].code, period.quarters[-1].code
        written = {row.measure_id for row in self.progress if first <= row.period_id <= last}
        return frozenset(row.uid for row in self.all_measures if row.id in written)


def read_rows() -> RectificationRows:
    """Read all that is live, in four queries."""
    links = MeasureProblem.select(MeasureProblem.problem, MeasureProblem.measure)
    return RectificationRows(
        list(Problem.select().where(Problem.live()).order_by(Problem.position, Problem.id)),
        list(Measure.select().where(Measure.live()).order_by(Measure.position, Measure.id)),
        list(
            MeasureProgress.select()
            .where(MeasureProgress.live())
            .order_by(MeasureProgress.period, MeasureProgress.id)
        ),
        [
            (row.problem_id, row.measure_id)
            for row in links.where(MeasureProblem.live()).order_by(MeasureProblem.id)
        ],
    )


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
