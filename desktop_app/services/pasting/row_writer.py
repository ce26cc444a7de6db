"""Writing a planned paste into a ledger: all of it in the caller's step."""

from __future__ import annotations

from desktop_app.core.errors import UnknownName
from desktop_app.services.log.changes import Step
from desktop_app.services.pasting.plan import PastePlan, PasteResult
from desktop_app.services.pasting.row_values import LedgerTable, unit_ids


def write_rows(step: Step, table: LedgerTable, plan: PastePlan) -> PasteResult:
    """Change the rows that are there and add the new ones.

    Raises UnknownName when a row was deleted since the plan was made.
    """
    ids = unit_ids(plan.period)
    written = [row for row in plan.rows if row.values]
    changed = [row for row in written if row.uid]
    if changed:
        given = {row.uid: table.stored_values(row.values, ids) for row in changed}
        if step.update_many(table.model, given) < len(given):
            raise UnknownName("要粘贴的行里有的已被删除，什么都没有写入；请刷新后再试。")
    new = [
        table.stored_row(ids[row.unit], plan.period.code, row.values)
        for row in written
        if not row.uid
    ]
    added = step.insert_many(table.model, table.columns, new) if new else ()
    return PasteResult(plan.step, plan.written, len(written), plan.refused, added)
