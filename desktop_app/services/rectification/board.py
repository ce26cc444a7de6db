"""What the page of problems and measures shows of a quarter, and what only it changes.

A problem or measure is one row for its whole life; a quarter's board says what came over from
earlier quarters, in which state, and what happened to it since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.rectification.repeats import Repeat
from desktop_app.services.rectification.service import (
    CLOSING_FIELDS,
    MEASURE_FIELDS,
    NOT_STARTED,
    PROBLEM_FIELDS,
    PROGRESS_FIELDS,
    RectificationService,
    WrongQuarter,
    measure_row,
    problem_row,
)


@dataclass(frozen=True, slots=True)
class BoardProblem:
    """A problem in a quarter; values: its fields by name; measures: uids that answer it.

    closing: 销号日期 and 销号说明 by name. closed: the quarter it was put right in, which may be a
    later one. carried_over: it came up in an earlier quarter. repeat: how often it was on the list
    and what it resembles, None where it is put right.
    """

    uid: str
    values: Mapping[str, CellValue]
    closing: Mapping[str, CellValue]
    opened: Period
    closed: Period | None
    closed_here: bool
    carried_over: bool
    measures: tuple[str, ...]
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class ProgressRecord:
    """Where a measure stood in an earlier quarter."""

    period: Period
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class BoardMeasure:
    """A measure in a quarter; values: its fields by name; problems: uids that it answers.

    state: where it stands; state_before: where it stood when the quarter began, "" for a new one.
    progress: what was written in this quarter, by field. ended: listed here for the last time.
    history: earlier quarters, newest first.
    """

    uid: str
    values: Mapping[str, CellValue]
    progress: Mapping[str, CellValue]
    opened: Period
    state: str
    state_before: str
    overdue: bool
    carried_over: bool
    ended: bool
    history: tuple[ProgressRecord, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All problems and measures of a quarter in their order; each links to the other by uid."""

    problems: tuple[BoardProblem, ...]
    measures: tuple[BoardMeasure, ...]


class RectificationBoard:
    """问题与措施 as one page."""

    problem_fields: tuple[FieldSpec, ...] = PROBLEM_FIELDS
    closing_fields: tuple[FieldSpec, ...] = CLOSING_FIELDS
    measure_fields: tuple[FieldSpec, ...] = MEASURE_FIELDS
    progress_fields: tuple[FieldSpec, ...] = PROGRESS_FIELDS

    def __init__(self, writer: Writer, service: RectificationService) -> None:
        """service: what lived in a quarter and what was overdue."""
        self._writer = writer
        self._service = service

    def board(self, period: Period) -> Board:
        """Return what lived in a quarter."""
        problems = [record.uid for record in self._service.problems(period)]
        measures = {record.uid: record for record in self._service.measures(period)}
        of_problem: dict[str, list[str]] = {}
        of_measure: dict[str, list[str]] = {}
        for link in (
            MeasureProblem.select(MeasureProblem, Measure, Problem)
            .join(Measure)
            .switch(MeasureProblem)
            .join(Problem)
            .where(MeasureProblem.live(), Measure.live(), Problem.live())
            .order_by(Measure.position, Problem.position)
        ):
            of_problem.setdefault(link.problem.uid, []).append(link.measure.uid)
            of_measure.setdefault(link.measure.uid, []).append(link.problem.uid)
        progress = _progress_by_measure(period)
        found = {repeat.uid: repeat for repeat in self._service.repeats(period)}
        problem_rows = {row.uid: row for row in Problem.select().where(Problem.uid.in_(problems))}
        measure_rows = {
            row.uid: row for row in Measure.select().where(Measure.uid.in_(list(measures)))
        }
        return Board(
            tuple(
                _board_problem(problem_rows[uid], period, of_problem.get(uid, ()), found.get(uid))
                for uid in problems
            ),
            tuple(
                _board_measure(
                    measure_rows[uid],
                    period,
                    progress.get(measure_rows[uid].id, ()),
                    of_measure.get(uid, ()),
                    overdue=record.overdue,
                )
                for uid, record in measures.items()
            ),
        )

    def delete_problem(self, uid: str) -> None:
        """Put a problem into the 回收站 with its links; it disappears from all quarters."""
        row = problem_row(uid)
        with self._writer.step("删除存在问题") as step:
            self._delete_rows(step, MeasureProblem, MeasureProblem.problem == row)
            step.delete(row)

    def move_problem(self, period: Period, uid: str, by: int) -> None:
        """Move a problem so many places down (up, where negative) among those of a quarter."""
        shown = [record.uid for record in self._service.problems(period)]
        self._move(Problem, "调整存在问题次序", shown, problem_row(uid).uid, by)

    def link_measures(self, problem: str, measures: Sequence[str]) -> None:
        """Let exactly these measures (uids) answer a problem."""
        row = problem_row(problem)
        wanted = {measure_row(uid).id for uid in measures}
        with self._writer.step("问题与措施对应") as step:
            for link in MeasureProblem.select().where(
                MeasureProblem.live(), MeasureProblem.problem == row
            ):
                if link.measure_id in wanted:
                    wanted.discard(link.measure_id)
                else:
                    step.delete(link)
            for measure in sorted(wanted):
                step.insert(MeasureProblem, measure=measure, problem=row)

    def close_measure(self, period: Period, uid: str, *, closed: bool = True) -> None:
        """List a measure for the last time in a quarter, done or not, or take that back."""
        row = measure_row(uid)
        if closed and row.opened_id > period.code:
            label = Period.parse(row.opened_id).label
            raise WrongQuarter(f"这条措施{label}才提出，不能在{period.label}停止。")
        with self._writer.step("停止措施" if closed else "继续措施") as step:
            step.update(row, closed=period.code if closed else None)

    def delete_measure(self, uid: str) -> None:
        """Put a measure into the 回收站 with its progress and links."""
        row = measure_row(uid)
        with self._writer.step("删除下步措施") as step:
            self._delete_rows(step, MeasureProblem, MeasureProblem.measure == row)
            self._delete_rows(step, MeasureProgress, MeasureProgress.measure == row)
            step.delete(row)

    def move_measure(self, period: Period, uid: str, by: int) -> None:
        """Move a measure so many places down (up, where negative) among those of a quarter."""
        shown = [record.uid for record in self._service.measures(period)]
        self._move(Measure, "调整下步措施次序", shown, measure_row(uid).uid, by)

    def _move(self, model: Any, name: str, shown: Sequence[str], uid: str, by: int) -> None:  # noqa: ANN401 - Problem or Measure
        """Put a row behind or before its neighbour among those shown, and number all anew."""
        if uid not in shown:
            return
        place = shown.index(uid)
        target = min(max(place + by, 0), len(shown) - 1)
        if target == place:
            return
        rows = list(model.select().where(model.live()).order_by(model.position, model.id))
        moved = next(row for row in rows if row.uid == uid)
        rows.remove(moved)
        beside = next(at for at, row in enumerate(rows) if row.uid == shown[target])
        rows.insert(beside + (target > place), moved)
        with self._writer.step(name) as step:
            for position, row in enumerate(rows, 1):
                step.update(row, position=position)

    def _delete_rows(self, step: Step, model: Any, condition: Any) -> None:  # noqa: ANN401 - a model, an expression
        for row in model.select().where(model.live(), condition):
            step.delete(row)


