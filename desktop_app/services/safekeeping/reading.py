"""A database to be looked at alone: itself, or a copy of it that stands in for it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from db import upgrade
from db.connection import companions, copy_database
from db.scratch import scratch_folder
from db.soundness import whole_copy


class StandIn:
    """What is opened for reading alone, for as long as it is open."""

    def __init__(self, database: Path, migrations: Path) -> None:
        """Nothing is made yet."""
        self._database = database
        self._migrations = migrations
        self._folder = ExitStack()

    def make(self, *, in_use: bool) -> Path:
        """Return a whole database of the present schema that nobody writes.

        in_use: whether another program works on it. Returned is the file itself where it is at
        rest, else a copy in the system's temporary folder: beside a WAL, while it is in use, or
        where it is of an earlier version. Raises StoreError, sqlite3.Error or OSError.
        """
        version = upgrade.schema_version(self._database)
        is_present = version == upgrade.latest_version(self._migrations)
        if is_present and not in_use and not companions(self._database):
            return self._database
        self.drop()
        folder = self._folder.enter_context(scratch_folder(self._database, beside=False))
        copy = folder / self._database.name
        if in_use:
            copy_database(self._database, copy)
        else:
            whole_copy(self._database, copy.parent)
        upgrade.prepare(copy, self._migrations, lambda: None)
        return copy

    def drop(self) -> None:
        """Remove the copy, where there is one."""
        self._folder.close()
