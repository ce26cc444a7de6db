"""Undo, redo and the log: all three read the Changes that every step leaves.

Taking a step back is a step of its own that names the one it undoes; taking that back is a redo. So
the log stays complete, and what can be undone survives a restart of the program.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import OP, Expression, fn

from db.base import Change, LedgerRow, Period
from db.models import all_models
from desktop_app.core.errors import Conflict
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.log.kept_steps import KEPT_STEPS
from desktop_app.services.log.locked_reports import LockedReport, refuse_locked

_MANY = 200  # rows of one ledger in one step, from which they are put back in one statement


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One written change of one row; before and after by column, None for "not there"."""

    batch: str
    step: str
    at: datetime
    who: str
    table: str
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step that can be taken back or, when it was, brought back.

    batch: known by. name: what the user did; of a redo, the name of what it brought back.
    """

    batch: str
    name: str
    at: datetime
    who: str


class OnlyQuarter(Conflict):
    """The opening of the only quarter there is: without one there is nothing to show."""


class HistoryService:
    """撤销, 恢复 and 变更记录."""

    def __init__(self, writer: Writer) -> None:
        """Read the log through the writer's store."""
        self._writer = writer
        self._forget()

    def undoable(self, limit: int = 1) -> list[StepRecord]:
        """Return the steps that can be taken back, the newest first."""
        self._catch_up()
        return self._undoable[: -limit - 1 : -1]

    def redoable(self, limit: int = 1) -> list[StepRecord]:
        """Return the steps that can be brought back, the one undone last first."""
        self._catch_up()
        return self._redoable[: -limit - 1 : -1]

    def next_undo(self) -> str:
        """Return the name of the step that would be undone, "" where there is none."""
        return next((step.name for step in self.undoable()), "")

    def next_redo(self) -> str:
        """Return the name of the step that would come back, "" where there is none."""
        return next((step.name for step in self.redoable()), "")

    def undo(self) -> str:
        """Take the newest step back and return its name; "" where there is none.

        Conflict where something newer stands in its place, where it would change the text of a
        frozen report, and for the only quarter there is.
        """
        newest = self.undoable()
        return self._take_back(newest[0], "撤销") if newest else ""

    def undo_to(self, batch: str) -> list[str]:
        """Take a step and all newer ones back, all or none; return their names, newest first.

        Each is undone as a step of its own, so that redo brings them back one by one.
        """
        self._catch_up()
        places = [step.batch for step in self._undoable]
        if batch not in places:
            raise Conflict("这一步已经不能撤销了，请重新打开列表再选。")
        with self._writer.store.transaction():
            return [self.undo() for _step in places[places.index(batch) :]]

    def redo(self) -> str:
        """Bring the step back that was undone last and return its name; "" where there is none."""
        newest = self.redoable()
        return self._take_back(newest[0], "重做") if newest else ""

    def of_row(self, table: str, uid: str) -> list[ChangeRecord]:
        """Return the changes of one row, newest first."""
        query = Change.select().where(Change.table == table, Change.uid == uid)
        return [record_of(row) for row in query.order_by(Change.id.desc())]

    def newest(self, limit: int = 200) -> list[ChangeRecord]:
        """Return the newest changes of all rows."""
        return [record_of(row) for row in Change.select().order_by(Change.id.desc()).limit(limit)]

    def _take_back(self, taken: StepRecord, verb: str) -> str:
        name = taken.name
        try:
            refuse_locked(taken.batch, verb, name)
            with self._writer.step(f"{verb}：{name}", undoes=taken.batch) as step:
                self._put_back(step, taken.batch)
                _refuse_without_quarter()
        except (OnlyQuarter, LockedReport):
            raise
        except Conflict as error:
            raise Conflict(
                f"不能{verb}“{name}”：其中有的内容后来又填了新的，请先处理后来的内容。"
            ) from error
        return name

    def _put_back(self, step: Step, batch: str) -> None:
        """Set every row that a step wrote to what it was before, in the opposite order."""
        changes = Change.select().where(Change.batch == batch)
        whole = {
            table: deleted
            for table in _ledger_tables()
            if (deleted := _only_turned(batch, table)) is not None
        }
        rest = changes.where(Change.table.not_in(list(whole))).order_by(Change.id.desc())
        for change in list(rest):
            before = None if change.before is None else json.loads(change.before)
            step.put(change.table, change.uid, before)
        for table, deleted in whole.items():
            step.turn_all(table, batch, deleted=deleted)

    def _forget(self) -> None:
        self._last, self._last_batch = 0, ""
        self._undoable: list[StepRecord] = []
        self._redoable: list[StepRecord] = []

    def _catch_up(self) -> None:
        """Replay what the log gained since the last call.

        The window asks after every keystroke that is saved, and the log only grows: reading all of
        it each time would cost more than the save. What was read of a transaction that was rolled
        back, or of demo data that were removed, is forgotten: the last row then is another one.
        """
        if self._last and _batch_of(self._last) != self._last_batch:
            self._forget()
        before = Change.alias()
        one_before = before.select(before.batch).where(before.id == Change.id - 1)
        # The rows of a step stand together: each one's first is where the batch changes.
        query: Any = (
            Change.select(Change.batch, Change.step, Change.undoes, Change.at, Change.who)
            .where(Change.id > self._last, Expression(Change.batch, OP.IS_NOT, one_before))
            .order_by(Change.id)
            .tuples()
        )
        for batch, step, undoes, at, who in query:
            self._replay(
                StepRecord(batch, step.partition("：")[2] if undoes else step, at, who), undoes
            )
        self._last = Change.select(Change.id).order_by(Change.id.desc()).limit(1).scalar() or 0
        self._last_batch = _batch_of(self._last)

    def _replay(self, step: StepRecord, undoes: str | None) -> None:
        """Keep both lists, newest last: a new step ends what could be redone."""
        undoable, redoable = self._undoable, self._redoable
        if undoes is None:
            if step.name not in KEPT_STEPS:
                undoable.append(step)
            redoable.clear()
        elif undoable and undoable[-1].batch == undoes:
            undoable.pop()
            redoable.append(step)
        elif redoable and redoable[-1].batch == undoes:
            redoable.pop()
            undoable.append(step)


