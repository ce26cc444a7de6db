"""The folder 备份: verified copies of the database beside it, listed, thinned, checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock

from db.connection import companions
from db.errors import StoreError
from desktop_app.core.errors import TargetRefused
from desktop_app.core.progress import Progress, nothing
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.files.writing import check_target
from desktop_app.services.program.local_settings import FILE_NAME
from desktop_app.services.safekeeping.catalogue import (
    NOTES_NAME,
    BackupList,
    BackupRecord,
    State,
    by_worth,
)
from desktop_app.services.safekeeping.contents import Contents, contents_of, is_sound, mark_of
from desktop_app.services.safekeeping.copying import place_copy
from desktop_app.services.safekeeping.kinds import BACKUP_FOLDER, ROUTINE_KINDS, Kind, free_name
from desktop_app.services.safekeeping.second_place import SecondPlace, SecondState
from desktop_app.services.safekeeping.thinning import superfluous

_CARRIED_OVER = ROUTINE_KINDS | {Kind.BY_HAND}
"""Kinds after which the second place is caught up; the others hurry on to what they precede."""

_making = Lock()  # the hourly backup and one that was asked for may meet


class BackupFolder:
    """The backups of one database."""

    def __init__(
        self,
        database: Path,
        own_files: Sequence[Path] = (),
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """database: what is copied. own_files: more files that are never a target."""
        self.database = database
        self.folder = database.parent / BACKUP_FOLDER
        self.second = SecondPlace(database.parent)
        self._own_files = (*own_files, database.with_name(FILE_NAME))
        self._clock = clock
        self._catalogue = BackupList(self.folder, database.with_name(NOTES_NAME))

    def make(
        self, target: Path | None = None, *, force: bool = False, kind: Kind = Kind.ROUTINE
    ) -> Path:
        """Copy the database, compare the copy with it, and return where it is.

        target: a file of the user's; None makes one in 备份/, where the oldest are thinned out.
        kind: why it is made. Raises TargetRefused; no half-written file is left.
        """
        with _making:
            if target is not None:
                return self._make_at(target, force=force)
            kept, held = self._make_own(kind)
        self._catalogue.note(kept, State.SOUND, held)
        self._thin(kept)
        if kind in _CARRIED_OVER:
            self.catch_up()
        return kept

    def make_if_changed(self, kind: Kind) -> Path | None:
        """Make a backup unless one holds the present state already; None for none made."""
        if self.is_changed():
            return self.make(kind=kind)
        self.catch_up()
        return None

    def is_changed(self) -> bool:
        """Whether something was written that no sound backup holds."""
        try:
            mark = mark_of(self.database)
        except sqlite3.Error:
            return True
        held = {
            one.contents.mark for one in self.records() if one.contents and one.state is State.SOUND
        }
        return bool(mark) and mark not in held

    def records(self) -> list[BackupRecord]:
        """Return all backups in 备份/, the newest first; no file is opened."""
        return self._catalogue.records()

    def check(self, path: Path) -> BackupRecord | None:
        """Read a backup whole, note whether it is sound, and return it; None where it is gone."""
        state, held = State.DAMAGED, None
        with suppress(OSError, sqlite3.Error):
            if is_sound(path):
                held = contents_of(path)
                state = State.SOUND
        with suppress(OSError):
            self._catalogue.note(path, state, held)
        return next((one for one in self.records() if one.path == path), None)

    def check_all(self, progress: Progress = nothing) -> list[BackupRecord]:
        """Check every backup; raises Cancelled."""
        found = self.records()
        for done, record in enumerate(found):
            progress(done, len(found), f"正在检查“{record.path.name}”")
            self.check(record.path)
        return self.records()

    def check_second(self, progress: Progress = nothing) -> SecondState:
        """Check every copy in the second place and make the changed ones again."""
        return self.second.check(self.records(), self._clock(), progress)

    def by_worth(self) -> list[BackupRecord]:
        """Return what one can go back to, the best first; no file is opened."""
        return by_worth(self.records(), self._clock())

    def checked_by_worth(self) -> list[BackupRecord]:
        """Return what one can go back to, the best first, which has just been read whole.

        Those before it were found damaged and are left out.
        """
        for record in self.by_worth():
            checked = self.check(record.path)
            if checked is not None and checked.state is State.SOUND:
                break
        return self.by_worth()

    def newest_record(self) -> BackupRecord | None:
        """Return the newest backup that one may rely on; what was kept before a restore is none."""
        usable = (one for one in self.by_worth() if one.kind is not Kind.BEFORE_RESTORE)
        return next(usable, None)

    def newest(self) -> Path | None:
        """Return where the newest backup is, None without one."""
        record = self.newest_record()
        return record.path if record else None

    def catch_up(self) -> SecondState:
        """Copy to the second place what it lacks, and say how it stands."""
        return self.second.catch_up(self.records(), self._clock())

    def _make_own(self, kind: Kind) -> tuple[Path, Contents]:
        try:
            self.folder.mkdir(exist_ok=True)
            for half in self.folder.glob(".*.db.part*"):  # of a backup that was cut off
                half.unlink(missing_ok=True)
        except OSError as error:
            raise _refusal(error) from error
        target = free_name(self.folder, self._clock(), kind)
        return target, self._copy_to(target)

    def _make_at(self, target: Path, *, force: bool) -> Path:
        own = [self.database, *self._own_files, *companions(self.database)]
        if target.resolve() in [path.resolve() for path in own]:
            raise TargetRefused(f"“{target}”是程序自己的文件，请换一个备份文件名。")
        check_target(target, force=force)
        self._copy_to(target)
        return target

    def _copy_to(self, target: Path) -> Contents:
        """Put a verified copy there; TargetRefused leaves nothing behind."""
        try:
            return place_copy(self.database, target)
        except (OSError, sqlite3.Error, StoreError) as error:
            raise _refusal(error) from error

    def _thin(self, made: Path) -> None:
        """Remove what the rule does not keep; what was just made always stays."""
        for record in superfluous(self.records(), self._clock()):
            if record.path != made:
                with suppress(OSError):
                    record.path.unlink(missing_ok=True)


def _refusal(error: Exception) -> TargetRefused:
    reason = "数据库检查不合格" if isinstance(error, StoreError) else reason_of(error)
    return TargetRefused(
        f"备份没有成功（{reason}），数据和以前的备份不受影响；请处理后再试，或换一个备份位置。"
    )
