"""How a table's typing reaches the ledger, and how the page knows its own news from others'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledgers.columns import LedgerColumns, Statistics
from desktop_app.services.ledgers.pages import UNIT, RowQuery
from desktop_app.services.ledgers.row_tools import RowTools
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.tables.wording import cell_text


class NotKept(Refusal):
    """A value that was not kept because the program failed; the window has told it already."""


class LedgerReader:
    """A table's rows, out of the services."""

    def __init__(self, context: Context, tools: RowTools) -> None:
        """Ask anew each time."""
        services = context.services
        self._pages = services.pages
        self._columns = LedgerColumns(services.catalogue, services.pages)
        self._tools = tools

    def ids(self, query: RowQuery) -> list[int]:
        """Return the ids of all rows, in order."""
        return self._pages.ids(query)

    def rows(self, ledger: str, ids: Sequence[int]) -> dict[int, RowRecord]:
        """Return rows by id."""
        return self._pages.rows(ledger, ids)

    def id_of(self, ledger: str, uid: str) -> int | None:
        """Return the id of a row."""
        return self._tools.id_of(ledger, uid)

    def texts(self, ledger: str, name: str) -> list[str]:
        """Return the texts that were typed into a column, the newest first."""
        return self._columns.texts(ledger, name)

    def filled(self, query: RowQuery, name: str) -> set[int]:
        """Return the ids of the rows that have something in a column."""
        return self._columns.filled(query, name)

    def statistics(self, ledger: str, ids: Sequence[int], names: Iterable[str]) -> Statistics:
        """Count and add up columns of some rows."""
        return self._columns.statistics(ledger, ids, names)

    def values(self, query: RowQuery, name: str) -> list[tuple[CellValue, int]]:
        """Return what stands in a column over the rows that other filters pass, and how often."""
        return self._columns.values(query, name)


class RowWriter:
    """Saves one row through the ledgers' door.

    is_writing: news that arrive now are of what the table itself just wrote, and shows already.
    """

    def __init__(self, context: Context, spec: LedgerSpec) -> None:
        """Write for the period that the context shows at that time."""
        self._context = context
        self._spec = spec
        self.is_writing = False

    def __call__(
        self, uid: str | None, unit: str | None, values: Mapping[str, object], typed: str
    ) -> RowRecord | Refusal:
        """Save a row; return it, or why it was not kept: that is told where it was typed.

        typed: the field typed last, for the status bar.
        """
        context, period = self._context, self._context.period
        answer = context.attempt(lambda: self._try(uid, unit, values, period))
        if answer is Failed or isinstance(answer, type):
            return NotKept("程序出错，没有存上")
        if isinstance(answer, RowRecord):
            self.is_writing = True
            try:
                context.data_changed.emit()
            finally:
                self.is_writing = False
            counted = "" if uid else self._counted_at_once(answer, values)
            context.told.emit(self._sentence(answer, typed) + counted)
        return answer

    def write_cells(self, cells: Mapping[str, Mapping[str, object]], verb: str) -> str:
        """Write many cells, row uid → field → what was typed, in one step; "" or why not."""
        tools, period = self._context.services.row_tools, self._context.period
        name = f"{verb}{self._spec.label}{sum(map(len, cells.values()))}格"
        return write_or_explain(
            self._context, lambda: tools.write_cells(self._spec.key, period, cells, name)
        )

    def _try(
        self, uid: str | None, unit: str | None, values: Mapping[str, object], period: Period
    ) -> RowRecord | Refusal:
        """Return a refusal of the values instead of raising it."""
        services = self._context.services
        try:
            record, _ = services.ledgers.save(self._spec.key, period, values, unit=unit, uid=uid)
        except Refusal as refusal:
            return refusal
        return record

    def _sentence(self, record: RowRecord, typed: str) -> str:
        """Say whose row, of which ledger, and what was typed; the unit stands in front already."""
        parts = [record.unit, self._spec.label]
        if typed != UNIT:
            field = self._spec.field(typed)
            parts.append(f"{field.label} {cell_text(record.values[typed], field)}".rstrip())
        return "已保存：" + " · ".join(parts)

    def _counted_at_once(self, record: RowRecord, values: Mapping[str, object]) -> str:
        """Say which numbers a new row counts with though nobody typed them, such as 次数 1次."""
        found = [
            f"{field.label}先按{cell_text(record.values[field.name], field)}{field.counter}计"
            for field in self._spec.fields
            if field.is_number
            and not field.derived
            and field.name not in values
            and record.values[field.name] is not None
        ]
        return f"（{'，'.join(found)}）" if found else ""
