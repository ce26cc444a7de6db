"""What the checks ask of the ledgers' rows: odd ones, double counting, 主题党日 of each unit."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.periods import Period
from desktop_app.core.records import RowRecord
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.validation import row_warnings
from desktop_app.report.checks.input import DoubleCounted, OddRow, ThemeDays
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.office.service import OfficeService

_THEME_DAYS = "theme_party_day"
_MONTHS = 3  # of a quarter; a branch holds one 主题党日 a month


class CheckRows:
    """Looks the rows of a period through, ledger by ledger."""

    def __init__(self, catalogue: Catalogue, office: OfficeService, ledgers: LedgerService) -> None:
        """office: which areas are on, and whose branches there are. ledgers: the rows."""
        self._catalogue = catalogue
        self._office = office
        self._ledgers = ledgers

    def all(self, period: Period) -> dict[str, list[RowRecord]]:
        """Return the rows of every ledger of the areas that are on."""
        on = set(self._office.areas_on(period))
        return {
            key: self._ledgers.rows(key, period)
            for key in self._catalogue.ledgers
            if on.intersection(self._catalogue.areas_of_ledger[key])
        }

    def odd(self, rows: dict[str, list[RowRecord]]) -> tuple[OddRow, ...]:
        """Return what is odd about rows that may be kept."""
        found = []
        for key, some in rows.items():
            spec = self._catalogue.ledgers[key]
            for place, row in enumerate(some, 1):
                for warning in row_warnings(spec, row.values, Period.parse(row.period)):
                    where = f"{spec.label}·{row.unit}·第{place}行"
                    severity = "warning" if warning.field == "date" else "error"
                    found.append(OddRow(severity, where, warning.message))
        return tuple(found)

    def doubles(self, rows: dict[str, list[RowRecord]]) -> tuple[DoubleCounted, ...]:
        """Return the units whose subtotal and single events both count."""
        return tuple(
            double
            for key, some in rows.items()
            for double in _doubles(self._catalogue.ledgers[key], some)
        )

    def theme_days(self, period: Period, rows: dict[str, list[RowRecord]]) -> tuple[ThemeDays, ...]:
        """Return the 主题党日 of each unit that gave any and whose branches are known.

        One row counts once for each branch that it covers; a unit that gave nothing is missing,
        which is told elsewhere.
        """
        held: dict[str, int] = {}
        for row in rows.get(_THEME_DAYS, ()):
            times = row.values.get("times") or 0
            branches = row.values.get("branches") or 1
            if row.values.get("counted") and isinstance(times, int) and isinstance(branches, int):
                held[row.unit] = held.get(row.unit, 0) + times * branches
        due: dict[str, int] = {}
        for quarter in period.quarters:
            for unit in self._office.units(quarter):
                if unit.reporting and not unit.is_office_itself and unit.branches:
                    due[unit.name] = due.get(unit.name, 0) + _MONTHS * unit.branches
        return tuple(
            ThemeDays(unit, number, held[unit]) for unit, number in due.items() if unit in held
        )


def _doubles(spec: LedgerSpec, rows: Sequence[RowRecord]) -> list[DoubleCounted]:
    """Find units with a counted subtotal beside counted events that it may include.

    A column of the subtotal's key that is empty on either side overlaps with everything.
    """
    counted = [row for row in rows if row.values.get("counted")]
    found: dict[tuple[str, str, str], DoubleCounted] = {}
    for total in (row for row in counted if row.values.get("is_subtotal")):
        for row in counted:
            if row.values.get("is_subtotal") or (row.period, row.unit) != (
                total.period,
                total.unit,
            ):
                continue
            pairs = [(total.values.get(name), row.values.get(name)) for name in spec.subtotal_key]
            if all(None in pair or pair[0] == pair[1] for pair in pairs):
                kind = "、".join(str(pair[0]) for pair in pairs if pair[0])
                found[total.period, total.unit, kind] = DoubleCounted(spec.label, total.unit, kind)
    return list(found.values())
