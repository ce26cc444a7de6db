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
from functools import cache
from itertools import islice
from os import urandom
from typing import Any
from uuid import uuid4

from peewee import BlobField, IntegrityError

from db.base import BaseModel, Change
from db.connection import Store
from db.models import all_models
from desktop_app.core.errors import Conflict

ColumnValues = dict[str, Any]
"""Column name → value as the database keeps it."""

_AT_ONCE = 10_000  # rows whose states before and after are held in memory together
_LOGGED = ("batch", "undoes", "step", "at", "who", "table", "uid", "before", "after")


class Writer:
    """Opens steps; the only door through which anything is written."""

    def __init__(self, store: Store, who: str = "") -> None:
        """Store: the open database. who: name put beside each change."""
        self.store = store
        self.who = who
        self.has_written = False
        self._current: Step | None = None

    @contextmanager
    def step(self, name: str, undoes: str | None = None) -> Iterator[Step]:
        """Open a transaction for one step; all of it is kept or, on an exception, none.

        name: what the user did, in Chinese. undoes: the batch that this step takes back. A step
        within a step is part of the outer one.
        """
        with self.store.transaction():
            if self._current is not None:
                yield self._current
                return
            self._current = Step(self.store, name, self.who, undoes)
            try:
                yield self._current
                self.has_written |= self._current.has_written
            except IntegrityError as error:
                raise Conflict(
                    "没有保存：内容与已有的重复，或超出了允许的范围，请核对后再试。"
                ) from error
            finally:
                self._current = None


