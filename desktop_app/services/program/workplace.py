"""The data folder: one program at a time, recognised and upgraded before anything is written."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

from peewee import DatabaseError

from db import upgrade
from db.base import Change
from db.connection import Mode, Store, check_integrity, companions, count_rows
from db.errors import DamagedFile, NoScratchRoom, StoreError
from db.models import all_models
from db.places import Place, place_of
from db.scratch import clear_scratch
from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.os_reasons import folder_reason_of, reason_of
from desktop_app.services.safekeeping import condition_words as words
from desktop_app.services.safekeeping.backups import Backups
from desktop_app.services.safekeeping.closer_look import closer_look
from desktop_app.services.safekeeping.condition import Condition, Unopened
from desktop_app.services.safekeeping.holder import Holding
from desktop_app.services.safekeeping.kinds import Kind as BackupKind
from desktop_app.services.safekeeping.known_places import KnownPlaces
from desktop_app.services.safekeeping.looking import look, traces
from desktop_app.services.safekeeping.reading import StandIn
from desktop_app.services.safekeeping.saving_words import not_saved
from desktop_app.services.safekeeping.setting_aside import set_aside

DATABASE_NAME = "党建季报.db"
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


class Workplace:
    """One data folder while this program holds it."""

    def __init__(
        self,
        folder: Path,
        migrations: Path,
        who: str = "",
        known: KnownPlaces | None = None,
        find_place: Callable[[Path], Place] = place_of,
    ) -> None:
        """Nothing is looked at yet.

        folder: where database and backups live. migrations: the scripts' folder. who: the account,
        for whoever comes second. known: the folders that were worked on. find_place: says on what
        kind of place a folder lies.
        """
        self.known = known or KnownPlaces()
        self._migrations = migrations
        self._who = who
        self._find_place = find_place
        self.go_to(folder)

    def go_to(self, folder: Path) -> None:
        """Turn to a folder; nothing may be open."""
        self.folder = folder
        self.database = folder / DATABASE_NAME
        self._holding = Holding(folder, self._who)
        self.backups = Backups(self.database, self._migrations, self._holding.own_files)
        self._stand_in = StandIn(self.database, self._migrations)
        self._is_prepared = False
        self._is_doubtful = False
        self._is_in_use = False
        self.store = Store(self.database, all_models(), not_saved)

    def look(self) -> Condition:
        """Say in what condition the folder is; nothing is created and nothing changed.

        Who holds it is found out by `hold` alone.
        """
        has_backups = bool(self.backups.by_worth())
        return look(
            self.database,
            self._migrations,
            self.known,
            has_backups=has_backups,
            is_held=self._holding.is_held,
        )

    def hold(self) -> None:
        """Make the folder and become the only program that works on it.

        Raises Unopened when another program holds it or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            is_ours = self._holding.take()
        except OSError as error:
            if error.errno in _NOT_WRITABLE and self.database.exists():
                what = f"数据文件夹“{self.folder}”"
                raise Unopened(words.read_only(self.folder, what)) from error
            if error.errno == errno.ENOSPC:
                raise Unopened(words.full(self.folder)) from error
            raise Unopened(words.unusable(self.folder, folder_reason_of(error))) from error
        self._is_in_use = not is_ours
        if not is_ours:
            holder = self._holding.holder()
            raise Unopened(words.held(self.folder, holder.words if holder else ""))
        self._is_doubtful |= self._holding.was_unclean

    def prepare(self) -> None:
        """Look, hold the folder, check it after an unclean exit, bring it up to date.

        No connection is left open, so that it can be done in another thread than `open`. A missing
        database is made anew only where nothing says that there was one. Raises Unopened.
        """
        if self._is_prepared:
            return
        condition = self.look()
        if not condition.is_openable:
            raise Unopened(condition)
        self.hold()
        try:
            self.backups.clear_up()
            clear_scratch(self.folder)
            if self._is_doubtful or companions(self.database):
                closer_look(self.database)
                self._is_doubtful = False
            self._upgrade()
        except BaseException as error:
            self._let_go()
            raise self._in_words(error) from error
        self._is_prepared = True

    def open(self) -> None:
        """Prepare the database and open it for reading and writing, unless it is open already.

        Raises Unopened.
        """
        if not self.store.is_idle:
            return
        self.prepare()
        is_local = self._find_place(self.folder) is Place.LOCAL
        try:
            self.store.open(Mode.WAL if is_local else Mode.CAREFUL)
            self.store.database.pragma("user_version")
        except BaseException as error:
            self.store.close()
            self._let_go()
            raise self._in_words(error) from error
        self.known.remember(self.folder)

    def refusal_of(self, error: BaseException) -> BaseException:
        """Return what to raise where the open database cannot be read after all.

        That is Unopened, and it is closed and looked at more closely by the next start; a fault of
        ours is returned as it is.
        """
        told = self._in_words(error)
        if isinstance(error, DamagedFile):  # what reads rows does not know whose they are
            told = Unopened(words.damaged(self.database, self.folder))
        if told is not error:
            self.store.close()
            self._is_doubtful = True
            self._let_go()
        return told

    def open_to_read(self) -> None:
        """Open the database for reading alone; nothing is written in the folder.

        Raises Unopened where it cannot be read.
        """
        self._let_go()
        try:
            self.store.open_to_read(self._stand_in.make(in_use=self._is_in_use))
            self.store.database.pragma("user_version")
        except BaseException as error:
            self.store.close()
            self._stand_in.drop()
            raise self._in_words(error) from error

    def start_new(self) -> Path | None:
        """Begin with an empty database; return where what lay in its place was moved.

        Raises Unopened.
        """
        self.hold()
        try:
            aside = set_aside(self.database, with_database=True)
            self._upgrade()
        except BaseException as error:
            self._let_go()
            raise self._in_words(error) from error
        self._is_doubtful = False
        return aside

    def set_companions_aside(self) -> Path | None:
        """Move what lies beside the database out of its way; return the name; raises Unopened."""
        self.hold()
        self._is_doubtful = True  # what is left is to be checked
        try:
            return set_aside(self.database, with_database=False)
        except OSError as error:
            raise Unopened(words.unusable(self.folder, reason_of(error))) from error

    def restore(self, source: Path) -> Path | None:
        """Put a backup in the database's place, which is not open; return where that was kept.

        Raises SourceRefused or Unopened; nothing changes then.
        """
        self.hold()
        kept = self.backups.restore(source)
        self._is_doubtful = False
        return kept

    def close(self, *, backup: bool = False) -> None:
        """Close the database and let the folder go.

        backup: make a verified one first, unless one holds all that was written. Raises
        TargetRefused where that fails; closed it is all the same.
        """
        try:
            if backup and not (self.store.is_idle or self.is_read_only):
                self.backups.make_if_changed(BackupKind.EXIT)
        finally:
            self.store.close()
            self._stand_in.drop()
            self._let_go()

    @property
    def is_read_only(self) -> bool:
        """Whether the database is open for reading alone."""
        return self.store.mode is Mode.READ_ONLY

    @property
    def notice(self) -> str:
        """What the user should know for as long as the database is open, "" where all is well."""
        if self.is_read_only:
            return words.reading_notice(self.folder)
        if self.store.mode is Mode.CAREFUL:
            return words.careful_notice(self.folder, self._find_place(self.folder))
        return ""

    def verify(self) -> dict[str, int]:
        """Check the whole database and return its rows by table; Unopened on damage."""
        try:
            check_integrity(self.database)
            return count_rows(self.database)
        except StoreError as cause:
            raise Unopened(words.of_cause(cause, self.folder)) from cause

    def has_data(self) -> bool:
        """Whether there is a database here, or anything that says there was one."""
        return self.database.exists() or bool(traces(self.database))

    def is_empty(self) -> bool:
        """Whether nobody has written anything yet."""
        return not Change.select().exists()

    def clear(self) -> None:
        """Delete every row of every table (what removing the demo data means)."""
        with self.store.transaction():
            self.store.database.execute_sql("PRAGMA defer_foreign_keys = 1")
            for model in all_models():
                model.delete().execute()

    def _upgrade(self) -> None:
        upgrade.prepare(self.database, self._migrations, self.backups.keep_before_upgrade)

    def _let_go(self) -> None:
        self._holding.release(clean=not self._is_doubtful)
        self._is_prepared = False

    def _in_words(self, error: BaseException) -> BaseException:
        """Return the refusal for what went wrong while opening; other errors as they are."""
        match error:
            case NoScratchRoom():
                return Unopened(words.no_scratch_room(error, self.folder))
            case StoreError():
                return Unopened(words.of_cause(error, self.folder))
            case TargetRefused():  # the backup before an upgrade
                return Unopened(words.not_backed_up(self.folder, str(error)))
            case OSError():
                return Unopened(words.unusable(self.folder, reason_of(error)))
            case DatabaseError() | sqlite3.DatabaseError():
                return words.of_trouble(error, self.database)
            case _:
                return error
