"""Rows behind a table, read in blocks as they come into view; the least used blocks are let go."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from desktop_app.core.errors import Refusal
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.services.ledgers.columns import Statistics
from desktop_app.services.ledgers.pages import RowQuery

BLOCK = 200
KEPT_BLOCKS = 16

Saver = Callable[[str | None, str | None, Mapping[str, object], str], RowRecord | Refusal]
"""(uid or None for a new row, unit or None for "as it is", values, the field typed last) → the row,
or why not."""

Writer = Callable[[Mapping[str, Mapping[str, object]], str], str]
"""(row uid → field → what was typed, what is done) → "" or why nothing was written."""


class RowReader(Protocol):
    """Where a table gets its rows from, and what it asks of whole columns."""

    def ids(self, query: RowQuery) -> list[int]:
        """Return the ids of all rows, in order."""
        ...

    def rows(self, ledger: str, ids: Sequence[int]) -> dict[int, RowRecord]:
        """Return rows by id."""
        ...

    def id_of(self, ledger: str, uid: str) -> int | None:
        """Return the id of a row."""
        ...

    def texts(self, ledger: str, name: str) -> list[str]:
        """Return the texts that were typed into a column, the newest first."""
        ...

    def filled(self, query: RowQuery, name: str) -> set[int]:
        """Return the ids of the rows that have something in a column."""
        ...

    def statistics(self, ledger: str, ids: Sequence[int], names: Iterable[str]) -> Statistics:
        """Count and add up columns of some rows."""
        ...

    def values(self, query: RowQuery, name: str) -> list[tuple[CellValue, int]]:
        """Return what stands in a column over the rows that other filters pass, and how often."""
        ...


class RowWindow:
    """An array of ids with the rows of a few blocks of it."""

    def __init__(
        self, ledger: str, reader: RowReader, seen: Callable[[Iterable[RowRecord]], None]
    ) -> None:
        """seen: called with the rows of each block that is read."""
        self.ids: list[int] = []
        self._ledger = ledger
        self._reader = reader
        self._seen = seen
        self._blocks: OrderedDict[int, dict[int, RowRecord]] = OrderedDict()

    def record(self, row: int) -> RowRecord | None:
        """Return a row; None for one that was deleted elsewhere."""
        number = row // BLOCK
        block = self._blocks.get(number)
        if block is None:
            ids = self.ids[number * BLOCK : (number + 1) * BLOCK]
            block = self._reader.rows(self._ledger, ids)
            self._blocks[number] = block
            if len(self._blocks) > KEPT_BLOCKS:
                self._blocks.popitem(last=False)
            self._seen(block.values())
        elif next(reversed(self._blocks)) != number:
            self._blocks.move_to_end(number)
        return block.get(self.ids[row])

    def put(self, row: int, record: RowRecord) -> None:
        """Take a row as it was just written."""
        block = self._blocks.get(row // BLOCK)
        if block is not None:
            block[self.ids[row]] = record

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._blocks.clear()
