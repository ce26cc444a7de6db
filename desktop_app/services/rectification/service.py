"""Writing problems and measures over their life."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from desktop_app.core.errors import FieldProblem, InvalidRow, Refusal, UnknownName
from desktop_app.core.periods import Period
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.rectification.fields import (
    CLOSING_FIELDS,
    MEASURE_FIELDS,
    PROBLEM_FIELDS,
    PROGRESS_FIELDS,
    checked,
    require,
)
from desktop_app.services.rectification.reading import RectificationReader
from desktop_app.services.rectification.rows import DONE, NOT_STARTED

__all__ = (
    "CLOSING_FIELDS",
    "DONE",
    "MEASURE_FIELDS",
    "NOT_STARTED",
    "PROBLEM_FIELDS",
    "PROGRESS_FIELDS",
    "RectificationService",
    "WrongQuarter",
    "measure_row",
    "problem_row",
)


class WrongQuarter(Refusal):
    """A problem or measure that did not exist yet in the quarter asked for."""


class RectificationService(RectificationReader):
    """存在问题 and 下步措施: one row each for its whole life, never copied to the next quarter."""

    def __init__(self, writer: Writer) -> None:
        """Read and write through the writer's store."""
        self._writer = writer

    def save_problem(self, period: Period, uid: str | None = None, **values: object) -> str:
        """Add a problem that came up in a quarter, or change one; return its uid.

        values: what was typed, by field. Raises InvalidRow.
        """
        parsed = checked(values, PROBLEM_FIELDS)
        with self._writer.step("存在问题") as step:
            if uid is None:
                require(parsed, PROBLEM_FIELDS)
                position = Problem.select().count() + 1
                row = step.insert(Problem, opened=period.code, position=position, **parsed)
            else:
                row = problem_row(uid)
                step.update(row, **parsed)
        return str(row.uid)

    def save_closing(self, uid: str, **values: object) -> None:
        """Write 销号日期 and 销号说明 of a problem, as they were typed; neither closes it.

        Raises InvalidRow, also where a problem that is closed would lose one of them.
        """
        parsed = checked(values, CLOSING_FIELDS)
        row = problem_row(uid)
        if row.closed_id:
            _refuse_unexplained({**_closing(row), **parsed}, row.opened_id, parsed)
        with self._writer.step("销号说明") as step:
            step.update(row, **parsed)

    def sign_off(self, period: Period, uid: str, **values: object) -> None:
        """Close a problem in a quarter: 销号. values: as of `save_closing`; the rest may stand.

        Raises InvalidRow, with a sentence for each field, where day or note is not there.
        """
        parsed = checked(values, CLOSING_FIELDS)
        row = problem_row(uid)
        if row.opened_id > period.code:
            label = Period.parse(row.opened_id).label
            raise WrongQuarter(f"这个问题{label}才提出，不能在{period.label}销号。")
        _refuse_unexplained({**_closing(row), **parsed}, row.opened_id)
        with self._writer.step("问题销号") as step:
            step.update(row, closed=period.code, **parsed)

    def close_problem(self, period: Period, uid: str, *, closed: bool = True) -> None:
        """Close a problem in a quarter by the day and note that stand there, or take that back.

        Taken back is what was closed in this quarter alone; day and note stay. Raises InvalidRow as
        `sign_off` does.
        """
        if closed:
            self.sign_off(period, uid)
            return
        row = problem_row(uid)
        if row.closed_id == period.code:
            with self._writer.step("撤回问题销号") as step:
                step.update(row, closed=None)

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
        parsed = checked(values, MEASURE_FIELDS)
        with self._writer.step("下步措施") as step:
            if uid is None:
                require(parsed, MEASURE_FIELDS)
                position = Measure.select().count() + 1
                row = step.insert(Measure, opened=period.code, position=position, **parsed)
            else:
                row = measure_row(uid)
                step.update(row, **parsed)
            if problems is not None:
                self._link(step, row, problems)
        return str(row.uid)

    def save_progress(self, period: Period, uid: str, **values: object) -> None:
        """Write where a measure stands in a quarter: state, closed_on, note, as they were typed.

        What is not given for a quarter's first progress stays as it stood: the state. A measure
        that is done is closed in that quarter, one that no longer is lives on. Raises InvalidRow.
        """
        parsed = checked(values, PROGRESS_FIELDS)
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
                begun = {"state": state_before, **parsed}
                step.insert(MeasureProgress, measure=measure, period=period.code, **begun)
            else:
                step.update(newest, **parsed)
            state = parsed.get("state", state_before)
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


def _closing(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a Problem
    return {field.name: getattr(row, field.name) for field in CLOSING_FIELDS}


def _refuse_unexplained(
    values: Mapping[str, Any], opened: str, asked: Container[str] = ("closed_on", "closing_note")
) -> None:
    """Raise InvalidRow where nobody could say later what was done, or when.

    values: by field. opened: code of the quarter that the problem came up in. asked: the fields
    that are looked at.
    """
    day, note = values["closed_on"], (values["closing_note"] or "").strip()
    first = Period.parse(opened)
    wrong = []
    if day is None:
        wrong.append(FieldProblem("closed_on", "请写明哪一天整改完成，再销号"))
    elif day < first.first_day:
        wrong.append(
            FieldProblem("closed_on", f"这个问题{first.label}才提出，销号日期不能比它早，请核对")
        )
    if not note:
        wrong.append(FieldProblem("closing_note", "请写明做了什么、结果怎样，再销号"))
    wrong = [problem for problem in wrong if problem.field in asked]
    if wrong:
        raise InvalidRow(tuple(wrong))