class Step:
    """One step while it is being written."""

    def __init__(self, store: Store, name: str, who: str, undoes: str | None) -> None:
        """Use Writer.step instead."""
        self.batch = uuid4().hex
        self.name = name
        self._undoes = undoes
        self.has_written = False
        self._store = store
        self._who = who

    def insert(self, model: type[BaseModel], **values: object) -> Any:  # noqa: ANN401 - the model's instance
        """Write a new row and return it."""
        row: Any = model(**values)
        state = _stored(row)
        cursor = self._store.database.execute_sql(_insertion(model), tuple(state.values()))
        row.id = cursor.lastrowid
        row._dirty.clear()
        self._log(model, [(row.uid, None, state)])
        return row

    def update(self, row: Any, **values: object) -> bool:  # noqa: ANN401 - a model's instance
        """Change some fields of a row; say whether anything was different."""
        before = _stored(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = _stored(row)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if not changed:
            return False
        put = ", ".join(f'"{column}" = ?' for column in changed)
        self._store.database.execute_sql(
            f'UPDATE "{row._meta.table_name}" SET {put} WHERE "id" = ?',  # noqa: S608 - names from the model
            (*changed.values(), row.id),
        )
        row._dirty.clear()
        self._log(type(row), [(row.uid, before, after)])
        return True

    def delete(self, row: BaseModel) -> None:
        """Put a row into the 回收站."""
        self.update(row, deleted_at=datetime.now())  # noqa: DTZ005 - local time, as a clerk reads it

    def put(self, table: str, uid: str, columns: ColumnValues | None) -> None:
        """Set a row to a state that the log holds; None puts it into the 回收站.

        Files stay as they are: the log knows only their length, and a row's file never changes.
        """
        model: Any = next(model for model in all_models() if model._meta.table_name == table)
        row = model.get(model.uid == uid)
        if columns is None:
            self.delete(row)
            return
        fields = model._meta.columns
        given = {"deleted_at": None, **columns}
        self.update(
            row,
            **{
                fields[name].name: fields[name].python_value(value)
                for name, value in given.items()
                if not isinstance(fields[name], BlobField)
            },
        )

    def turn_all(self, table: str, batch: str, *, deleted: bool) -> None:
        """Put every row of a table that a step wrote into the 回收站, or bring all back.

        One statement for a hundred thousand rows of an import, each logged as if it went alone.
        """
        model: Any = next(model for model in all_models() if model._meta.table_name == table)
        at = _now()
        state = '"deleted_at" IS NULL' if deleted else '"deleted_at" IS NOT NULL'
        condition = (
            f'{state} AND "uid" IN (SELECT "uid" FROM "{Change._meta.table_name}" '  # noqa: S608 - names from the models
            'WHERE "batch" = ? AND "table" = ?)'
        )
        before = _json_object(model, '"deleted_at"')
        after = _json_object(model, "?")
        connection = self._store.database.connection()
        then = at if deleted else None
        connection.execute(
            f'INSERT INTO "{Change._meta.table_name}" ({_listed(_LOGGED)}) '  # noqa: S608 - names from the models
            f'SELECT ?, ?, ?, ?, ?, ?, "uid", {before}, {after} '
            f'FROM "{table}" WHERE {condition} ORDER BY "id"',
            (self.batch, self._undoes, self.name, at, self._who, table, then, batch, table),
        )
        connection.execute(
            f'UPDATE "{table}" SET "deleted_at" = ? WHERE {condition}',  # noqa: S608 - as above
            (then, batch, table),
        )
        self.has_written = True

    def insert_many(
        self, model: type[BaseModel], columns: Sequence[str], rows: Iterable[tuple[object, ...]]
    ) -> tuple[str, ...]:
        """Write many new rows at once and return their uids, in order.

        columns: column names without uid. rows: values as the database keeps them, in that order.
        """
        names = ("uid", *columns)
        given = list(rows)
        uids = _new_uids(len(given))
        connection = self._store.database.connection()
        table = model._meta.table_name
        (last,) = connection.execute(f'SELECT ifnull(max("id"), 0) FROM "{table}"').fetchone()  # noqa: S608 - names from the model
        connection.executemany(
            f'INSERT INTO "{table}" ({_listed(names)}) VALUES ({", ".join("?" * len(names))})',  # noqa: S608 - names from the model
            ((uid, *row) for uid, row in zip(uids, given, strict=True)),
        )
        self._log_new(model, last)
        return tuple(uids)

    def update_many(self, model: type[BaseModel], rows: Mapping[str, ColumnValues]) -> int:
        """Change many live rows of a table at once and return how many of them are there.

        rows: uid → column name → value as the database keeps it; rows with the same columns go in
        one go. A row that is the same afterwards is not logged.
        """
        given, found = iter(rows.items()), 0
        while some := dict(islice(given, _AT_ONCE)):
            found += self._update_some(model, some)
        return found

    def _update_some(self, model: type[BaseModel], rows: Mapping[str, ColumnValues]) -> int:
        alike: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
        for uid, values in rows.items():
            alike.setdefault(tuple(values), []).append((*values.values(), uid))
        table = model._meta.table_name
        connection = self._store.database.connection()
        before = self._states(model, rows, 'AND "deleted_at" IS NULL')
        for columns, given in alike.items():
            put = ", ".join(f'"{column}" = ?' for column in columns)
            connection.executemany(
                f'UPDATE "{table}" SET {put} WHERE "uid" = ? AND "deleted_at" IS NULL',  # noqa: S608 - names from the model
                given,
            )
        after = self._states(model, before)
        self._log_states(
            table,
            ((uid, state, after[uid]) for uid, state in before.items() if after[uid] != state),
        )
        return len(before)

    def _states(
        self, model: type[BaseModel], uids: Iterable[str], condition: str = ""
    ) -> dict[str, str]:
        """Return uid → the row as the log keeps it: SQLite writes the JSON, faster than Python."""
        state = _json_object(model, '"deleted_at"')
        found = self._store.database.connection().execute(
            f'SELECT "uid", {state} FROM "{model._meta.table_name}" '  # noqa: S608 - names from the model
            f'WHERE "uid" IN (SELECT value FROM json_each(?)) {condition} ORDER BY "id"',
            (json.dumps(list(uids)),),
        )
        return dict(found)

    def _log_new(self, model: type[BaseModel], last: int) -> None:
        """Log every row behind that id as new, without a way over Python."""
        self.has_written = True
        table = model._meta.table_name
        logged = _json_object(model, '"deleted_at"')
        self._store.database.connection().execute(
            f'INSERT INTO "{Change._meta.table_name}" ({_listed(_LOGGED)}) '  # noqa: S608 - names from the models
            f'SELECT ?, ?, ?, ?, ?, ?, "uid", NULL, {logged} '
            f'FROM "{table}" WHERE "id" > ? ORDER BY "id"',
            (self.batch, self._undoes, self.name, _now(), self._who, table, last),
        )

    def _log(
        self,
        model: type[BaseModel],
        changes: Iterable[tuple[str, ColumnValues | None, ColumnValues | None]],
    ) -> None:
        states = ((uid, _json(before), _json(after)) for uid, before, after in changes)
        self._log_states(model._meta.table_name, states)

    def _log_states(
        self, table: str, changes: Iterable[tuple[str, str | None, str | None]]
    ) -> None:
        """Log changes of a table: (uid, before, after)."""
        step = (self.batch, self._undoes, self.name, _now(), self._who, table)
        logged = [(*step, *change) for change in changes]
        self._store.database.connection().executemany(
            f'INSERT INTO "{Change._meta.table_name}" ({_listed(_LOGGED)}) '  # noqa: S608 - constant names
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            logged,
        )
        self.has_written |= bool(logged)


@cache
def _insertion(model: type[BaseModel]) -> str:
    """Return the SQL that writes a row as `_stored` gives it; peewee would compile it each time."""
    columns = [field.column_name for field in model._meta.sorted_fields if field.name != "id"]
    marks = ", ".join("?" * len(columns))
    return f'INSERT INTO "{model._meta.table_name}" ({_listed(columns)}) VALUES ({marks})'  # noqa: S608 - names from the model


def _new_uids(count: int) -> list[str]:
    """Return uids as `new_uid` makes them, in order: so the indexes over them grow at their end."""
    drawn = urandom(16 * count).hex()
    return sorted(drawn[at : at + 32] for at in range(0, 32 * count, 32))


def _json_object(model: type[BaseModel], deleted_at: str) -> str:
    """Return the SQL of a row as the log keeps it; deleted_at: what stands for that column."""
    pairs = ", ".join(
        f"'{name}', " + (deleted_at if name == "deleted_at" else f'"{name}"')
        for name in (field.column_name for field in model._meta.sorted_fields)
        if name != "id"
    )
    return f"json_object({pairs})"


def _now() -> str:
    return datetime.now().isoformat(" ")  # noqa: DTZ005 - local time, as a clerk reads it


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


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
