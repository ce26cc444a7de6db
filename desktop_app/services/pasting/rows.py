"""Planning a paste into the rows of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.core.errors import InvalidRow
from desktop_app.core.pasted_block import Block
from desktop_app.core.periods import Period
from desktop_app.core.readers import Options, options_in
from desktop_app.core.records import CellValue
from desktop_app.core.typed_cells import ESTIMATED, MARKED, CellReader, cell_reader
from desktop_app.core.validation import OddRows, derive
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.pasting.columns import UNIT_LABEL, Headed, place_columns
from desktop_app.services.pasting.plan import (
    PasteCell,
    PasteColumn,
    PasteKind,
    PastePlan,
    PasteRow,
    kind_of,
    kind_of_estimate,
    refused,
    remarks_on,
)
from desktop_app.services.pasting.row_rules import RowRules
from desktop_app.services.pasting.row_values import KnownRow, LedgerTable
from desktop_app.services.pasting.unit_names import UnitNames

_NEW, _SAME, _REFUSED = PasteKind.NEW, PasteKind.SAME, PasteKind.REFUSED
_NO_PLACE = "表里没有这一栏，或不能在这里填写"
_GONE = "这一行已被删除，请刷新后再试"


class RowPlanner:
    """Reads one block against the rows from the cursor on."""

    def __init__(
        self,
        table: LedgerTable,
        period: Period,
        unit_ids: Mapping[str, int],
        options: Options,
        preset: Mapping[str, CellValue],
    ) -> None:
        """unit_ids: the units that rows may belong to. preset: what added rows hold."""
        self._table = table
        self._period = period
        self._odd = OddRows(table.spec, period)
        self._options = options_in(period, options)
        self._preset = preset
        self._names = UnitNames(unit_ids)
        self._unit_names = {row_id: name for name, row_id in unit_ids.items()}
        self._rules = RowRules(table, period, unit_ids)
        self._columns: tuple[PasteColumn, ...] = ()
        self._readers: list[tuple[str, CellReader | None]] = []
        self._others: list[int] = []
        self._has_units = False
        self._cells: list[PasteCell] = []

    def plan(
        self,
        block: Block,
        uids: Sequence[str],
        fields: Sequence[str],
        unit: str,
        selected: tuple[int, int],
    ) -> PastePlan:
        """Judge every cell; uids and fields from the cursor on, unit for rows that are added."""
        headed = self._headed(block, fields, selected)
        self._columns = headed.columns
        self._readers = [
            (
                column.name,
                None
                if column.field is None or column.field.derived
                else cell_reader(column.field, self._options),
            )
            for column in headed.columns
        ]
        self._others = [at for at, (_name, reader) in enumerate(self._readers) if reader is None]
        self._has_units = any(name == UNIT for name, _reader in self._readers)
        there = [*uids[: len(headed.rows)], *[""] * max(0, len(headed.rows) - len(uids))]
        existing = self._table.rows(filter(None, there)) if any(there) else {}
        rows: list[PasteRow] = []
        for line, (uid, cells) in enumerate(zip(there, headed.rows, strict=True), headed.first):
            if uid or any(cell.strip() for cell in cells):
                row = self._row(len(rows), line, uid, unit, existing.get(uid), cells)
                rows.append(row)
                if self._has_units and row.unit:
                    unit = row.unit  # a name that spans several rows is copied with the first
        return PastePlan(
            self._period,
            self._table.spec.key,
            headed.columns,
            tuple(rows),
            tuple(self._cells),
            remarks_on(block.mark, len(headed.columns), has_header=headed.has_header),
        )

    def _headed(self, block: Block, fields: Sequence[str], selected: tuple[int, int]) -> Headed:
        spec = self._table.spec
        columns = {
            field.name: PasteColumn(field.name, field.heading, field)
            for field in spec.fields
            if field.name not in self._preset
        }
        if not spec.kept_by_office:
            columns = {UNIT: PasteColumn(UNIT, UNIT_LABEL), **columns}
        wanted = [columns[name] for name in fields if name in columns]
        return place_columns(block, wanted, list(columns.values()), selected)

    def _row(
        self,
        place: int,
        number: int,
        uid: str,
        above: str,
        known: KnownRow | None,
        cells: Sequence[str],
    ) -> PasteRow:
        """Judge one row and keep its cells; above: whose it is as a new one without a unit."""
        own = self._unit_names.get(known.unit_id, "") if known is not None else ""
        unit, problem = own or above, _GONE if uid and known is None else ""
        before = self._table.flags if known is None else known.values
        judged, given, has_more = self._value_cells(place, cells, before, is_new=known is None)
        for column in self._others:
            if column < len(cells):
                field = self._columns[column].field
                if field is not None:
                    old = before.get(field.name)
                    judged[column] = _computed_cell(place, column, cells[column], old)
                    continue
                cell = judged[column] = self._other_cell(place, column, cells[column], own, above)
                if self._readers[column][0] == UNIT:
                    unit, problem = str(cell.value or ""), problem or cell.problem
                    if cell.is_written:
                        given[UNIT] = unit
        if known is None:
            before = self._table.start(self._preset, is_subtotal=given.get("is_subtotal") is True)
        if has_more:
            self._say_more(judged, given, before)
        after = {**before, **given}
        problem = problem or self._follow(judged, given, after, uid, unit)
        if problem:
            judged = [refused(cell, problem) for cell in judged]
        self._cells += judged
        if problem or not any(cell.is_written for cell in judged):
            return PasteRow(uid, unit, number, problem)
        return PasteRow(uid, unit, number, "", given if uid else after)

    def _value_cells(
        self, place: int, cells: Sequence[str], before: Mapping[str, CellValue], *, is_new: bool
    ) -> tuple[list[PasteCell], dict[str, CellValue], bool]:
        """Judge the cells that have a field: (all cells, field → value, whether to say more)."""
        new = tuple.__new__  # a third of the time that a named tuple takes over its own
        judged: list[PasteCell] = []
        given: dict[str, CellValue] = {}
        has_more = False
        for column, (text, (name, reader)) in enumerate(zip(cells, self._readers, strict=False)):
            if reader is None or (is_new and (not text or text.isspace())):
                judged.append(PasteCell(place, column, text, None, None, _SAME))
                has_more = has_more or reader is not None
                continue
            value, note, reason, is_about = reader(text)
            old = before.get(name)
            kind = _REFUSED if reason else _NEW if old is None is not value else kind_of(old, value)
            if not reason:
                given[name] = value
                if is_about:
                    has_more = True
                    kind = kind_of_estimate(kind, is_marked=before[ESTIMATED] is True)
            cell = (place, column, text, value, old, kind, note, reason, is_about)
            judged.append(new(PasteCell, cell))
        return judged, given, has_more

    def _say_more(
        self,
        judged: list[PasteCell],
        given: dict[str, CellValue],
        before: Mapping[str, CellValue],
    ) -> None:
        """Mark a row that holds an estimate; show what the blanks of a new row start with."""
        for at, cell in enumerate(judged):
            if cell.is_estimate and not cell.problem:
                given[ESTIMATED] = True
                judged[at] = cell._replace(note=f"{cell.note}，{MARKED}")
            elif cell.kind is _SAME and not cell.text.strip() and cell.value is None:
                judged[at] = cell._replace(value=before.get(self._columns[cell.column].name))
        for at, cell in enumerate(judged) if given.get(ESTIMATED) else ():
            if self._columns[cell.column].name == ESTIMATED and not cell.problem:
                judged[at] = cell._replace(value=True, kind=kind_of(cell.old, value=True))

    def _follow(
        self,
        judged: list[PasteCell],
        given: dict[str, CellValue],
        after: dict[str, CellValue],
        uid: str,
        unit: str,
    ) -> str:
        """Add what follows from a row's cells; return why it cannot be written, "" where it can."""
        if self._table.spec.derivations:
            try:
                derived = derive(self._table.spec, after, frozenset(given))
            except InvalidRow as refusal:
                return str(refusal)
            self._show_derived(judged, derived)
            given |= derived
            after |= derived
        problem = self._rules.problem(uid, unit, after)
        if not problem:
            self._warn(judged, after)
        return problem

    def _show_derived(self, judged: list[PasteCell], derived: Mapping[str, CellValue]) -> None:
        """Show what is computed where something else was pasted for it."""
        for at, cell in enumerate(judged):
            name, field = self._columns[cell.column].name, self._columns[cell.column].field
            if name in derived and derived[name] != cell.value and not cell.problem:
                value, text = derived[name], cell.text.strip()
                is_silent = not text and field is not None and field.derived
                note = "" if is_silent else f"由同一行的其他栏算出，没有用粘贴的“{text}”"
                kind = kind_of(cell.old, value)
                judged[at] = cell._replace(value=value, kind=kind, note=note)

    def _other_cell(self, place: int, column: int, text: str, own: str, above: str) -> PasteCell:
        """Judge a cell of the unit column, or of a column that has no place in the table."""
        name = text.strip()
        if self._columns[column].name != UNIT:
            kind, reason = (_REFUSED, _NO_PLACE) if name else (_SAME, "")
            return PasteCell(place, column, text, None, None, kind, "", reason)
        if not name:
            note = f"这一格空着，按“{above}”填写" if above and not own else ""
            return PasteCell(place, column, text, own or above, own, _SAME, note)
        found = self._names.find(text)
        kind = _REFUSED if found.problem else kind_of(own or None, found.name)
        return PasteCell(
            place, column, text, found.name or None, own or None, kind, found.note, found.problem
        )

    def _warn(self, judged: list[PasteCell], after: Mapping[str, CellValue]) -> None:
        """Put what is odd about a row on the cell that it is about, else on the first written."""
        warnings = self._odd.warnings(after)
        written = [at for at, cell in enumerate(judged) if cell.is_written] if warnings else []
        for warning in warnings if written else ():
            named = (at for at in written if self._columns[at].name == warning.field)
            at = next(named, written[0])
            note = "；".join(filter(None, (judged[at].note, warning.message)))
            judged[at] = judged[at]._replace(note=note)


def _computed_cell(place: int, column: int, text: str, old: CellValue) -> PasteCell:
    """Return a cell of a computed column as if it were right; `_show_derived` puts what is."""
    value = text.strip() or None
    return PasteCell(place, column, text, value, old, kind_of(old, value))
