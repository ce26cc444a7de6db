"""Problems and measures over their life, and the figures that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from desktop_app.areas.declare import field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow, Refusal, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureContent, MeasureRecord, ProblemRecord
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import checked_values
from desktop_app.services.changes import Step, Writer
from desktop_app.services.rectification_values import measure_values, problem_values

DONE = "已完成"
NOT_STARTED = "未启动"

PROBLEM_FIELDS: tuple[FieldSpec, ...] = field_specs(Problem)
MEASURE_FIELDS: tuple[FieldSpec, ...] = field_specs(Measure)
PROGRESS_FIELDS: tuple[FieldSpec, ...] = field_specs(MeasureProgress)

_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)


class WrongQuarter(Refusal):
    """A problem or measure that did not exist yet in the quarter asked for."""


class RectificationService:
    """存在问题 and 下步措施: one row each for its whole life, never copied to the next quarter."""

    def __init__(self, writer: Writer) -> None:
        """Read and write through the writer's store."""
        self._writer = writer

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
        return [
            ProblemRecord(
                row.uid,
                row.description,
                row.wording or row.description,
                row.area or "",
                row.source,
                row.responsible_leader,
                row.responsible_body,
                row.opened_id,
                row.closed_id,
                tuple(links.get(row.id, ())),
            )
            for row in query
        ]

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

    def values(self, periods: Iterable[Period]) -> dict[tuple[str, str, str | None], FigureContent]:
        """Return (period code, measure, area) → value for every figure of problems and measures.

        A period without any problem or measure has no values: empty is not zero.
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
        return found

    def save_problem(self, period: Period, uid: str | None = None, **values: object) -> str:
        """Add a problem that came up in a quarter, or change one; return its uid.

        values: what was typed, by field. Raises InvalidRow.
        """
        checked = _checked(values, PROBLEM_FIELDS)
        with self._writer.step("存在问题") as step:
            if uid is None:
                _require(checked, PROBLEM_FIELDS)
                position = Problem.select().count() + 1
                row = step.insert(Problem, opened=period.code, position=position, **checked)
            else:
                row = problem_row(uid)
                step.update(row, **checked)
        return str(row.uid)

    def close_problem(self, period: Period, uid: str, *, closed: bool = True) -> None:
        """Mark a problem as put right in a quarter, or take that back."""
        row = problem_row(uid)
        if closed and row.opened_id > period.code:
            label = Period.parse(row.opened_id).label
            raise WrongQuarter(f"这个问题{label}才提出，不能在{period.label}销号。")
        with self._writer.step("问题销号" if closed else "撤回问题销号") as step:
            step.update(row, closed=period.code if closed else None)

    def save_measure(
        self,
        period: Period,
        uid: str | None = None,
        problems: Sequence[str] | None = None,
        **values: object,
    ) -> str:
        """Add a measure or change one; problems: uids it answers, None leaves the links alone.

        values: what was typed, by field. Raises InvalidRow.
        """
        checked = _checked(values, MEASURE_FIELDS)
        with self._writer.step("下步措施") as step:
            if uid is None:
                _require(checked, MEASURE_FIELDS)
                position = Measure.select().count() + 1
                row = step.insert(Measure, opened=period.code, position=position, **checked)
            else:
                row = measure_row(uid)
                step.update(row, **checked)
            if problems is not None:
                self._link(step, row, problems)
        return str(row.uid)

    def save_progress(self, period: Period, uid: str, **values: object) -> None:
        """Write where a measure stands in a quarter: state, closed_on, note, as they were typed.

        What is not given for a quarter's first progress stays as it stood: the state. A measure
        that is done is closed in that quarter, one that no longer is lives on. Raises InvalidRow.
        """
        checked = _checked(values, PROGRESS_FIELDS)
        measure = measure_row(uid)
        with self._writer.step("措施进展") as step:
            newest = (
                MeasureProgress.select()
                .where(
                    MeasureProgress.live(),
                    MeasureProgress.measure == measure,
                    MeasureProgress.period <= period.code,
                )
                .order_by(MeasureProgress.period.desc())
                .first()
            )
            state_before = newest.state if newest else NOT_STARTED
            if newest is None or newest.period_id != period.code:
                begun = {"state": state_before, **checked}
                step.insert(MeasureProgress, measure=measure, period=period.code, **begun)
            else:
                step.update(newest, **checked)
            state = checked.get("state", state_before)
            if state == DONE and measure.closed_id is None:
                step.update(measure, closed=period.code)
            elif state_before == DONE and state != DONE and measure.closed_id == period.code:
                step.update(measure, closed=None)

    def _link(self, step: Step, measure: Any, problems: Sequence[str]) -> None:  # noqa: ANN401 - a Measure
        wanted = {problem_row(uid).id for uid in problems}
        for link in MeasureProblem.select().where(
            MeasureProblem.live(), MeasureProblem.measure == measure
        ):
            if link.problem_id in wanted:
                wanted.discard(link.problem_id)
            else:
                step.delete(link)
        for problem in sorted(wanted):
            step.insert(MeasureProblem, measure=measure, problem=problem)


def problem_row(uid: str) -> Any:  # noqa: ANN401 - a Problem
    """Return a problem's database row; UnknownName when it is gone."""
    row = Problem.select().where(Problem.live(), Problem.uid == uid).first()
    if row is None:
        raise UnknownName("这条问题已被删除或不存在，请刷新后再试。")
    return row


def measure_row(uid: str) -> Any:  # noqa: ANN401 - a Measure
    """Return a measure's database row; UnknownName when it is gone."""
    row = Measure.select().where(Measure.live(), Measure.uid == uid).first()
    if row is None:
        raise UnknownName("这条措施已被删除或不存在，请刷新后再试。")
    return row


def _checked(values: Mapping[str, object], fields: Sequence[FieldSpec]) -> dict[str, Any]:
    """Parse what was typed into the named fields; an empty text is "", as records have it.

    What is no field of the form (closed) passes as it is; so does a choice out of a quarter's list.
    """
    known = {field.name: field for field in fields if field.option_list is None}
    checked: dict[str, Any] = dict(values)
    checked |= checked_values(
        fields, {name: given for name, given in values.items() if name in known}
    )
    for name, value in checked.items():
        if value is None and name in known and known[name].kind in _TEXTS:
            checked[name] = ""
    return checked


def _require(values: Mapping[str, object], fields: Sequence[FieldSpec]) -> None:
    empty = [
        FieldProblem(field.name, f"“{field.label}”不能为空，请填写")
        for field in fields
        if field.required and not values.get(field.name)
    ]
    if empty:
        raise InvalidRow(tuple(empty))


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
