"""What belongs to this PC and not to the data: kept in a small file beside the database.

A restored backup must not bring back another day's password or another drive's letter, and what is
asked before the database is opened cannot lie in it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop_app.services.files import write_file

FILE_NAME = "本机设置.json"


class LocalSettings:
    """Named values, read when they are asked for, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder."""
        self._path = folder / FILE_NAME

    def get(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return a value, None where there is none or the file cannot be read."""
        return self._read().get(name)

    def set(self, name: str, value: object) -> None:
        """Keep a value (None removes it); TargetRefused where the folder cannot be written."""
        values = {**self._read(), name: value}
        kept = {key: one for key, one in values.items() if one is not None}
        text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
        write_file(self._path, text.encode(), force=True)

    def _read(self) -> dict[str, Any]:
        """Return all values; a file that is damaged counts as empty and is set aside."""
        try:
            values = json.loads(self._path.read_text("utf-8"))
        except OSError:
            return {}
        except ValueError:
            values = None
        if isinstance(values, dict):
            return values
        with suppress(OSError):
            self._path.replace(self._path.with_suffix(".损坏.json"))
        return {}