def _ledger_tables() -> list[str]:
    return [model._meta.table_name for model in all_models() if issubclass(model, LedgerRow)]


def _only_turned(batch: str, table: str) -> bool | None:
    """Say how many rows of a ledger are put back at once: True deletes them, False restores them.

    None where a step wrote few of them or did anything else to one: those are put back singly.
    """
    was_there = _is_live(Change.before)
    is_there = _is_live(Change.after)
    query: Any = Change.select(
        fn.count(Change.id),
        fn.count(Change.uid.distinct()),
        fn.sum(~was_there & is_there),
        fn.sum(was_there & ~is_there),
    ).where(Change.batch == batch, Change.table == table)
    count, rows, come, gone = query.tuples().get()
    if count < _MANY or rows != count or count not in (come, gone):
        return None
    return bool(come == count)


def _is_live(state: Any) -> Any:  # noqa: ANN401 - a column of JSON
    """Whether a logged state is that of a row that is there and not in the 回收站."""
    deleted_at = fn.json_extract(state, "$.deleted_at")
    return state.is_null(is_null=False) & deleted_at.is_null()


def _refuse_without_quarter() -> None:
    if not Period.select().where(Period.live()).exists():
        raise OnlyQuarter("这是唯一的一个季度，不能撤销它的新建。")


def _batch_of(change: int) -> str:
    """Return the step that a row of the log belongs to, "" where there is no such row."""
    return str(Change.select(Change.batch).where(Change.id == change).scalar() or "")


def differences(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> Sequence[tuple[str, Any, Any]]:
    """Return (column, old, new) of what differs between two states of a row."""
    old, new = before or {}, after or {}
    return [
        (column, old.get(column), new.get(column))
        for column in dict.fromkeys((*old, *new))
        if old.get(column) != new.get(column)
    ]


def record_of(row: Any) -> ChangeRecord:  # noqa: ANN401 - a Change
    """Return a row of the log as a record."""
    before, after = (None if one is None else json.loads(one) for one in (row.before, row.after))
    return ChangeRecord(row.batch, row.step, row.at, row.who, row.table, row.uid, before, after)
