"""The text of a frozen report is locked for undo too: a step that would change it is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator

from db.base import Change
from db.models.report import Chapter, Report
from desktop_app.core.errors import Conflict
from desktop_app.core.periods import Period


class LockedReport(Conflict):
    """Undo or redo of a step that wrote the text of a report that is frozen by now."""


def refuse_locked(batch: str, verb: str, name: str) -> None:
    """Raise LockedReport where a step wrote the text of a frozen report.

    verb, name: what is tried with which step, for the sentence.
    """
    for report in Report.select().where(Report.live(), Report.id.in_(list(_written(batch)))):
        if report.state != Report.STATES[0]:
            raise LockedReport(
                f"不能{verb}“{name}”：{Period.parse(report.period).label}的报告已经{report.state}，"
                "正文锁定；要改请先在“报告编制”里点“更正”。"
            )


def _written(batch: str) -> Iterator[int]:
    """Yield the ids of the reports whose frame or chapters a step wrote."""
    tables = {model._meta.table_name: model for model in (Report, Chapter)}
    changes = Change.select().where(Change.batch == batch, Change.table.in_(list(tables)))
    for change in changes:
        if tables[change.table] is Chapter:
            yield json.loads(str(change.after or change.before))["report_id"]
        else:
            yield from (row.id for row in Report.select(Report.id).where(Report.uid == change.uid))
