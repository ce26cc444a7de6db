"""What belongs to this PC and not to the data: kept in a small file beside the database.

A restored backup must not bring back another day's password or another drive's letter, and what is
asked before the database is opened cannot lie in it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any

from desktop_app.core.errors import TargetRefused
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.files.writing import write_file

FILE_NAME = "本机设置.json"
DAMAGED_NAME = "本机设置.损坏.json"

_one_at_a_time = RLock()  # the window and its workers change different values of one file


class LocalSettings:
    """Named values, read when they are asked for, written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """folder: the data folder."""
        self._path = folder / FILE_NAME

    def get(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return a value, None where there is none or the file cannot be read."""
        with _one_at_a_time, suppress(OSError):
            return self._read().get(name)
        return None

    def set(self, name: str, value: object) -> None:
        """Keep a value (None removes it); TargetRefused where the file cannot be read or written.

        What cannot be read is never written over: the other values in it would be gone.
        """
        with _one_at_a_time:
            try:
                known = self._read()
            except OSError as error:
                raise TargetRefused(
                    f"“{self._path}”现在读不出来（{reason_of(error)}），没有改动它，请稍后再试。"
                ) from error
            values = {**known, name: value}
            kept = {key: one for key, one in values.items() if one is not None}
            text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
            write_file(self._path, text.encode(), force=True)

    def trouble(self) -> str:
        """Say what is wrong with the file, "" for nothing; a damaged one is set aside then."""
        with _one_at_a_time:
            try:
                is_damaged = self._path.exists() and self._values() is None
                self._read()
            except OSError as error:
                return (
                    f"“{self._path}”读不出来（{reason_of(error)}），这次没有用上里面的"
                    "开机密码和第二备份位置；没有改动它，请关闭程序后再打开试试。"
                )
        if not is_damaged:
            return ""
        return (
            f"“{self._path.name}”坏了，已改名为“{self._aside.name}”留着；"
            "里面的开机密码和第二备份位置没有了，请到“设置”和“备份与恢复”里重新设。"
        )

    @property
    def _aside(self) -> Path:
        return self._path.with_name(DAMAGED_NAME)

    def _read(self) -> dict[str, Any]:
        """Return all values; a damaged file counts as empty and is set aside. Raises OSError."""
        values = self._values()
        if values is None:
            with suppress(OSError):
                self._path.replace(self._aside)
            return {}
        return values

    def _values(self) -> dict[str, Any] | None:
        """Return all values, None where the file holds something else. Raises OSError."""
        try:
            values = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            return None
        return values if isinstance(values, dict) else None
