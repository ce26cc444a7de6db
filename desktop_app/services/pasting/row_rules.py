"""What a pasted row must keep to as a whole, beyond its single cells."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.services.pasting.row_values import LedgerTable

NO_UNIT = "没有填报单位，请连同单位一栏一起粘贴"


class RowRules:
    """Judges the rows of one block in their order; of two subtotals the first stands."""

    def __init__(self, table: LedgerTable, period: Period, unit_ids: Mapping[str, int]) -> None:
        """unit_ids: the units that rows may belong to."""
        self._table = table
        self._period = period
        self._unit_ids = unit_ids
        self._subtotals: dict[tuple[object, ...], str] | None = None
        self._added = 0

    def problem(self, uid: str, unit: str, after: Mapping[str, CellValue]) -> str:
        """Return why a row cannot be written, "" where it can.

        uid: "" for a new row. after: what the row holds with what is pasted.
        """
        if not uid and unit not in self._unit_ids:
            return NO_UNIT
        return self._second_subtotal(uid, unit, after) if after["is_subtotal"] else ""

    def _second_subtotal(self, uid: str, unit: str, after: Mapping[str, CellValue]) -> str:
        if self._subtotals is None:
            self._subtotals = self._table.subtotals(self._period.code)
        self._added += not uid
        owner = uid or f"+{self._added}"
        key = self._table.subtotal_key(self._unit_ids.get(unit, 0), after)
        if self._subtotals.setdefault(key, owner) == owner:
            return ""
        return f"{unit}的{self._table.spec.label}已有一行小计，请改那一行"
