"""The data folder: one program at a time, recognised and upgraded before anything is written."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from peewee import DatabaseError

from db import upgrade
from db.base import Change
from db.connection import (
    Store,
    check_integrity,
    companions,
    copy_database,
    count_rows,
    fold_in_wal,
    sync,
)
from db.errors import DamagedFile, EmptyFile, ForeignFile, NewerSchema, StoreError, UpgradeFailed
from db.models import all_models
from desktop_app.core.errors import DatabaseRefused, SourceRefused, TargetRefused
from desktop_app.services.files import check_target
from desktop_app.services.os_reasons import reason_of

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
        self._lock = FileLock(folder / _LOCK_NAME, thread_local=False)
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
                f"无法使用数据文件夹“{self.folder}”（{reason_of(error)}），"
                "请处理后再试，或换一个数据文件夹。"
            ) from error

    def open(self) -> None:
        """Hold the folder, bring the database up to date and open it.

        A missing database is made anew only where nothing says that there was one.
        """
        self.hold()
        try:
            self._part.unlink(missing_ok=True)
            self._refuse_silent_emptiness()
            upgrade.prepare(self.database, self._migrations, self._keep_before_upgrade)
            self.store.open()
            self.store.database.pragma("user_version")
        except StoreError as cause:
            self._lock.release()
            raise DatabaseRefused(_sentence(cause)) from cause
        except OSError as error:
            self._lock.release()
            raise DatabaseRefused(
                f"数据库文件“{self.database}”不能用（{reason_of(error)}），请处理后再试。"
            ) from error
        except (DatabaseError, sqlite3.DatabaseError) as error:
            self._lock.release()
            if "readonly" in str(error) or "unable to open" in str(error):
                raise DatabaseRefused(
                    f"数据库文件“{self.database}”没有写入权限，请处理后再试。"
                ) from error
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
        part = None
        try:
            if target is None:
                self.backups.mkdir(exist_ok=True)
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

    def verify(self) -> dict[str, int]:
        """Check the whole database and return its rows by table; DatabaseRefused on damage."""
        try:
            check_integrity(self.database)
            return count_rows(self.database)
        except StoreError as cause:
            raise DatabaseRefused(_sentence(cause)) from cause

    def newest_backup(self) -> Path | None:
        """Return the newest backup in 备份/ that was made in the ordinary way, None without one."""
        return max(self._ordinary_backups(), default=None)

    def has_data(self) -> bool:
        """Whether there is a database here, or anything that says there was one."""
        return bool(self.database.exists() or companions(self.database) or self._ordinary_backups())

    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return not Change.select().exists()

    def clear(self) -> None:
        """Delete every row of every table (what removing the demo data means)."""
        with self.store.transaction():
            self.store.database.execute_sql("PRAGMA defer_foreign_keys = 1")
            for model in all_models():
                model.delete().execute()

    @property
    def _part(self) -> Path:
        """The database that is being restored, until it takes its place."""
        return self.database.with_name(f".{self.database.name}.part")

    def _refuse_silent_emptiness(self) -> None:
        if self.database.exists() or not self.has_data():
            return
        newest = self.newest_backup()
        advice = f"还有备份，请恢复最近的备份“{newest}”" if newest else "请找到它或恢复一个备份"
        raise DatabaseRefused(
            f"“{self.folder}”里的数据库不见了，但这里有过数据；{advice}，程序没有新建空数据库。"
        )

    def _refuse_own_files(self, target: Path) -> None:
        own = [self.database, self.folder / _LOCK_NAME, *companions(self.database)]
        if target.resolve() in [path.resolve() for path in own]:
            raise TargetRefused(f"“{target}”是程序自己的文件，请换一个备份文件名。")

    def _keep_before_upgrade(self) -> None:
        self.backups.mkdir(exist_ok=True)
        target = self._free_name(f"{datetime.now():%Y%m%d-%H%M%S}-升级前")  # noqa: DTZ005 - local time, as a clerk reads it
        copy_database(self.database, target)
        check_integrity(target)

    def _keep_present(self) -> Path | None:
        """Copy the present database, sound or not, to where it can be found again."""
        if not self.database.exists():
            return None
        self.backups.mkdir(exist_ok=True)
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
            if not (self.backups / name).exists():
                return self.backups / name
            number += 1

    def _thin(self, newest: Path) -> None:
        """Keep the newest backups of the ordinary kind; those made for a reason stay.

        By the files' times, not their names: the clock may have been set back. newest always stays.
        """
        others = [path for path in self._ordinary_backups() if path != newest]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[_KEPT_BACKUPS - 1 :]:
            path.unlink(missing_ok=True)

    def _ordinary_backups(self) -> list[Path]:
        return [path for path in self.backups.glob("*.db") if not path.stem.endswith("前")]


def _refuse_fewer(copy: Path, before: dict[str, int]) -> None:
    """Raise DamagedFile unless the copy holds at least the rows counted before it was made."""
    copied = count_rows(copy)
    if any(copied.get(table, 0) < rows for table, rows in before.items()):
        raise DamagedFile(copy, "the copy lacks rows")


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
