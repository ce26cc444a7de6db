"""A database to be looked at alone: itself, or a copy of it that stands in for it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from db import upgrade
from db.connection import companions, copy_database
from db.soundness import whole_copy


class StandIn:
    """What is opened for reading alone, for as long as it is open."""

    def __init__(self, database: Path, migrations: Path) -> None:
        """Nothing is made yet."""
        self._database = database
        self._migrations = migrations
        self._folder: tempfile.TemporaryDirectory[str] | None = None

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
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        copy = Path(self._folder.name, self._database.name)
        if in_use:
            copy_database(self._database, copy)
        else:
            whole_copy(self._database, copy.parent)
        upgrade.prepare(copy, self._migrations, lambda: None)
        return copy

    def drop(self) -> None:
        """Remove the copy, where there is one."""
        if self._folder is not None:
            with suppress(OSError):
                self._folder.cleanup()
            self._folder = None
