"""Backups: verified copies of the database beside it, and putting one back in its place."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from db import upgrade
from db.connection import (
    check_integrity,
    companions,
    copy_database,
    count_rows,
    fold_in_wal,
    sync,
)
from db.errors import DamagedFile, NewerSchema, StoreError
from desktop_app.core.errors import SourceRefused, TargetRefused
from desktop_app.services.files import check_target
from desktop_app.services.os_reasons import reason_of

BACKUP_FOLDER = "备份"
_KEPT_BACKUPS = 30


class Backups:
    """The backups of one database, in the folder 备份 beside it."""

    def __init__(self, database: Path, migrations: Path, own_files: Sequence[Path] = ()) -> None:
        """database: what is copied. own_files: more files that are never a target."""
        self.database = database
        self.folder = database.parent / BACKUP_FOLDER
        self._migrations = migrations
        self._own_files = own_files

    def make(self, target: Path | None = None, *, force: bool = False) -> Path:
        """Copy the database by the backup API, check the copy, and return where it is.

        target: a file of the user's; None makes one in 备份/, where the oldest are thinned out.
        Raises TargetRefused; no half-written file is left.
        """
        own = target is None
        part = None
        try:
            if target is None:
                self.folder.mkdir(exist_ok=True)
                target = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}")  # noqa: DTZ005 - local time, as a clerk reads it
            self._refuse_own_files(target)
            check_target(target, force=force)
            part = target.with_name(f".{target.name}.part")
            part.unlink(missing_ok=True)
            before = count_rows(self.database)
            copy_database(self.database, part)
            check_integrity(part)
            _refuse_fewer(part, before)
            sync(part)
            part.replace(target)
        except (OSError, sqlite3.Error, StoreError) as error:
            if part is not None:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
            raise TargetRefused(
                f"备份没有成功（{reason_of(error)}），数据和以前的备份不受影响；"
                "请处理后再试，或换一个备份位置。"
            ) from error
        if own:
            self._thin(target)
        return target

    def restore(self, source: Path) -> Path | None:
        """Put a checked backup in the database's place; return where the former one was kept.

        The store must be closed and the folder held. Raises SourceRefused; nothing changes then.
        """
        if not source.is_file():
            raise SourceRefused(f"找不到备份文件“{source}”，请核对文件名。")
        if self.database.exists() and source.samefile(self.database):
            raise SourceRefused("选的就是正在使用的数据库，请选一个备份。")
        part = self._part
        part.unlink(missing_ok=True)
        try:
            upgrade.schema_version(source)
            copy_database(source, part)
            check_integrity(part)
            upgrade.prepare(part, self._migrations, lambda: None)
            sync(part)
            kept = self._keep_present()
            for companion in companions(self.database):
                companion.unlink()  # it belongs to the file that goes
            part.replace(self.database)
        except NewerSchema as cause:
            raise SourceRefused(
                f"备份“{source}”是较新版本的程序做的，请换用新版程序恢复，现有数据没有改动。"
            ) from cause
        except (StoreError, sqlite3.Error, OSError) as cause:
            foreign = isinstance(cause, StoreError)
            reason = "它不是完好的党建季报备份" if foreign else reason_of(cause)
            raise SourceRefused(
                f"“{source}”不能恢复（{reason}），现有数据没有改动，请换一个备份。"
            ) from cause
        finally:
            part.unlink(missing_ok=True)
        return kept

    def newest(self) -> Path | None:
        """Return the newest backup in 备份/ that was made in the ordinary way, None without one."""
        return max(self._ordinary(), default=None)

    def exist(self) -> bool:
        """Whether anything here says that there was a database."""
        return bool(companions(self.database) or self._ordinary())

    def clear_up(self) -> None:
        """Remove what a restore that was cut off left behind; the folder must be held."""
        self._part.unlink(missing_ok=True)

    def keep_before_upgrade(self) -> None:
        """Keep a checked copy of the database as it is before the schema changes."""
        self.folder.mkdir(exist_ok=True)
        target = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}-升级前")  # noqa: DTZ005 - local time, as a clerk reads it
        copy_database(self.database, target)
        check_integrity(target)

    @property
    def _part(self) -> Path:
        """The database that is being restored, until it takes its place."""
        return self.database.with_name(f".{self.database.name}.part")

    def _refuse_own_files(self, target: Path) -> None:
        own = [self.database, *self._own_files, *companions(self.database)]
        if target.resolve() in [path.resolve() for path in own]:
            raise TargetRefused(f"“{target}”是程序自己的文件，请换一个备份文件名。")

    def _keep_present(self) -> Path | None:
        """Copy the present database, sound or not, to where it can be found again."""
        if not self.database.exists():
            return None
        self.folder.mkdir(exist_ok=True)
        kept = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}-恢复前")  # noqa: DTZ005 - local time, as a clerk reads it
        with suppress(sqlite3.Error):
            fold_in_wal(self.database)
        for path in (self.database, *companions(self.database)):
            shutil.copy2(path, kept.with_name(path.name.replace(self.database.name, kept.name)))
        return kept

    def _free_name(self, stem: str) -> Path:
        """Return a name that no backup has, even when the clock was set back."""
        number = 1
        while True:
            name = f"{stem}.db" if number == 1 else f"{stem}-{number}.db"
            if not (self.folder / name).exists():
                return self.folder / name
            number += 1

    def _thin(self, newest: Path) -> None:
        """Keep the newest backups of the ordinary kind; those made for a reason stay.

        By the files' times, not their names: the clock may have been set back. newest always stays.
        """
        others = [path for path in self._ordinary() if path != newest]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[_KEPT_BACKUPS - 1 :]:
            path.unlink(missing_ok=True)

    def _ordinary(self) -> list[Path]:
        return [path for path in self.folder.glob("*.db") if not path.stem.endswith("前")]


def _refuse_fewer(copy: Path, before: dict[str, int]) -> None:
    """Raise DamagedFile unless the copy holds at least the rows counted before it was made."""
    copied = count_rows(copy)
    if any(copied.get(table, 0) < rows for table, rows in before.items()):
        raise DamagedFile(copy, "the copy lacks rows")
