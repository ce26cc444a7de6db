"""粘贴: a block of text from outside into a ledger or the matrix, judged first, then one step.

Each cell is read on its own: what is understood can be written, what is not is refused with its
reason and stays as it was. Who pastes sees the plan first, unless there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Refusal
from desktop_app.core.pasted_block import Block, read_block
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, LedgerSpec
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.services.log.changes import Step, Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.pasting.matrix import MatrixPlanner
from desktop_app.services.pasting.matrix_values import MatrixValues
from desktop_app.services.pasting.plan import (
    PasteCell,
    PasteColumn,
    PasteKind,
    PastePlan,
    PasteResult,
    PasteRow,
)
from desktop_app.services.pasting.row_values import LedgerTable, unit_ids
from desktop_app.services.pasting.row_writer import write_rows
from desktop_app.services.pasting.rows import RowPlanner
from desktop_app.services.workbench.service import WorkbenchService

__all__ = [
    "UNIT",
    "PasteCell",
    "PasteColumn",
    "PasteKind",
    "PastePlan",
    "PasteResult",
    "PasteRow",
    "Pasting",
]

_WORDED = (FieldKind.TEXT, FieldKind.LONG_TEXT)


class Pasting:
    """Plans pastes and writes them."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        office: OfficeService,
        workbench: WorkbenchService,
    ) -> None:
        """office: units and option lists of the quarters. workbench: what the matrix asks for."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office
        self._workbench = workbench

    def plan_rows(
        self,
        ledger: str,
        period: Period,
        text: str,
        uids: Sequence[str],
        fields: Sequence[str],
        *,
        unit: str = "",
        preset: Mapping[str, CellValue] | None = None,
        selected: tuple[int, int] = (1, 1),
    ) -> PastePlan:
        """Judge a block against the rows of a ledger; nothing is written.

        Args:
            ledger: its key
            period: the quarter that is filled in
            text: the clipboard's
            uids: the rows from the cursor on as they stand on screen, "" for one that is not kept
                yet; only as many are asked for as the block is high. Rows beyond them are added
            fields: names of the visible columns from the cursor on; UNIT for that of the units.
                What is pasted into a computed one is dropped
            unit: whose the added rows are where the block does not say
            preset: what added rows hold besides, such as the area of a shared ledger
            selected: rows and columns of the selection; a block is repeated over a multiple of it

        Raises:
            Refusal: the block is far too large
        """
        spec = self._catalogue.ledgers[ledger]
        table = LedgerTable(spec, self._catalogue.models[ledger])
        block = self._block(text, spec, fields)
        units = unit_ids(period, office_itself=spec.kept_by_office)
        has_lists = any(field.option_list for field in spec.fields)
        options = self._office.options(period) if has_lists else {}
        planner = RowPlanner(table, period, units, options, preset or {})
        if spec.kept_by_office:
            unit = next(iter(units), "")
        return planner.plan(block, uids, fields, unit, selected)

    def plan_matrix(
        self,
        period: Period,
        text: str,
        units: Sequence[str],
        figures: Sequence[str],
        *,
        selected: tuple[int, int] = (1, 1),
    ) -> PastePlan:
        """Judge a block against the matrix; units and figure keys from the cursor on, as on screen.

        A first row of figure labels and a first column of unit names are followed wherever they
        point to. selected: as in plan_rows.
        """
        return self._planner(period).plan(read_block(text), units, figures, selected)

    def plan_cells(
        self, period: Period, entries: Iterable[tuple[str, str, str]], name: str = "粘贴"
    ) -> PastePlan:
        """Judge single cells of the matrix: (unit name, figure key, text); name: of the step."""
        return self._planner(period).plan_cells(entries, name)

    def write(self, plan: PastePlan) -> PasteResult:
        """Write the accepted cells of a plan in one step, all or nothing.

        Raises Refusal when there is nothing to write, UnknownName or Conflict when what it was
        made for is no longer there.
        """
        if not plan.written:
            raise Refusal("没有可以写入的内容，什么都没有改动。")
        with self._writer.step(plan.step) as step:
            if not plan.ledger:
                return self._write_matrix(step, plan)
            spec = self._catalogue.ledgers[plan.ledger]
            table = LedgerTable(spec, self._catalogue.models[plan.ledger])
            return write_rows(step, table, plan)

    def _block(self, text: str, spec: LedgerSpec, fields: Sequence[str]) -> Block:
        """Read a block; one line into a column of words is one text, whatever marks it holds."""
        block = read_block(text)
        words = {field.name for field in spec.fields if field.kind in _WORDED}
        if block.mark and len(block.rows) == 1 and not words.isdisjoint(fields[:1]):
            return Block([[text.strip()]])
        return block

    def _planner(self, period: Period) -> MatrixPlanner:
        return MatrixPlanner(self._values(period), period, self._office.units(period))

    def _values(self, period: Period) -> MatrixValues:
        keys, units = self._workbench.figure_keys(period), self._office.units(period)
        return MatrixValues(self._catalogue, self._office, period, keys, units)

    def _write_matrix(self, step: Step, plan: PastePlan) -> PasteResult:
        values = self._values(plan.period)
        values.load(column.name for column in plan.columns if column.field is not None)
        rows = values.write(
            step,
            (
                (plan.unit_of(cell), plan.column_of(cell).name, cell.value, cell.is_estimate)
                for cell in plan.cells
                if cell.is_written
            ),
        )
        return PasteResult(plan.step, plan.written, rows, plan.refused)
