"""Rows of ledgers: read, saved, deleted and restored, one step a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.base import LedgerRow, Unit
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import FieldProblem, InvalidRow, UnknownName
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue, RowRecord, RowWarning
from desktop_app.core.specs import LedgerSpec
from desktop_app.core.validation import check_values, derive, options_in, row_warnings
from desktop_app.services.log.changes import Writer
from desktop_app.services.office.service import OfficeService


class LedgerService:
    """台账: the same door for the table, the form and the workbook."""

    def __init__(self, writer: Writer, catalogue: Catalogue, office: OfficeService) -> None:
        """office: units and option lists of the quarters."""
        self._writer = writer
        self._catalogue = catalogue
        self._office = office

    def spec(self, ledger: str) -> LedgerSpec:
        """Return a ledger's declaration; UnknownName when there is none."""
        spec = self._catalogue.ledgers.get(ledger)
        if spec is None:
            raise UnknownName(f"没有台账“{ledger}”。")
        return spec

    def rows(self, ledger: str, period: Period, unit: str = "") -> list[RowRecord]:
        """Return the live rows of a period in the order of entry; of one unit, where named."""
        spec = self.spec(ledger)
        model = self._catalogue.models[ledger]
        codes = [quarter.code for quarter in period.quarters]
        query = (
            model.select(model, Unit)
            .join(Unit)
            .where(model.live(), model.period.in_(codes))
            .order_by(model.period, model.id)
        )
        if unit:
            query = query.where(Unit.name == unit)
        return [row_record(spec, row) for row in query]

    def save(
        self,
        ledger: str,
        period: Period,
        values: Mapping[str, object],
        *,
        unit: str | None = None,
        uid: str | None = None,
    ) -> tuple[RowRecord, tuple[RowWarning, ...]]:
        """Add a row (uid None) or change the named fields of one; return it and its warnings.

        values: field name → what was typed; days may lack their year, an estimate (约38) marks the
        row as one. Raises InvalidRow, UnknownUnit or UnknownName; nothing is written then.
        """
        spec = self.spec(ledger)
        model = self._catalogue.models[ledger]
        has_lists = any(field.option_list for field in spec.fields if field.name in values)
        lists = self._office.options(period) if has_lists else {}
        checked, problems = check_values(spec, values, options_in(period, lists))
        owner = self._owner(spec, period, unit, required=uid is None)
        if owner is None and uid is None:
            problems = (FieldProblem("unit", "“填报单位”不能为空，请填写"), *problems)
        if problems:
            raise InvalidRow(problems)
        parsed: dict[str, Any] = dict(checked)
        with self._writer.step(f"{'修改' if uid else '新增'}{spec.label}") as step:
            if uid is None:
                row = model(unit=owner, period=period.code)
            else:
                row = self._row(ledger, uid)
                if owner is not None:
                    parsed["unit"] = owner
            known = {field.name: getattr(row, field.name) for field in spec.fields}
            parsed |= derive(spec, known | parsed, frozenset(parsed))
            self._refuse_second_subtotal(spec, row, known | parsed, owner or row.unit)
            if uid is None:
                row = step.insert(model, unit=owner, period=period.code, **parsed)
            else:
                step.update(row, **parsed)
        record = row_record(spec, row)
        return record, row_warnings(spec, record.values, period)

    def delete(self, ledger: str, uid: str) -> None:
        """Put a row into the 回收站."""
        with self._writer.step(f"删除{self.spec(ledger).label}") as step:
            step.delete(self._row(ledger, uid))

    def restore(self, ledger: str, uid: str) -> None:
        """Take a row out of the 回收站; UnknownName when it is not there."""
        model = self._catalogue.models[ledger]
        row = model.select().where(model.uid == uid, ~model.live()).first()
        if row is None:
            raise UnknownName("回收站里没有这一行，请刷新后再试。")
        with self._writer.step(f"恢复{self.spec(ledger).label}") as step:
            step.update(row, deleted_at=None)

    def _owner(
        self, spec: LedgerSpec, period: Period, unit: str | None, *, required: bool
    ) -> Unit | None:
        """Return the unit a row belongs to; ledgers of the township's own belong to 本级."""
        if spec.kept_by_office:
            return (
                self._office.unit_row(period, self._office.office_itself(period))
                if required
                else None
            )
        return self._office.unit_row(period, unit) if unit else None

    def _row(self, ledger: str, uid: str) -> Any:  # noqa: ANN401 - a LedgerRow
        model = self._catalogue.models[ledger]
        # Every kept cell comes this way: SQL as it stands spares peewee's compiling.
        live = f'SELECT * FROM "{model._meta.table_name}" WHERE "uid" = ? AND "deleted_at" IS NULL'  # noqa: S608 - the model's name
        row = next(iter(model.raw(live, uid)), None)
        if row is None:
            raise UnknownName(
                f"{self.spec(ledger).label}里没有这一行，可能已被删除，请刷新后再试。"
            )
        row.unit = next(iter(Unit.raw('SELECT * FROM "unit" WHERE "id" = ?', row.unit_id)))
        row._dirty.clear()
        return row

    def _refuse_second_subtotal(
        self,
        spec: LedgerSpec,
        row: Any,  # noqa: ANN401 - a LedgerRow
        values: Mapping[str, CellValue],
        unit: Any,  # noqa: ANN401 - a Unit
    ) -> None:
        if not values.get("is_subtotal"):
            return
        model: type[LedgerRow] = self._catalogue.models[spec.key]
        same = [
            getattr(model, column).is_null()
            if values.get(column) is None
            else getattr(model, column) == values[column]
            for column in spec.subtotal_key
        ]
        other = (
            model.select()
            .where(
                model.live(),
                model.is_subtotal,
                model.unit == unit,
                model.period == row.period_id,
                model.uid != row.uid,
                *same,
            )
            .first()
        )
        if other is not None:
            raise InvalidRow(
                (FieldProblem("is_subtotal", f"{unit.name}的{spec.label}已有一行小计，请改那一行"),)
            )


def row_record(spec: LedgerSpec, row: Any) -> RowRecord:  # noqa: ANN401 - a LedgerRow with its Unit
    """Return a database row as a record."""
    return RowRecord(
        row.uid,
        spec.key,
        row.period_id,
        row.unit.name,
        {field.name: getattr(row, field.name) for field in spec.fields},
    )
