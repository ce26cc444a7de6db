"""The data folder: one program at a time, recognised and upgraded before anything is written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from peewee import DatabaseError

from db import upgrade
from db.base import Change
from db.connection import Store, check_integrity, count_rows
from db.errors import DamagedFile, EmptyFile, ForeignFile, NewerSchema, StoreError, UpgradeFailed
from db.models import all_models
from desktop_app.core.errors import DatabaseRefused
from desktop_app.services.os_reasons import reason_of
from desktop_app.services.safekeeping.backups import Backups

DATABASE_NAME = "党建季报.db"
_LOCK_NAME = ".使用中.lock"


class Workplace:
    """One data folder while this program holds it."""

    def __init__(self, folder: Path, migrations: Path) -> None:
        """folder: where database and backups live. migrations: the scripts' folder."""
        self.folder = folder
        self.database = folder / DATABASE_NAME
        self.backups = Backups(self.database, migrations, [folder / _LOCK_NAME])
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
            self.backups.clear_up()
            self._refuse_silent_emptiness()
            upgrade.prepare(self.database, self._migrations, self.backups.keep_before_upgrade)
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
                self.backups.make()
        finally:
            self.store.close()
            self._lock.release()

    def verify(self) -> dict[str, int]:
        """Check the whole database and return its rows by table; DatabaseRefused on damage."""
        try:
            check_integrity(self.database)
            return count_rows(self.database)
        except StoreError as cause:
            raise DatabaseRefused(_sentence(cause)) from cause

    def has_data(self) -> bool:
        """Whether there is a database here, or anything that says there was one."""
        return self.database.exists() or self.backups.exist()

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
        if self.database.exists() or not self.has_data():
            return
        newest = self.backups.newest()
        advice = f"还有备份，请恢复最近的备份“{newest}”" if newest else "请找到它或恢复一个备份"
        raise DatabaseRefused(
            f"“{self.folder}”里的数据库不见了，但这里有过数据；{advice}，程序没有新建空数据库。"
        )


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
