"""Moving what one unit filled in a quarter to another unit, so that every figure stays whole.

Most rows simply change hands. Where only one row can count (a subtotal, or the latest row of a
state), the numbers of both are added up in the target's row and the other goes to the 回收站.
"""

from __future__ import annotations

from typing import Any

from db.base import LedgerRow
from db.models.office import NilReport, ReportedValue
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.evidence import aggregates_of
from desktop_app.core.specs import FieldKind, LedgerSpec, ProductOf, Within
from desktop_app.services.log.changes import Step

_NEVER_ADDED = "%"


class UnitMerging:
    """The rows of a unit in a quarter, counted and handed over."""

    def __init__(self, catalogue: Catalogue) -> None:
        """catalogue: all ledgers."""
        self._catalogue = catalogue
        self._states = {
            ledger
            for figure in catalogue.figures.values()
            if figure.within is Within.LATEST
            for ledger in aggregates_of(figure.source)
        }

    def row_count(self, unit: Any, code: str) -> int:  # noqa: ANN401 - a Unit
        """Count what a unit filled in a quarter: ledger rows and values given by hand."""
        models: tuple[Any, ...] = (*self._catalogue.models.values(), ReportedValue)
        return sum(
            model.select().where(model.live(), model.unit == unit, model.period == code).count()
            for model in models
        )

    def merge(self, step: Step, unit: Any, target: Any, code: str) -> tuple[int, list[str]]:  # noqa: ANN401 - Units
        """Hand everything of a quarter over; return how many rows, and what to look at."""
        rows, remarks = 0, []
        for key, model in self._catalogue.models.items():
            own, others = (self._rows(model, owner, code) for owner in (unit, target))
            rows += len(own)
            if own:
                self._drop_nil(step, target, code, key)
            for row in own:
                twin = self._twin(key, row, others)
                if twin is None:
                    step.update(row, unit=target)
                    continue
                if row.counted:
                    remarks += self._add_up(step, self._catalogue.ledgers[key], twin, row, target)
                step.delete(row)
        self._hand_over_values(step, unit, target, code)
        return rows, remarks

    def _rows(self, model: type[LedgerRow], unit: Any, code: str) -> list[Any]:  # noqa: ANN401 - a Unit
        """Return live rows, the one that counts as the latest first."""
        rows = model.select().where(model.live(), model.unit == unit, model.period == code)
        return sorted(rows, key=lambda row: (str(row.date or "9999-12-31"), row.id), reverse=True)

    def _twin(self, ledger: str, row: Any, others: list[Any]) -> Any:  # noqa: ANN401 - rows
        """Return the target's row that cannot count beside this one, None where there is none."""
        spec = self._catalogue.ledgers[ledger]

        def same(other: Any, columns: tuple[str, ...]) -> bool:  # noqa: ANN401 - a row
            return all(getattr(other, name) == getattr(row, name) for name in columns)

        for other in others:
            if ledger in self._states and other.counted and same(other, spec.identity):
                return other
            if row.is_subtotal and other.is_subtotal and same(other, spec.subtotal_key):
                return other
        return None

    def _add_up(
        self,
        step: Step,
        spec: LedgerSpec,
        twin: Any,  # noqa: ANN401 - a row
        row: Any,  # noqa: ANN401 - a row
        target: Any,  # noqa: ANN401 - a Unit
    ) -> list[str]:
        """Add a row's numbers to its twin; factors and rates are emptied, they cannot be added."""
        factors = {
            name
            for derivation in spec.derivations
            if isinstance(derivation, ProductOf)
            for name in derivation.factors
        }
        values: dict[str, Any] = {"estimated": twin.estimated or row.estimated}
        remarks = []
        for field in spec.fields:
            here, there = getattr(row, field.name), getattr(twin, field.name)
            if here is None:
                continue
            if field.name in factors:
                values[field.name] = None
            elif field.counter == _NEVER_ADDED:
                values[field.name] = None
                remarks.append(f"{target.name}“{spec.label}”的{field.label}")
            elif field.is_number:
                values[field.name] = here + there if there is not None else here
            elif field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT) and field.name == "note":
                joined = "；".join(filter(None, (there, here)))
                values[field.name] = joined[: field.max_length]
        step.update(twin, **values)
        return remarks

    def _drop_nil(self, step: Step, target: Any, code: str, ledger: str) -> None:  # noqa: ANN401 - a Unit
        """Take the target's 零报告 back where rows arrive."""
        for nil in NilReport.select().where(
            NilReport.live(),
            NilReport.unit == target,
            NilReport.period == code,
            NilReport.ledger == ledger,
        ):
            step.delete(nil)

    def _hand_over_values(self, step: Step, unit: Any, target: Any, code: str) -> None:  # noqa: ANN401 - Units
        """Hand values over that were given by hand."""
        mine, theirs = (
            {
                row.figure: row
                for row in ReportedValue.select().where(
                    ReportedValue.live(), ReportedValue.unit == owner, ReportedValue.period == code
                )
            }
            for owner in (unit, target)
        )
        for figure, row in mine.items():
            other = theirs.get(figure)
            if other is None:
                step.update(row, unit=target)
                continue
            reasons = "；".join(dict.fromkeys((other.reason, row.reason)))
            step.update(other, value=other.value + row.value, reason=reasons[:200])
            step.delete(row)
