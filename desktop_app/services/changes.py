"""Writing: every row that is written is logged as a Change in the same transaction.

A step is what the user did in one go (typed a cell, imported a workbook); its changes share a
batch, so that it can be shown, undone and taken back as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from db.base import BaseModel, Change, new_uid
from db.connection import Store

ColumnValues = dict[str, Any]
"""Column name → value as the database keeps it."""


class Writer:
    """Opens steps; the only door through which anything is written."""

    def __init__(self, store: Store, who: str = "") -> None:
        """Store: the open database. who: name put beside each change."""
        self.store = store
        self.who = who
        self.has_written = False
        self._current: Step | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Open a transaction for one step; all of it is kept or, on an exception, none.

        name: what the user did, in Chinese. A step within a step is part of the outer one.
        """
        with self.store.transaction():
            if self._current is not None:
                yield self._current
                return
            self._current = Step(self.store, uuid4().hex, name, self.who)
            try:
                yield self._current
                self.has_written |= self._current.has_written
            finally:
                self._current = None


class Step:
    """One step while it is being written."""

    def __init__(self, store: Store, batch: str, name: str, who: str) -> None:
        """Use Writer.step instead."""
        self.batch = batch
        self.name = name
        self.has_written = False
        self._store = store
        self._who = who

    def insert(self, model: type[BaseModel], **values: object) -> Any:  # noqa: ANN401 - the model's instance
        """Write a new row and return it."""
        row = model.create(**values)
        self._log(model, [(row.uid, None, _stored(row))])
        return row

    def update(self, row: BaseModel, **values: object) -> bool:
        """Change some fields of a row; say whether anything was different."""
        before = _stored(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = _stored(row)
        if after == before:
            return False
        row.save(only=row.dirty_fields)
        self._log(type(row), [(row.uid, before, after)])
        return True

    def delete(self, row: BaseModel) -> None:
        """Put a row into the 回收站."""
        self.update(row, deleted_at=datetime.now())  # noqa: DTZ005 - local time, as a clerk reads it

    def insert_many(
        self, model: type[BaseModel], columns: Sequence[str], rows: Iterable[tuple[object, ...]]
    ) -> int:
        """Write many new rows at once and return how many.

        columns: column names without uid. rows: values as the database keeps them, in that order.
        """
        table = model._meta.table_name
        names = ("uid", *columns)
        stored = [(new_uid(), *row) for row in rows]
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        connection = self._store.database.connection()
        connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', stored)  # noqa: S608 - names from the model
        self._log(
            model, ((str(row[0]), None, dict(zip(names, row, strict=True))) for row in stored)
        )
        return len(stored)

    def _log(
        self,
        model: type[BaseModel],
        changes: Iterable[tuple[str, ColumnValues | None, ColumnValues | None]],
    ) -> None:
        self.has_written = True
        table = model._meta.table_name
        at = datetime.now().isoformat(" ")  # noqa: DTZ005 - local time, as a clerk reads it
        connection = self._store.database.connection()
        connection.executemany(
            f'INSERT INTO "{Change._meta.table_name}" '  # noqa: S608 - a constant name
            '("batch", "step", "at", "who", "table", "uid", "before", "after") '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (self.batch, self.name, at, self._who, table, uid, _json(before), _json(after))
                for uid, before, after in changes
            ),
        )


def _stored(row: BaseModel) -> ColumnValues:
    """Return a row as its columns, without the local id."""
    return {
        field.column_name: field.db_value(row.__data__.get(field.name))
        for field in row._meta.sorted_fields
        if field.name != "id"
    }


def _json(values: Mapping[str, object] | None) -> str | None:
    return None if values is None else _ENCODER.encode(values)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return f"{len(value)} bytes"
    raise TypeError(f"{type(value).__name__} in a row")


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plain)
