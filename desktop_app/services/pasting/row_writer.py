"""Writing a planned paste into a ledger: all of it in the caller's step."""

from __future__ import annotations

from typing import Any

from peewee import fn

from desktop_app.core.errors import UnknownName
from desktop_app.services.changes import Step
from desktop_app.services.ledger_pages import UNIT
from desktop_app.services.pasting.plan import PastePlan, PasteResult, PasteRow
from desktop_app.services.pasting.row_updates import update_many
from desktop_app.services.pasting.row_values import LedgerTable, among, tuples, unit_ids


def write_rows(step: Step, table: LedgerTable, plan: PastePlan) -> PasteResult:
    """Change the rows that are there and add the new ones.

    Raises UnknownName when a row was deleted since the plan was made.
    """
    ids = unit_ids(plan.period)
    written = [row for row in plan.rows if row.values]
    changed = [row for row in written if row.uid]
    if changed:
        _update(step, table, changed, ids)
    new = [
        table.stored_row(ids[row.unit], plan.period.code, row.values)
        for row in written
        if not row.uid
    ]
    added = _insert(step, table, new) if new else ()
    return PasteResult(plan.step, plan.written, len(written), plan.refused, added)


def _update(step: Step, table: LedgerTable, rows: list[PasteRow], ids: dict[str, int]) -> None:
    """Change rows, those with the same columns in one go."""
    model: Any = table.model
    query = model.select(fn.count(model.id)).where(
        among(model.uid, {row.uid for row in rows}), model.live()
    )
    ((found,),) = tuples(query)
    if found != len({row.uid for row in rows}):
        raise UnknownName("要粘贴的行里有的已被删除，什么都没有写入；请刷新后再试。")
    alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for row in rows:
        stored = (
            ids[row.unit] if name == UNIT else table.stored(name, value)
            for name, value in row.values.items()
        )
        alike.setdefault(tuple(row.values), []).append((*stored, row.uid))
    for names, values in alike.items():
        columns = [
            "unit_id" if name == UNIT else model._meta.fields[name].column_name for name in names
        ]
        update_many(step, model, columns, values)


def _insert(step: Step, table: LedgerTable, rows: list[tuple[object, ...]]) -> tuple[str, ...]:
    model: Any = table.model
    ((last,),) = tuples(model.select(fn.max(model.id)))
    step.insert_many(model, table.columns, rows)
    added = model.select(model.uid).where(model.id > (last or 0)).order_by(model.id)
    return tuple(uid for (uid,) in tuples(added))
