"""The uids of a table's rows from one on, without reading them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from desktop_app.ui.tables.ledger_rows import LedgerRows


class RowUids(Sequence[str]):
    """The uids of rows, read as they are asked for; "" for one that is not kept yet."""

    def __init__(self, model: LedgerRows, rows: range) -> None:
        """rows: places in the table."""
        self._model = model
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        record = self._model.record(self._rows[place])
        return "" if record is None else record.uid
