"""What can be wrong with a database file; the services put each cause into words."""

from __future__ import annotations

from pathlib import Path

from db.troubles import Trouble


class StoreError(Exception):
    """Base of all causes; `path` is the file that was looked at."""

    def __init__(self, path: Path, detail: str = "") -> None:
        """Keep the path; detail is for the log, in English."""
        self.path = path
        super().__init__(f"{path}: {detail}" if detail else str(path))


class EmptyFile(StoreError):
    """The file has no bytes: something cut it off, so it is not silently filled anew."""


class ForeignFile(StoreError):
    """The file is not SQLite, or it belongs to another program."""


class DamagedFile(StoreError):
    """SQLite's own check found damage."""


class NewerSchema(StoreError):
    """A later version of the program wrote the file."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        """Keep both schema numbers."""
        self.found = found
        self.known = known
        super().__init__(path, f"schema {found}, known up to {known}")


class UpgradeFailed(StoreError):
    """A migration failed on the copy; the original file is as it was."""


class NoRoom(StoreError):
    """The disk lacks the room for the copy that an upgrade works on."""

    def __init__(self, path: Path, needed: int, free: int) -> None:
        """Keep both in bytes."""
        self.needed = needed
        self.free = free
        super().__init__(path, f"{needed} bytes needed, {free} free")


class NoScratchRoom(NoRoom):
    """No disk has the room for a copy to be looked at; `path` is the temporary folder."""


class NotWritten(StoreError):
    """A transaction was not kept, none of it: the disk or another program prevented it."""

    def __init__(self, path: Path, trouble: Trouble) -> None:
        """Keep what prevented it."""
        self.trouble = trouble
        super().__init__(path, trouble.name)
