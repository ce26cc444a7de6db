"""Who works on a data folder: one program at a time, and a note of it for whoever comes second.

The note is written when the folder is taken and removed when the program ends as it should; a note
that is found by a program which could take the folder tells of one that did not.
"""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

LOCK_NAME = ".使用中.lock"
NOTE_NAME = ".使用者.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a folder. since: local time as ISO text; pid: of the program on that computer."""

    computer: str
    account: str
    since: str
    pid: int

    @property
    def is_here(self) -> bool:
        """Whether it is this computer's."""
        return self.computer == platform.node()

    @property
    def words(self) -> str:
        """Name the holder as one says it: 本机（账户wang，今天没有…）."""
        place = "这台电脑" if self.is_here else f"电脑“{self.computer}”"
        account = f"的用户“{self.account}”" if self.account else ""
        with suppress(ValueError):
            since = datetime.fromisoformat(self.since)
            day = "" if since.date() == datetime.now().date() else f"{since.month}月{since.day}日"  # noqa: DTZ005 - as a clerk's clock shows it
            return f"{place}{account}，从{day}{since:%H:%M}开始"
        return f"{place}{account}"


class Holding:
    """One program's hold on a data folder. was_unclean: the one before did not end as it should."""

    def __init__(self, folder: Path, who: str = "") -> None:
        """who: the account that the program runs under."""
        self._note = folder / NOTE_NAME
        self._lock = FileLock(folder / LOCK_NAME, thread_local=False)
        self._who = who
        self.was_unclean = False

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The files that this leaves in the folder."""
        return Path(self._lock.lock_file), self._note

    @property
    def is_held(self) -> bool:
        """Whether this program holds the folder."""
        return self._lock.is_locked

    def take(self) -> bool:
        """Become the only program that works on the folder; False where another one is.

        Raises OSError where the folder cannot be written.
        """
        if self.is_held:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        try:
            self.was_unclean = self._note.exists()
            self._write_note()
        except OSError:
            self._lock.release()
            raise
        return True

    def release(self, *, clean: bool) -> None:
        """Let the folder go; the note stays unless all is well with what lies there."""
        if not self.is_held:
            return
        if clean:
            with suppress(OSError):  # a stick that was pulled: the next start has a closer look
                self._note.unlink(missing_ok=True)
        self._lock.release()

    def holder(self) -> Holder | None:
        """Return who left the note, None where nobody or nothing readable did."""
        return read_note(self._note)

    def _write_note(self) -> None:
        now = datetime.now().isoformat(" ", "seconds")  # noqa: DTZ005 - as a clerk's clock shows it
        holder = Holder(platform.node(), self._who, now, os.getpid())
        self._note.write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")


def read_note(note: Path) -> Holder | None:
    """Return who holds the folder in which a note lies, None without a readable one."""
    try:
        found = json.loads(note.read_text("utf-8"))
        return Holder(
            str(found["computer"]), str(found["account"]), str(found["since"]), int(found["pid"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
