"""估 in the matrix: which cells show an estimate, and how one sets and clears the mark.

The mark stands on the unit's subtotal row, so that all numbers of that row share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from db.base import Unit
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.core.specs import Sum
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.log.changes import Writer
from desktop_app.services.workbench.matrix import CellKey, Matrix

ABOUT = "约"
"""Stands before an estimate, where it is shown as where it is typed."""

_Row = tuple[str, str]
"""Ledger key and uid of a row."""


class MatrixEstimates:
    """Reads and writes the mark behind the cells of the matrix."""

    def __init__(self, writer: Writer, catalogue: Catalogue, ledgers: LedgerService) -> None:
        """Write through the ledgers' own door."""
        self._writer = writer
        self._catalogue = catalogue
        self._ledgers = ledgers

    def marked(self, matrix: Matrix, period: Period) -> Matrix:
        """Return the matrix with its estimates: typed ones, and sums over rows with one."""
        sources = {
            figure.key: source
            for figure in matrix.figures
            if (source := self._source(figure.key)) is not None
        }
        rows = {
            ledger: self._rows(ledger, period)
            for ledger in {source.ledger for source in sources.values()}
        }
        found = {
            (row.unit.name, key)
            for key, source in sources.items()
            for row in rows[source.ledger]
            if row.estimated and row.counted and _feeds(row, source)
        }
        return replace(matrix, estimates=frozenset(found))

    def turn(self, period: Period, cells: Iterable[CellKey]) -> bool:
        """Mark the typed numbers of these cells as estimates, or where all are, take that back.

        Returns whether they are estimates now. Refusal where none of the cells has a typed number.
        """
        rows = self._typed_rows(period, cells)
        if not rows:
            raise Refusal("选中的格子里没有填合计数，不能标“估计”；请先填数再标。")
        wanted = not all(rows.values())
        with self._writer.step("标为估计" if wanted else "去掉估计"):
            self._mark(period, rows, estimated=wanted)
        return wanted

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _source(self, figure: str) -> Sum | None:
        """Return where a figure's numbers stand; None for a fact of a unit, which has no mark."""
        source = self._catalogue.figures[figure].source
        return source if isinstance(source, Sum) else None

    def _rows(self, ledger: str, period: Period) -> list[Any]:
        """Return the live rows that are estimates or subtotals, with their units."""
        model: Any = self._catalogue.models[ledger]
        wanted = model.live() & (model.period == period.code)
        marked = model.estimated | model.is_subtotal
        return list(model.select(model, Unit).join(Unit).where(wanted & marked))

    def _typed_rows(self, period: Period, cells: Iterable[CellKey]) -> dict[_Row, bool]:
        """Return the subtotal rows that hold the typed numbers, and whether each is an estimate."""
        rows: dict[str, list[Any]] = {}
        found: dict[_Row, bool] = {}
        for unit, figure in cells:
            source = self._source(figure)
            if source is None:
                continue
            if source.ledger not in rows:
                rows[source.ledger] = self._rows(source.ledger, period)
            for row in rows[source.ledger]:
                if row.is_subtotal and row.unit.name == unit and _feeds(row, source):
                    found[source.ledger, row.uid] = row.estimated
        return found

    def _mark(self, period: Period, rows: Iterable[_Row], *, estimated: bool) -> None:
        for ledger, uid in rows:
            self._ledgers.save(ledger, period, {"estimated": estimated}, uid=uid)


def _feeds(row: Any, source: Sum) -> bool:  # noqa: ANN401 - a LedgerRow
    """Whether a row's number is part of a figure."""
    return getattr(row, source.column) is not None and all(
        condition.accepts(getattr(row, condition.column)) for condition in source.where
    )
