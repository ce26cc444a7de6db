"""How a clerk arranged the columns of a table, kept beside the data: widths, order, frozen ones."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QSettings

_FILE = "界面设置.ini"
_GROUP = "表格"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a clerk changed.

    widths: column's name → px in ordinary type. order: names as they stand on screen. frozen: how
    many of the first stay in view, None for as many as the program chooses.
    """

    widths: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    frozen: int | None = None


class TableMemory:
    """Remembers one arrangement a table; what cannot be read counts as none."""

    def __init__(self, folder: Path, table: str) -> None:
        """folder: the data folder. table: the table's key."""
        self._settings = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)
        self._key = f"{_GROUP}/{table}"

    def read(self) -> Arrangement:
        """Return what was kept."""
        try:
            kept = json.loads(str(self._settings.value(self._key) or "{}"))
            return Arrangement(
                {str(name): int(width) for name, width in kept.get("widths", {}).items()},
                [str(name) for name in kept.get("order", [])],
                None if kept.get("frozen") is None else int(kept["frozen"]),
            )
        except (ValueError, TypeError, AttributeError):
            return Arrangement()

    def keep(self, arrangement: Arrangement) -> None:
        """Keep an arrangement, or forget it where nothing is in it."""
        if arrangement == Arrangement():
            self._settings.remove(self._key)
        else:
            self._settings.setValue(self._key, json.dumps(asdict(arrangement)))
