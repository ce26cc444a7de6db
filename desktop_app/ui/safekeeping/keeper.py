"""Keeps the data safe while somebody works: a backup an hour, a readable copy a day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.progress import Cancelled
from desktop_app.services.safekeeping.backup_folder import BackupFolder
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.schedule import backup_due, readable_due
from desktop_app.services.safekeeping.standing import Standing, standing
from desktop_app.ui.context import Context

_MINUTE = 60_000
_MOST_ROWS = 20_000
"""Of more rows a readable copy takes so long (28 s for 100,000) that it is made on request only."""


class Keeper(QObject):
    """Looks once a minute; the work is done by a worker, so that typing never waits.

    standing_told: how well the data is kept, whenever that was looked at.
    """

    standing_told = Signal(object)

    def __init__(
        self,
        context: Context,
        backups: BackupFolder,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """Nothing is done before `start`."""
        super().__init__(context)
        self._context = context
        self._backups = backups
        self._clock = clock
        self._last_try: datetime | None = None
        self._said = ""
        self._stopped = Event()
        self._timer = QTimer(self, interval=_MINUTE)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Tell how things stand, and look from now on.

        What an unclean end left without a backup is kept at the first look, a minute after the
        start.
        """
        self._timer.start()
        self.tell()

    def look(self) -> None:
        """Make what is due, else tell how things stand by now."""
        now = self._clock()
        if not backup_due(now, self._last_try, is_changed=True):
            self.tell()
            return
        self._last_try = now
        self._context.tasks.run("hourly backup", self._keep, self._tell_all, self._complain)

    def tell(self) -> None:
        """Look how old the newest backup is, and tell it."""
        self._context.tasks.run("standing", self._standing, self._tell_all, self._complain)

    def stop(self) -> None:
        """End; work that is going on ends at its next file."""
        self._timer.stop()
        self._stopped.set()

    def _keep(self) -> Standing:
        """Do what is due; runs in the worker."""
        if self._backups.make_if_changed(Kind.ROUTINE) and self._is_small():
            self._write_readable()
        return self._standing()

    def _write_readable(self) -> None:
        from desktop_app.services.safekeeping.readable_copy import (  # noqa: PLC0415 - once a day
            ReadableCopy,
        )

        copy = ReadableCopy(self._context.services, self._backups.database)
        if readable_due(self._clock(), copy.written_at()):
            with suppress(Cancelled):  # the window is closing; tomorrow is another day
                copy.write(self._watch)

    def _is_small(self) -> bool:
        newest = self._backups.newest_record()
        return bool(newest and newest.contents and newest.contents.rows <= _MOST_ROWS)

    def _standing(self) -> Standing:
        newest = self._backups.newest_record()
        made_at = newest.made_at if newest else None
        return standing(self._clock(), made_at, self._backups.second.state())

    def _watch(self, _done: int, _total: int, _text: str) -> None:
        if self._stopped.is_set():
            raise Cancelled

    def _tell_all(self, found: Standing) -> None:
        self.standing_told.emit(found)
        if found.warning and found.warning != self._said:
            self._context.warned.emit(found.warning)
        self._said = found.warning

    def _complain(self, reason: str) -> None:
        """Say once what goes wrong again and again."""
        if reason != self._said:
            self._said = reason
            self._context.warned.emit(reason)
