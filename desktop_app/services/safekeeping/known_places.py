"""Which data folders this account has worked on: so that one that is absent is missed.

Kept outside the data folders, in the account's own settings; without it nothing is missed.
"""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.writing import write_file

_MOST = 20


class KnownPlaces:
    """The folders that were worked on, the last one at the end."""

    def __init__(self, file: Path | None = None) -> None:
        """file: where they are kept; None where nothing is to be remembered."""
        self._file = file

    @property
    def last(self) -> Path | None:
        """The folder that was worked on last."""
        known = self._read()
        return Path(known[-1]) if known else None

    def knows(self, folder: Path) -> bool:
        """Whether a folder was worked on."""
        return str(folder.absolute()) in self._read()

    def remember(self, folder: Path) -> None:
        """Note that a folder is worked on now; where that cannot be kept nothing is lost."""
        if self._file is None:
            return
        name = str(folder.absolute())
        known = self._read()
        if known[-1:] == [name]:
            return
        names = [*(one for one in known if one != name), name][-_MOST:]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, json.dumps(names, ensure_ascii=False).encode(), force=True)
        except (OSError, TargetRefused):
            return

    def _read(self) -> list[str]:
        if self._file is None:
            return []
        try:
            names = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [str(name) for name in names] if isinstance(names, list) else []
