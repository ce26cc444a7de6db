"""What a row from the 回收站 needs to be there, and what comes back together with it."""

from __future__ import annotations

from typing import Any

from db.base import BaseModel, Change, LedgerRow
from db.base import Period as PeriodRow
from db.models.office import UnitPeriod
from db.models.rectification import Measure, MeasureProblem, MeasureProgress, Problem
from db.models.report import Chapter
from db.models.upper_forms import UpperForm, UpperFormCell
from desktop_app.core.errors import Conflict


def require_place(row: Any, named: str) -> None:  # noqa: ANN401 - a row of any source
    """Refuse a row whose quarter, report or unit is not there any more."""
    if isinstance(row, Chapter):
        if row.report.deleted_at is not None:
            raise Conflict(f"不能恢复{named}：那个季度的报告已不在，请先重新新建那个季度。")
        return
    code = getattr(row, "period_id", None) or getattr(row, "opened_id", None)
    if code is None:
        return
    if not PeriodRow.select().where(PeriodRow.live(), PeriodRow.code == code).exists():
        raise Conflict(f"不能恢复{named}：那个季度已不在，请先重新新建那个季度。")
    if isinstance(row, LedgerRow) and not (
        UnitPeriod.select()
        .where(UnitPeriod.live(), UnitPeriod.unit == row.unit_id, UnitPeriod.period == code)
        .exists()
    ):
        raise Conflict(
            f"不能恢复{named}：{row.unit.name}不在那个季度的填报单位里，请先恢复这个单位。"
        )


def companions_of(row: Any) -> list[Any]:  # noqa: ANN401 - a row of any source
    """Return what went in the same step with a problem or measure and means nothing without it."""
    ties: list[tuple[type[BaseModel], Any]] = []
    if isinstance(row, Problem):
        ties = [(MeasureProblem, MeasureProblem.problem == row)]
    elif isinstance(row, Measure):
        ties = [
            (MeasureProblem, MeasureProblem.measure == row),
            (MeasureProgress, MeasureProgress.measure == row),
        ]
    elif isinstance(row, UpperForm):
        ties = [(UpperFormCell, UpperFormCell.form == row)]
    if not ties:
        return []
    batch = (
        Change.select(Change.batch)
        .where(Change.table == row._meta.table_name, Change.uid == row.uid)
        .order_by(Change.id.desc())
        .limit(1)
        .scalar()
    )
    found: list[Any] = []
    for model, of_row in ties:
        same = Change.select(Change.uid).where(
            Change.batch == batch, Change.table == model._meta.table_name
        )
        found.extend(model.select().where(~model.live(), of_row, model.uid.in_(same)))
    return [one for one in found if _other_end_is_there(one, row)]


def _other_end_is_there(companion: Any, row: Any) -> bool:  # noqa: ANN401 - rows
    """Whether what a link leads to, beside the row itself, is not in the 回收站."""
    if not isinstance(companion, MeasureProblem):
        return True
    other = companion.measure if isinstance(row, Problem) else companion.problem
    return other.deleted_at is None
