"""The list of backups: when, why, how big, whether sound, and what each holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.writing import write_file
from desktop_app.services.safekeeping.contents import Contents
from desktop_app.services.safekeeping.kinds import Kind, number_of, read_name

NOTES_NAME = ".备份清单.json"


class State(StrEnum):
    """Whether a backup can be relied on, as far as it is known."""

    SOUND = "完好"
    UNCHECKED = "未检查"
    DAMAGED = "损坏"


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """One backup. made_at: as its name says, local. size: bytes. contents: None where unknown.

    written: when the file was written, which tells those of one second apart; ns.
    """

    path: Path
    made_at: datetime
    kind: Kind
    size: int
    state: State
    contents: Contents | None = None
    written: int = 0

    @property
    def age_order(self) -> tuple[datetime, int, int, str]:
        """What backups are sorted by, the oldest first."""
        return self.made_at, number_of(self.path.name), self.written, self.path.name

    @property
    def is_damaged(self) -> bool:
        """Whether it was found damaged."""
        return self.state is State.DAMAGED


def by_worth(records: Iterable[BackupRecord], now: datetime) -> list[BackupRecord]:
    """Return backups in the order in which one would go back to them, without damaged ones.

    The newest first; those that a wrong clock dated after now stand behind, and last what was kept
    before a restore: it may be the very state that was to be left.
    """
    newest_first = sorted(records, key=lambda record: record.age_order, reverse=True)
    return sorted(
        (one for one in newest_first if not one.is_damaged),
        key=lambda one: (one.kind is Kind.BEFORE_RESTORE, one.made_at > now),
    )


class BackupList:
    """Lists a folder of backups; verdicts are noted in a small file, never in the backups.

    A verdict holds while the file has the size and time that it had. The notes can be lost without
    harm: what they said is then 未检查 again.
    """

    def __init__(self, folder: Path, notes: Path) -> None:
        """folder: where the backups lie. notes: the file of the verdicts."""
        self._folder = folder
        self._notes = notes

    def records(self) -> list[BackupRecord]:
        """Return all backups, the newest first; no file is opened."""
        notes = self._read()
        found = [_record(path, notes.get(path.name, {})) for path in _files(self._folder)]
        return sorted(
            (one for one in found if one is not None),
            key=lambda record: record.age_order,
            reverse=True,
        )

    def note(self, path: Path, state: State, contents: Contents | None) -> None:
        """Remember what was found; a folder that cannot be written forgets it."""
        status = path.stat()
        kept = {name: one for name, one in self._read().items() if (self._folder / name).exists()}
        kept[path.name] = {
            "size": status.st_size,
            "time": status.st_mtime_ns,
            "state": state,
            "contents": asdict(contents) if contents else None,
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1, default=str)
        with suppress(TargetRefused):
            write_file(self._notes, text.encode(), force=True)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            found = json.loads(self._notes.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: note for name, note in found.items() if isinstance(note, dict)}


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.glob("*.db") if not path.name.startswith("."))


def _record(path: Path, note: dict[str, Any]) -> BackupRecord | None:
    """Put together what is known; None for a file that has gone meanwhile."""
    try:
        status = path.stat()
    except OSError:
        return None
    written = datetime.fromtimestamp(status.st_mtime)  # noqa: DTZ006 - local time, as a clerk reads it
    made_at, kind = read_name(path.name) or (written, Kind.OTHER)
    state, held = State.UNCHECKED, None
    if (note.get("size"), note.get("time")) == (status.st_size, status.st_mtime_ns):
        with suppress(ValueError, TypeError, KeyError):
            held = _contents(note["contents"])
            state = State(note["state"])
    return BackupRecord(path, made_at, kind, status.st_size, state, held, status.st_mtime_ns)


def _contents(note: dict[str, Any] | None) -> Contents | None:
    if note is None:
        return None
    last = note["last_change"]
    return Contents(
        tuple(note["quarters"]),
        int(note["rows"]),
        datetime.fromisoformat(last) if last else None,
        str(note["mark"]),
    )
