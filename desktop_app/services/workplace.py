"""The data folder: one program at a time, recognised and upgraded before anything is written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from peewee import DatabaseError

from db import upgrade
from db.base import Change
from db.connection import Store, check_integrity, copy_database, count_rows
from db.errors import DamagedFile, EmptyFile, ForeignFile, NewerSchema, StoreError, UpgradeFailed
from db.models import all_models
from desktop_app.core.errors import DatabaseRefused, SourceRefused, TargetRefused
from desktop_app.services.files import check_target

DATABASE_NAME = "党建季报.db"
BACKUP_FOLDER = "备份"
_LOCK_NAME = ".使用中.lock"
_KEPT_BACKUPS = 30


class Workplace:
    """One data folder while this program holds it."""

    def __init__(self, folder: Path, migrations: Path) -> None:
        """folder: where database and backups live. migrations: the scripts' folder."""
        self.folder = folder
        self.database = folder / DATABASE_NAME
        self.backups = folder / BACKUP_FOLDER
        self._migrations = migrations
        self._lock = FileLock(folder / _LOCK_NAME)
        self.store = Store(self.database, all_models())

    def hold(self) -> None:
        """Make the folder and become the only program that works on it.

        Raises DatabaseRefused when another program holds it or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise DatabaseRefused(
                f"另一个党建季报程序正在使用“{self.folder}”里的数据，请先关闭它再试。"
            ) from None
        except OSError as error:
            raise DatabaseRefused(
                f"无法使用数据文件夹“{self.folder}”（{error.strerror or error}），"
                "请检查权限，或用 --data-dir 换一个文件夹。"
            ) from error

    def open(self) -> None:
        """Hold the folder, bring the database up to date and open it.

        A missing database is made anew only where no backup says that there was one.
        """
        self.hold()
        try:
            self._refuse_silent_emptiness()
            upgrade.prepare(self.database, self._migrations, self._keep_before_upgrade)
            self.store.open()
            self.store.database.pragma("user_version")
        except StoreError as cause:
            self._lock.release()
            raise DatabaseRefused(_sentence(cause)) from cause
        except (DatabaseError, sqlite3.DatabaseError) as error:
            self._lock.release()
            raise DatabaseRefused(_sentence(DamagedFile(self.database, str(error)))) from error
        except BaseException:
            self._lock.release()
            raise

    def close(self, *, backup: bool = False) -> None:
        """Close the database, after a verified backup where asked, and let the folder go."""
        try:
            if backup and not self.store.is_idle:
                self.backup()
        finally:
            self.store.close()
            self._lock.release()

    def backup(self, target: Path | None = None, *, force: bool = False) -> Path:
        """Copy the database by the backup API, check the copy, and return where it is.

        target: a file of the user's; None makes one in 备份/, where the oldest are thinned out.
        Raises TargetRefused; no half-written file is left.
        """
        own = target is None
        if target is None:
            self.backups.mkdir(exist_ok=True)
            target = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}")  # noqa: DTZ005 - local time, as a clerk reads it
        check_target(target, force=force)
        part = target.with_name(f".{target.name}.part")
        part.unlink(missing_ok=True)
        try:
            copy_database(self.database, part)
            check_integrity(part)
            if count_rows(part) != count_rows(self.database):
                raise DamagedFile(part, "the copy lacks rows")
            _sync(part)
            part.replace(target)
        except (OSError, sqlite3.Error, StoreError) as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise TargetRefused(
                f"备份没有成功（{error}），原有数据和备份不受影响；请检查“{target.parent}”的磁盘空间。"
            ) from error
        if own:
            self._thin()
        return target

    def restore(self, source: Path) -> Path | None:
        """Put a checked backup in the database's place; return where the former one was kept.

        The store must be closed and the folder held. Raises SourceRefused; nothing changes then.
        """
        if not source.is_file():
            raise SourceRefused(f"找不到备份文件“{source}”，请核对文件名。")
        part = self.database.with_name(f".{self.database.name}.part")
        part.unlink(missing_ok=True)
        try:
            upgrade.schema_version(source)
            copy_database(source, part)
            check_integrity(part)
            upgrade.prepare(part, self._migrations, lambda: None)
        except (StoreError, sqlite3.Error, OSError) as cause:
            part.unlink(missing_ok=True)
            reason = _sentence(cause) if isinstance(cause, StoreError) else str(cause)
            raise SourceRefused(f"这个备份不能恢复，现有数据没有改动：{reason}") from cause
        kept = self._set_aside()
        _sync(part)
        part.replace(self.database)
        return kept

    def verify(self) -> dict[str, int]:
        """Check the whole database and return its rows by table; DatabaseRefused on damage."""
        try:
            check_integrity(self.database)
            return count_rows(self.database)
        except StoreError as cause:
            raise DatabaseRefused(_sentence(cause)) from cause

    def newest_backup(self) -> Path | None:
        """Return the newest backup in 备份/, None where there is none."""
        return max(self.backups.glob("*.db"), default=None)

    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return not Change.select().exists()

    def clear(self) -> None:
        """Delete every row of every table (what removing the demo data means)."""
        with self.store.transaction():
            self.store.database.execute_sql("PRAGMA defer_foreign_keys = 1")
            for model in all_models():
                model.delete().execute()

    def _refuse_silent_emptiness(self) -> None:
        newest = self.newest_backup()
        if newest and not self.database.exists():
            raise DatabaseRefused(
                f"“{self.folder}”里的数据库不见了，但还有备份；"
                f"请恢复最近的备份“{newest}”，程序没有新建空数据库。"
            )

    def _keep_before_upgrade(self) -> None:
        self.backups.mkdir(exist_ok=True)
        target = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}-升级前")  # noqa: DTZ005 - local time, as a clerk reads it
        copy_database(self.database, target)
        check_integrity(target)

    def _set_aside(self) -> Path | None:
        """Move the present database and its companions out of the way, to be found again."""
        if not self.database.exists():
            return None
        self.backups.mkdir(exist_ok=True)
        kept = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}-恢复前")  # noqa: DTZ005 - local time, as a clerk reads it
        for suffix in ("-wal", "-shm", ""):
            companion = self.database.with_name(self.database.name + suffix)
            if companion.exists():
                companion.replace(kept.with_name(kept.name + suffix))
        return kept

    def _free_name(self, stem: str) -> Path:
        """Return a name that no backup has, even when the clock was set back."""
        number = 1
        while True:
            name = f"{stem}.db" if number == 1 else f"{stem}-{number}.db"
            if not (self.backups / name).exists():
                return self.backups / name
            number += 1

    def _thin(self) -> None:
        """Keep the newest backups of the ordinary kind; those made for a reason stay."""
        ordinary = sorted(
            path for path in self.backups.glob("*.db") if not path.stem.endswith("前")
        )
        for path in ordinary[:-_KEPT_BACKUPS]:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(cause: StoreError) -> str:
    """Put a cause into the words of the office."""
    match cause:
        case EmptyFile(path=path):
            return f"数据库文件“{path}”是空的，可能没有保存完整；请用备份恢复，程序没有改动它。"
        case ForeignFile(path=path):
            return f"“{path}”不是党建季报的数据库，程序没有改动它；请换一个文件夹或移走这个文件。"
        case NewerSchema(path=path, found=found, known=known):
            return (
                f"“{path}”是较新版本的程序写的（数据版本{found}，本程序只认识到{known}），"
                "请换用新版程序，程序没有改动它。"
            )
        case UpgradeFailed(path=path):
            return f"数据库“{path}”升级没有成功，原文件没有改动；请联系维护人员。"
        case _:
            return f"数据库文件“{cause.path}”已损坏，程序没有改动它；请用最近的备份恢复。"
