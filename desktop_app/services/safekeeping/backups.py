"""Backups and the way back: what the holder of the data folder works with."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db import upgrade
from db.connection import companions, fold_in_wal, sync, sync_folder
from db.errors import NewerSchema, StoreError
from desktop_app.core.errors import SourceRefused
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.catalogue import State
from desktop_app.services.safekeeping.contents import at_rest
from desktop_app.services.safekeeping.copying import place_copy, remove, verified_copy
from desktop_app.services.safekeeping.kinds import Kind, free_name


class Backups(BackupFolder):
    """A folder of backups of which one can take the database's place."""

    def __init__(
        self,
        database: Path,
        migrations: Path,
        own_files: Sequence[Path] = (),
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """migrations: the scripts that bring an old backup up to date; the rest as its base."""
        super().__init__(database, own_files, clock)
        self._migrations = migrations

    def keep_before_upgrade(self) -> None:
        """Keep a checked copy of the database as it is before the schema changes."""
        self.make(kind=Kind.BEFORE_UPGRADE)

    def clear_up(self) -> None:
        """Remove what a restore that was cut off left behind; the folder must be held."""
        remove(self._part)

    def restore(self, source: Path) -> Path | None:
        """Put a checked backup in the database's place; return the restore point made before.

        The store must be closed and the folder held. Raises SourceRefused; nothing changes then.
        """
        if not source.is_file():
            raise SourceRefused(f"找不到备份文件“{source}”，请核对文件名。")
        if self.database.exists() and source.samefile(self.database):
            raise SourceRefused("选的就是正在使用的数据库，请选一个备份。")
        part = self._part
        try:
            remove(part)
            upgrade.schema_version(source)
            with at_rest(source) as file:
                verified_copy(file, part)
            upgrade.prepare(part, self._migrations, lambda: None)
            sync(part)
            kept = self._keep_present()
            for companion in companions(self.database):
                companion.unlink()  # it belongs to the file that goes, and was kept with it
            part.replace(self.database)
            with suppress(OSError):  # in place it is; nothing may be said to have stayed as it was
                sync_folder(self.database.parent)
        except NewerSchema as cause:
            raise SourceRefused(
                f"备份“{source}”是较新版本的程序做的，请换用新版程序恢复，现有数据没有改动。"
            ) from cause
        except (StoreError, sqlite3.Error, OSError) as cause:
            if source.parent == self.folder:
                self.check(source)  # noted as sound, it would be offered again
            foreign = isinstance(cause, StoreError)
            reason = "它不是完好的党建季报备份" if foreign else reason_of(cause)
            raise SourceRefused(
                f"“{source}”不能恢复（{reason}），现有数据没有改动，请换一个备份。"
            ) from cause
        finally:
            remove(part)
        return kept

    @property
    def _part(self) -> Path:
        """The database that is being restored, until it takes its place."""
        return self.database.with_name(f".{self.database.name}.part")

    def _keep_present(self) -> Path | None:
        """Keep the present database, sound or not, where it can be found and restored again."""
        beside = companions(self.database)
        if not (self.database.exists() or beside):
            return None
        self.folder.mkdir(exist_ok=True)
        kept = free_name(self.folder, self._clock(), Kind.BEFORE_RESTORE)
        try:
            held = place_copy(self.database, kept)
        except (StoreError, sqlite3.Error):
            return self._keep_as_it_is(kept)
        with suppress(sqlite3.Error):
            fold_in_wal(self.database)
        self._catalogue.note(kept, State.SOUND, held)
        return kept

    def _keep_as_it_is(self, kept: Path) -> Path | None:
        """Copy a database that cannot be read byte by byte, with the files that belong to it."""
        made: list[Path] = []
        try:
            for path in (self.database, *companions(self.database)):
                if path.exists():
                    made.append(kept.with_name(path.name.replace(self.database.name, kept.name)))
                    shutil.copyfile(path, made[-1])
                    sync(made[-1])
            sync_folder(kept.parent)
        except OSError:
            for path in made:
                path.unlink(missing_ok=True)
            raise
        if not kept.exists():
            return None
        self._catalogue.note(kept, State.DAMAGED, None)
        return kept
