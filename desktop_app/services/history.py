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

from peewee import fn

from db.base import Change
from desktop_app.core.errors import Conflict
from desktop_app.services.changes import Writer

KEPT_STEPS = ("写入演示数据",)
"""Steps that are not taken back one by one: they are removed as a whole by their own command."""


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
class _Batch:
    """One step of the log."""

    batch: str
    step: str
    undoes: str | None


class HistoryService:
    """撤销, 恢复 and 变更记录."""

    def __init__(self, writer: Writer) -> None:
        """Read the log through the writer's store."""
        self._writer = writer

    def next_undo(self) -> str:
        """Return the name of the step that would be undone, "" where there is none."""
        undoable, _ = self._stacks()
        return undoable[-1].step if undoable else ""

    def next_redo(self) -> str:
        """Return the name of the step that would come back, "" where there is none."""
        _, redoable = self._stacks()
        return redoable[-1].step if redoable else ""

    def undo(self) -> str:
        """Take the newest step back and return its name; "" where there is none."""
        undoable, _ = self._stacks()
        return self._take_back(undoable[-1], "撤销") if undoable else ""

    def redo(self) -> str:
        """Bring the step back that was undone last and return its name; "" where there is none."""
        _, redoable = self._stacks()
        return self._take_back(redoable[-1], "重做") if redoable else ""

    def of_row(self, table: str, uid: str) -> list[ChangeRecord]:
        """Return the changes of one row, newest first."""
        query = Change.select().where(Change.table == table, Change.uid == uid)
        return [_record(row) for row in query.order_by(Change.id.desc())]

    def newest(self, limit: int = 200) -> list[ChangeRecord]:
        """Return the newest changes of all rows."""
        return [_record(row) for row in Change.select().order_by(Change.id.desc()).limit(limit)]

    def _take_back(self, batch: _Batch, verb: str) -> str:
        name = batch.step
        origin = batch.batch
        changes = list(Change.select().where(Change.batch == origin).order_by(Change.id.desc()))
        try:
            with self._writer.step(f"{verb}：{name}", undoes=origin) as step:
                for change in changes:
                    before = None if change.before is None else json.loads(change.before)
                    step.put(change.table, change.uid, before)
        except Conflict as error:
            raise Conflict(
                f"不能{verb}“{name}”：其中有的内容后来又填了新的，请先处理后来的内容。"
            ) from error
        return name

    def _stacks(self) -> tuple[list[_Batch], list[_Batch]]:
        """Replay the log: (steps that can be undone, undos that can be taken back), newest last.

        A redo is listed under the name of the step that it brought back.
        """
        query: Any = (
            Change.select(
                Change.batch, fn.min(Change.id).alias("first"), Change.step, Change.undoes
            )
            .group_by(Change.batch)
            .order_by(fn.min(Change.id))
            .tuples()
        )
        undoable: list[_Batch] = []
        redoable: list[_Batch] = []
        for batch, _first, step, undoes in query:
            name = step.partition("：")[2] if undoes else step
            found = _Batch(batch, name, undoes)
            if undoes is None:
                if step not in KEPT_STEPS:
                    undoable.append(found)
                redoable.clear()
            elif undoable and undoable[-1].batch == undoes:
                undoable.pop()
                redoable.append(found)
            elif redoable and redoable[-1].batch == undoes:
                redoable.pop()
                undoable.append(found)
        return undoable, redoable


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


def _record(row: Any) -> ChangeRecord:  # noqa: ANN401 - a Change
    return ChangeRecord(
        row.batch,
        row.step,
        row.at,
        row.who,
        row.table,
        row.uid,
        None if row.before is None else json.loads(row.before),
        None if row.after is None else json.loads(row.after),
    )