def _progress_by_measure(period: Period) -> dict[int, list[Any]]:
    """Return each measure's progress up to a quarter, newest first."""
    rows: dict[int, list[Any]] = {}
    for row in (
        MeasureProgress.select()
        .where(MeasureProgress.live(), MeasureProgress.period <= period.code)
        .order_by(MeasureProgress.period.desc())
    ):
        rows.setdefault(row.measure_id, []).append(row)
    return rows


def _values(row: Any, fields: Sequence[FieldSpec]) -> dict[str, CellValue]:  # noqa: ANN401 - a model's row
    return {field.name: getattr(row, field.name) for field in fields}


def _board_problem(
    row: Any,  # noqa: ANN401 - a Problem
    period: Period,
    measures: Sequence[str],
    repeat: Repeat | None,
) -> BoardProblem:
    return BoardProblem(
        row.uid,
        _values(row, PROBLEM_FIELDS),
        _values(row, CLOSING_FIELDS),
        Period.parse(row.opened_id),
        Period.parse(row.closed_id) if row.closed_id else None,
        row.closed_id == period.code,
        row.opened_id < period.code,
        tuple(measures),
        repeat,
    )


def _board_measure(
    row: Any,  # noqa: ANN401 - a Measure
    period: Period,
    progress: Sequence[Any],
    problems: Sequence[str],
    *,
    overdue: bool,
) -> BoardMeasure:
    here = progress[0] if progress and progress[0].period_id == period.code else None
    earlier = progress[1:] if here else progress
    carried_over = row.opened_id < period.code
    before = earlier[0].state if earlier else NOT_STARTED if carried_over else ""
    state = here.state if here else before or NOT_STARTED
    return BoardMeasure(
        row.uid,
        _values(row, MEASURE_FIELDS),
        _values(here, PROGRESS_FIELDS) if here else {"state": state},
        Period.parse(row.opened_id),
        state,
        before,
        overdue,
        carried_over,
        row.closed_id == period.code,
        tuple(
            ProgressRecord(Period.parse(one.period_id), one.state, one.note or "")
            for one in earlier
        ),
        tuple(problems),
    )
