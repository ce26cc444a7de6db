"""The problems and measures behind a figure of 问题与措施, as its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.models.rectification import Measure, Problem
from desktop_app.core.periods import Period
from desktop_app.core.records import MeasureRecord, ProblemRecord
from desktop_app.core.specs import FigureSpec, Rectification
from desktop_app.services.log.last_hands import Hand, hands_of
from desktop_app.services.rectification.problem_list import Closing
from desktop_app.services.rectification.service import DONE, RectificationService

_OF_PROBLEMS = ("存在问题", "领域", "提出", "责任单位", "责任领导", "整改情况")
_OF_MEASURES = ("下步措施", "责任单位", "责任人", "完成时限", "进展")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One problem or measure: texts under the headings, who wrote it last, and when."""

    uid: str
    cells: tuple[str, ...]
    hand: Hand | None = None


@dataclass(frozen=True, slots=True)
class ListedRows:
    """What stands behind a figure of problems and measures."""

    label: str
    headings: tuple[str, ...]
    rows: tuple[ListedRow, ...]


def problems_behind(
    rectification: RectificationService, period: Period, figure: FigureSpec
) -> ListedRows | None:
    """Return the problems, or the measures, that a figure counts or names; None for any other."""
    source = figure.source
    if not isinstance(source, Rectification):
        return None
    if source.measure.startswith("measure"):
        measures = _measures(rectification.measures(period), source.measure)
        hands = hands_of(Measure, [one.uid for one in measures])
        listed = (ListedRow(one.uid, _of_measure(one), hands.get(one.uid)) for one in measures)
        return ListedRows("措施", _OF_MEASURES, tuple(listed))
    closings = rectification.closings(period)
    problems = _problems(rectification.problems(period), closings, period, source)
    hands = hands_of(Problem, [one.uid for one in problems])
    return ListedRows(
        "问题",
        _OF_PROBLEMS,
        tuple(
            ListedRow(one.uid, _of_problem(one, closings.get(one.uid)), hands.get(one.uid))
            for one in problems
        ),
    )


def _problems(
    lived: Sequence[ProblemRecord],
    closings: Mapping[str, Closing],
    period: Period,
    source: Rectification,
) -> list[ProblemRecord]:
    first = period.quarters[0].code
    came_over = source.measure.startswith("review")
    among = [one for one in lived if one.opened < first] if came_over else list(lived)
    if source.area is not None:
        among = [one for one in among if one.area == source.area]
    match source.measure:
        case "reviewed" | "review_texts":
            return among
        case "closed_problems" | "reviewed_closed":
            return [one for one in among if one.uid in closings]
        case _:
            return [one for one in among if one.uid not in closings]


def _measures(measures: Sequence[MeasureRecord], measure: str) -> list[MeasureRecord]:
    match measure:
        case "measures":
            return list(measures)
        case "measures_done":
            return [one for one in measures if one.state == DONE]
        case "measures_overdue":
            return [one for one in measures if one.overdue]
        case _:
            return [one for one in measures if one.state != DONE]


def _of_problem(problem: ProblemRecord, closing: Closing | None) -> tuple[str, ...]:
    return (
        problem.description,
        problem.area,
        Period.parse(problem.opened).label,
        problem.responsible_body,
        problem.responsible_leader,
        closing.sentence if closing else "推进中",
    )


def _of_measure(measure: MeasureRecord) -> tuple[str, ...]:
    return (
        measure.heading,
        measure.responsible_body,
        measure.responsible_person,
        measure.due.isoformat() if measure.due else "",
        measure.state + ("（超期）" if measure.overdue else ""),
    )
