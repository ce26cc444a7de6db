"""Writing the office's own definitions, and telling the catalogue of them after every step.

The rows that define, the table and its columns are one step: undone, redone and rolled back as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from db import own_tables
from db.base import Change
from db.connection import Store
from db.models.own import OwnArea, OwnColumn, OwnLedger
from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.declare import Area
from desktop_app.areas.own import with_own
from desktop_app.services.log.changes import Step, Writer

_LOG = Change._meta.table_name
_DEFINING = ", ".join(f"'{model._meta.table_name}'" for model in (OwnArea, OwnLedger, OwnColumn))
_NEWEST = f'SELECT ifnull(max("id"), 0) FROM "{_LOG}"'  # noqa: S608 - names from the models
_GAINED = f'SELECT max("id"), max("table" IN ({_DEFINING})) FROM "{_LOG}" WHERE "id" > ?'  # noqa: S608 - as above


class DefiningWriter(Writer):
    """A writer after whose steps the catalogue knows what they defined, undid or took back."""

    def __init__(self, store: Store, catalogue: Catalogue, who: str = "") -> None:
        """catalogue: what everybody asks for areas, ledgers and figures."""
        super().__init__(store, who)
        self._catalogue = catalogue
        self._seen: int | None = None
        self._is_provisional = False
        catalogue.attach(self._with_own)

    @contextmanager
    def step(self, name: str, undoes: str | None = None) -> Iterator[Step]:
        """Open a transaction as Writer does; afterwards the catalogue is that of the database."""
        if self._current is not None:
            yield self._current
            return
        if self._is_provisional:  # what was read in a transaction that may have been rolled back
            self._catch_up()
        try:
            with super().step(name, undoes) as step:
                yield step
        except BaseException:
            if self._is_provisional:
                self._catalogue.forget()
            raise
        self._catch_up()

    def defined(self, key: str) -> None:
        """Make the table of a ledger, or the columns that it lacks, within the present step."""
        ledger = next(found for found in own_tables.read().ledgers if found.key == key)
        own_tables.make_table(self.store.database, ledger)
        self.redefined()

    def redefined(self) -> None:
        """Let the rest of the present step see what it defined."""
        self._is_provisional = True
        self._catalogue.refresh()

    def _catch_up(self) -> None:
        """Refresh the catalogue where the log says that a definition changed, or was rolled back.

        Reading it costs little: only what the log gained since the last step is looked at.
        """
        newest, defining = None, False
        if self._seen is not None:
            newest, defining = self._read(_GAINED, self._seen)
        if newest is None:
            (newest,) = self._read(_NEWEST)
            defining = newest != self._seen
        if defining or self._is_provisional:
            self._catalogue.refresh()
            self._is_provisional = self.store.database.in_transaction()
        self._seen = newest

    def _read(self, sql: str, *values: int) -> Any:  # noqa: ANN401 - a row
        return self.store.database.connection().execute(sql, values).fetchone()

    def _with_own(self, built_in: Sequence[Area]) -> Sequence[Area]:
        database = self.store.database
        if database.is_closed():
            return tuple(built_in)
        definitions = own_tables.read()
        return with_own(built_in, definitions, own_tables.use(database, definitions.ledgers))
