"""What stands in one column of a ledger: values to filter by, to complete from, to add up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from peewee import SQL, fn

from db.base import Unit
from db.fields import Flag
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.records import CellValue
from desktop_app.services.ledgers.pages import LedgerPages, RowQuery, scaled

MOST_TEXTS = 500
"""Of a column of texts at most so many are offered for completion, the newest first."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a selection holds: filled cells, and of those that are numbers how many and how much."""

    count: int = 0
    numbers: int = 0
    total: Decimal | int = 0
    largest: Decimal | int | None = None

    def plus(self, other: Statistics) -> Statistics:
        """Return the statistics of both together."""
        known = [value for value in (self.largest, other.largest) if value is not None]
        return Statistics(
            self.count + other.count,
            self.numbers + other.numbers,
            self.total + other.total,
            max(known) if known else None,
        )


class LedgerColumns:
    """Reads columns of ledgers, each by one statement."""

    def __init__(self, catalogue: Catalogue, pages: LedgerPages) -> None:
        """pages: knows which rows a table shows."""
        self._catalogue = catalogue
        self._pages = pages

    def values(self, query: RowQuery, name: str) -> list[tuple[CellValue, int]]:
        """Return what stands in a column and how often, over the rows that other filters pass.

        None stands for empty cells; in the order of their values.
        """
        others = tuple(found for found in query.filters if found.field != name)
        model = self._catalogue.models[query.ledger]
        column = self._pages.column(query.ledger, name)
        rows = (
            model.select(column, fn.count(model.id))
            .join(Unit)
            .where(*self._pages.conditions(replace(query, filters=others)))
            .group_by(column)
            .order_by(column)
        )
        found = model._meta.database.execute(rows)
        return [(column.python_value(value), count) for value, count in found]

    def texts(self, ledger: str, name: str) -> list[str]:
        """Return the texts that were ever typed into a column, the newest first."""
        model: Any = self._catalogue.models[ledger]
        column = getattr(model, name)
        rows = (
            model.select(column)
            .where(model.live(), column.is_null(False))  # noqa: FBT003 - takes no keyword
            .group_by(column)
            .order_by(fn.max(model.id).desc())
            .limit(MOST_TEXTS)
        )
        return [text for (text,) in model._meta.database.execute(rows)]

    def filled(self, query: RowQuery, name: str) -> set[int]:
        """Return the ids of the rows shown that have something in a column."""
        model: Any = self._catalogue.models[query.ledger]
        column = self._pages.column(query.ledger, name)
        rows = (
            model.select(model.id)
            .join(Unit)
            .where(*self._pages.conditions(query), column.is_null(False))  # noqa: FBT003 - takes no keyword
        )
        return {row_id for (row_id,) in model._meta.database.execute(rows)}

    def statistics(self, ledger: str, ids: Sequence[int], names: Iterable[str]) -> Statistics:
        """Count and add up columns of some rows; units and texts are only counted.

        ids: of the rows. names: of the fields, UNIT for the units.
        """
        spec, model = self._catalogue.ledgers[ledger], self._catalogue.models[ledger]
        numbers = {field.name for field in spec.fields if field.is_number}
        wanted = list(names)
        columns = [self._pages.column(ledger, name) for name in wanted]
        parts = [
            part
            for name, column in zip(wanted, columns, strict=True)
            for part in (
                fn.sum(column) if isinstance(column, Flag) else fn.count(column),
                fn.sum(column) if name in numbers else SQL("NULL"),
                fn.max(column) if name in numbers else SQL("NULL"),
            )
        ]
        rows = (
            model.select(*parts)
            .join(Unit)
            .where(model.id.in_(SQL("(SELECT value FROM json_each(?))", (json.dumps(list(ids)),))))
        )
        (found,) = model._meta.database.execute(rows)
        result = Statistics()
        for place, name in enumerate(wanted):
            count, total, largest = found[3 * place : 3 * place + 3]
            if total is None:
                result = result.plus(Statistics(count or 0))
                continue
            total, largest = (scaled(model, name, value) for value in (total, largest))
            result = result.plus(Statistics(count, count, total or 0, largest))
        return result
