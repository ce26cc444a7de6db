"""问题整改清单: each problem with its measures, who answers for them, until when, its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from desktop_app.core.chinese_numbers import official_date
from desktop_app.core.records import MeasureRecord, ProblemRecord

LIST_NAME = "问题整改清单"
HEADINGS = ("序号", "问题", "措施", "责任", "时限", "进展", "销号说明")


@dataclass(frozen=True, slots=True)
class Closing:
    """How a problem ended: the day it was put right, None where nobody wrote it, and the note."""

    day: date | None = None
    note: str = ""

    @property
    def sentence(self) -> str:
        """What the list prints, "已销号" alone for one of before there were notes."""
        day = official_date(self.day) if self.day else ""
        return f"{day}销号：{self.note}" if self.note else f"{day}已销号"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list: a problem with one of its measures, as texts under HEADINGS.

    A problem's further measures have neither its number nor its words once more.
    """

    number: str
    problem: str
    measure: str
    responsible: str
    due: str
    state: str
    closing: str

    def cells(self) -> tuple[str, ...]:
        """Return the texts in the order of the headings."""
        return astuple(self)


def list_rows(
    problems: Sequence[ProblemRecord],
    measures: Sequence[MeasureRecord],
    closings: Mapping[str, Closing],
) -> list[ListRow]:
    """Put the list together: problems in their order, then the measures that answer none.

    closings: problem's uid → how it ended, for those that are put right by the period's end.
    """
    rows: list[ListRow] = []
    for number, problem in enumerate(problems, 1):
        answering = [measure for measure in measures if problem.uid in measure.problems]
        rows.extend(_rows_of_problem(str(number), problem, answering, closings.get(problem.uid)))
    known = {problem.uid for problem in problems}
    rows.extend(
        _row("", "（没有对应的问题）", measure, "")
        for measure in measures
        if not known.intersection(measure.problems)
    )
    return rows


def _rows_of_problem(
    number: str, problem: ProblemRecord, measures: Sequence[MeasureRecord], closing: Closing | None
) -> Iterable[ListRow]:
    ended = closing.sentence if closing else ""
    if not measures:
        responsible = _joined(problem.responsible_body, problem.responsible_leader)
        state = "已整改" if closing else "推进中"
        yield ListRow(number, problem.description, "", responsible, "", state, ended)
        return
    first, *others = measures
    yield _row(number, problem.description, first, ended, problem)
    for measure in others:
        yield _row("", "", measure, "", problem)


def _row(
    number: str,
    text: str,
    measure: MeasureRecord,
    ended: str,
    problem: ProblemRecord | None = None,
) -> ListRow:
    """Return the line of a measure; who answers for the problem answers where nobody else does."""
    responsible = _joined(measure.responsible_body, measure.responsible_person)
    if not responsible and problem is not None:
        responsible = _joined(problem.responsible_body, problem.responsible_leader)
    state = measure.state + ("（超期）" if measure.overdue else "")
    return ListRow(
        number,
        text,
        f"{measure.heading.rstrip('。')}。{measure.text}" if measure.text else measure.heading,
        responsible,
        measure.due.isoformat() if measure.due else "",
        f"{state}：{measure.note}" if measure.note else state,
        ended,
    )


def _joined(*parts: str) -> str:
    """Part office and person by a space, where a narrow column breaks its lines."""
    return " ".join(filter(None, parts))
