"""In what condition a data folder is: what is the matter, in a sentence, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from desktop_app.core.errors import DatabaseRefused


class Kind(Enum):
    """What was found."""

    SOUND = auto()
    """A database of this version: it can be opened."""
    OLDER = auto()
    """A database of an earlier version: it is upgraded when it is opened."""
    FIRST_START = auto()
    """Nothing is here and nothing says that anything was."""
    ELSEWHERE = auto()
    """Nothing is here; what was worked on last lies in another folder."""
    FOLDER_GONE = auto()
    """A folder that was worked on is not there: a drive is absent, or it was moved."""
    MISSING = auto()
    """There is no database, and something says that there was one."""
    EMPTY = auto()
    """The database has no bytes."""
    FOREIGN = auto()
    """The file is not ours."""
    DAMAGED = auto()
    """The file is ours, and SQLite or a closer look finds fault with it."""
    MISPAIRED = auto()
    """What lies beside the database belongs to another one."""
    NEWER = auto()
    """A later version of the program wrote the file."""
    NO_ROOM = auto()
    """The disk is too full for the upgrade."""
    NOT_UPGRADED = auto()
    """The upgrade failed; the file is as it was."""
    HELD = auto()
    """Another program works on the folder."""
    READ_ONLY = auto()
    """File, folder or medium cannot be written."""
    UNUSABLE = auto()
    """The folder cannot be used at all."""


class Remedy(Enum):
    """What can be done about it."""

    RESTORE = auto()
    """Put the newest sound backup, or another one, in the database's place."""
    SET_ASIDE = auto()
    """Move what lies beside the database out of its way, and open it."""
    READ = auto()
    """Open it for reading alone."""
    OTHER_PLACE = auto()
    """Go to the folder that was worked on last."""
    CHOOSE_PLACE = auto()
    """Go to a folder that the user points at."""
    CHOOSE_FILE = auto()
    """Take a database that the user points at."""
    RETRY = auto()
    """Look again."""
    START_NEW = auto()
    """Begin with an empty database; what lies in its place is moved aside."""
    SHOW_FOLDER = auto()
    """Show the folder in the system's own window."""


OPENABLE = {Kind.SOUND, Kind.OLDER, Kind.FIRST_START}
"""Conditions in which opening just goes on."""

REMEDIES: dict[Kind, tuple[Remedy, ...]] = {
    Kind.ELSEWHERE: (Remedy.OTHER_PLACE, Remedy.CHOOSE_FILE, Remedy.START_NEW),
    Kind.FOLDER_GONE: (Remedy.RETRY, Remedy.CHOOSE_FILE, Remedy.START_NEW),
    Kind.MISSING: (Remedy.RESTORE, Remedy.CHOOSE_FILE, Remedy.START_NEW, Remedy.SHOW_FOLDER),
    Kind.EMPTY: (Remedy.RESTORE, Remedy.CHOOSE_FILE, Remedy.START_NEW, Remedy.SHOW_FOLDER),
    Kind.FOREIGN: (Remedy.RESTORE, Remedy.CHOOSE_FILE, Remedy.START_NEW, Remedy.SHOW_FOLDER),
    Kind.DAMAGED: (Remedy.RESTORE, Remedy.CHOOSE_FILE, Remedy.START_NEW, Remedy.SHOW_FOLDER),
    Kind.MISPAIRED: (Remedy.SET_ASIDE, Remedy.RESTORE, Remedy.SHOW_FOLDER),
    Kind.NEWER: (Remedy.CHOOSE_FILE, Remedy.SHOW_FOLDER),
    Kind.NO_ROOM: (Remedy.RETRY, Remedy.READ, Remedy.SHOW_FOLDER),
    Kind.NOT_UPGRADED: (Remedy.RETRY, Remedy.RESTORE, Remedy.SHOW_FOLDER),
    Kind.HELD: (Remedy.READ, Remedy.RETRY),
    Kind.READ_ONLY: (Remedy.READ, Remedy.RETRY, Remedy.SHOW_FOLDER),
    Kind.UNUSABLE: (Remedy.RETRY, Remedy.CHOOSE_PLACE, Remedy.SHOW_FOLDER),
}
"""What is offered in each condition, the best first."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found, and where.

    Attributes:
        kind: what it is.
        folder: the data folder that was looked at.
        title: what is the matter, in a few words; "" where all is well.
        sentence: what is the matter, where, and what to do.
        remedies: what can be done, the best first.
        other_place: the folder of Remedy.OTHER_PLACE.
    """

    kind: Kind
    folder: Path
    title: str = ""
    sentence: str = ""
    remedies: tuple[Remedy, ...] = ()
    other_place: Path | None = None

    @property
    def is_openable(self) -> bool:
        """Whether opening just goes on."""
        return self.kind in OPENABLE


class Unopened(DatabaseRefused):
    """The database was not opened; `condition` says why, and the sentence is its sentence."""

    def __init__(self, condition: Condition) -> None:
        """Keep the condition."""
        self.condition = condition
        super().__init__(condition.sentence)
