"""Changing many rows at once: SQLite writes their states before and after into the log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from db.base import Change, LedgerRow
from desktop_app.services.changes import _LOGGED, Step, _listed, _now


def update_many(
    step: Step,
    model: type[LedgerRow],
    columns: Sequence[str],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Change the same columns of many rows of a table, and log each that differs afterwards.

    columns: column names. rows: values as the database keeps them in that order, and the uid.
    """
    connection: Any = step._store.database.connection()
    table, log = model._meta.table_name, Change._meta.table_name
    pairs = ", ".join(
        f"'{field.column_name}', \"{field.column_name}\""
        for field in model._meta.sorted_fields
        if field.name != "id"
    )
    state = f"json_object({pairs})"
    ((last,),) = connection.execute(f'SELECT ifnull(max("id"), 0) FROM "{log}"')  # noqa: S608 - names from the models, here and below
    connection.execute(
        f'INSERT INTO "{log}" ({_listed(_LOGGED)}) '  # noqa: S608
        f'SELECT ?, ?, ?, ?, ?, ?, "uid", {state}, NULL FROM "{table}" '
        'WHERE "uid" IN (SELECT value FROM json_each(?)) ORDER BY "id"',
        (
            *(step.batch, step._undoes, step.name, _now(), step._who, table),
            json.dumps([row[-1] for row in rows]),
        ),
    )
    given = ", ".join(f'"{column}" = ?' for column in columns)
    connection.executemany(f'UPDATE "{table}" SET {given} WHERE "uid" = ?', rows)  # noqa: S608
    connection.execute(
        f'UPDATE "{log}" SET "after" = (SELECT {state} FROM "{table}" '  # noqa: S608
        f'WHERE "{table}"."uid" = "{log}"."uid") WHERE "id" > ?',
        (last,),
    )
    connection.execute(f'DELETE FROM "{log}" WHERE "id" > ? AND "before" = "after"', (last,))  # noqa: S608
    step.has_written = True
