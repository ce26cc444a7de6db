"""The township, its units in each quarter, and what each quarter switches on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from db.base import Period as PeriodRow
from db.base import Unit
from db.fields import LARGEST
from db.models.office import AreaPeriod, NilReport, Office, OptionItem, ReportedValue, UnitPeriod
from desktop_app.areas.catalogue import AREA_LIST, Catalogue
from desktop_app.areas.declare import field_specs
from desktop_app.core.errors import FieldProblem, InvalidRow, UnknownName, UnknownUnit
from desktop_app.core.periods import Period
from desktop_app.core.records import OFFICE_ITSELF, OfficeRecord, ReportedRecord, UnitRecord
from desktop_app.core.specs import Count, FieldKind, FieldSpec, Largest, Sum, UnitFact
from desktop_app.core.validation import checked_values
from desktop_app.services.log.changes import Writer

# Asked with every row that is kept: as it stands it spares peewee's compiling.
_UNIT_OF_QUARTER = """
    SELECT u.* FROM "unit" u JOIN "unit_period" p ON p.unit_id = u.id
    WHERE u.name = ? AND u.deleted_at IS NULL AND p.deleted_at IS NULL AND p.period = ?
"""
_OFFICE_FIELDS = tuple(field.name for field in field_specs(Office))


class OfficeService:
    """单位信息, 填报单位, 工作领域 on or off, 选项, 零报告 and 直报数."""

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        """Read and write through the writer's store."""
        self._writer = writer
        self._catalogue = catalogue

    def office(self) -> OfficeRecord:
        """Return the township; an empty record before it was set up."""
        row = Office.select().where(Office.live()).first()
        if row is None:
            return OfficeRecord()
        texts = {name: getattr(row, name) or "" for name in _OFFICE_FIELDS}
        return OfficeRecord(**texts, demo=row.demo)

    def save_office(self, **values: object) -> None:
        """Change some of the township's texts as they were typed; names as in OfficeRecord.

        Raises InvalidRow.
        """
        checked = {name: values.pop(name) for name in ("demo",) if name in values}
        values = {**checked, **_checked(Office, values)}
        with self._writer.step("修改单位信息") as step:
            row = Office.select().where(Office.live()).first()
            if row is None:
                step.insert(Office, **values)
            else:
                step.update(row, **values)

    def units(self, period: Period) -> list[UnitRecord]:
        """Return the units of a quarter in their order, 本级 last."""
        query = (
            UnitPeriod.select(UnitPeriod, Unit)
            .join(Unit)
            .where(UnitPeriod.live(), UnitPeriod.period == period.code, Unit.live())
            .order_by(Unit.kind == OFFICE_ITSELF, Unit.position, Unit.id)
        )
        return [_unit_record(row) for row in query]

    def unit_row(self, period: Period, name: str) -> Any:  # noqa: ANN401 - a Unit
        """Return the database row of a unit of the quarter; UnknownUnit names it."""
        row = next(iter(Unit.raw(_UNIT_OF_QUARTER, name, period.code)), None)
        if row is None:
            raise UnknownUnit(f"{period.label}没有填报单位“{name}”，请先在“填报单位”里添加。")
        return row

    def office_itself(self, period: Period) -> str:
        """Return the name of the unit that stands for the township's own offices."""
        for unit in self.units(period):
            if unit.is_office_itself:
                return unit.name
        raise UnknownUnit(f"{period.label}没有类别为“本级”的填报单位，请先添加。")

    def save_unit(
        self,
        period: Period,
        name: str,
        *,
        kind: str | None = None,
        uid: str | None = None,
        **facts: Any,  # noqa: ANN401 - values of columns
    ) -> None:
        """Add a unit to a quarter or change it; known by uid, else by name.

        kind: a new unit is a 村 unless said otherwise. There is one 本级: a second one takes its
        place. facts: party_members, branches, reporting.
        """
        name = _checked(Unit, {"name": name})["name"]
        kind = _checked(Unit, {"kind": kind})["kind"] if kind else None
        facts = _checked(UnitPeriod, facts)
        with self._writer.step(f"填报单位：{name}") as step:
            unit = self._known_unit(name, kind, uid)
            if unit is None:
                position = Unit.select().count() + 1
                unit = step.insert(Unit, name=name, kind=kind or "村", position=position)
            else:
                step.update(unit, name=name, kind=kind or unit.kind)
            row = (
                UnitPeriod.select()
                .where(UnitPeriod.unit == unit, UnitPeriod.period == period.code, UnitPeriod.live())
                .first()
            )
            if row is None:
                step.insert(UnitPeriod, unit=unit, period=period.code, **facts)
            else:
                step.update(row, **facts)

    def unit_field(self, name: str) -> FieldSpec:
        """Return the declaration of a fact of a unit in a quarter: party_members, branches."""
        return next(field for field in field_specs(UnitPeriod) if field.name == name)

    def _known_unit(self, name: str, kind: str | None, uid: str | None) -> Any:  # noqa: ANN401 - a Unit or None
        namesake = Unit.select().where(Unit.live(), Unit.name == name).first()
        unit = Unit.select().where(Unit.live(), Unit.uid == uid).first() if uid else None
        if unit is None and namesake is None and kind == OFFICE_ITSELF:
            unit = Unit.select().where(Unit.live(), Unit.kind == OFFICE_ITSELF).first()
        if unit is not None and namesake is not None and unit != namesake:
            problem = FieldProblem("name", f"已有名为“{name}”的填报单位，请换一个名称")
            raise InvalidRow((problem,))
        return unit or namesake

    def areas_off(self, quarters: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return (quarter, area) of every area that is switched off in one of the quarters."""
        query = AreaPeriod.select().where(
            AreaPeriod.live(), AreaPeriod.period.in_(list(quarters)), ~AreaPeriod.enabled
        )
        return frozenset((row.period_id, row.area) for row in query)

    def areas_on(self, period: Period) -> list[str]:
        """Return the keys of the areas that are on in at least one open quarter of the period."""
        codes = [quarter.code for quarter in period.quarters]
        open_ones = [
            row.code
            for row in PeriodRow.select().where(PeriodRow.live(), PeriodRow.code.in_(codes))
        ] or codes
        off = self.areas_off(open_ones)
        return [
            area.spec.key
            for area in self._catalogue.areas
            if any((code, area.spec.key) not in off for code in open_ones)
        ]

    def switch_area(self, period: Period, area: str, *, enabled: bool) -> None:
        """Switch an area on or off for a quarter; its rows are kept."""
        labels = {found.spec.key: found.spec.label for found in self._catalogue.areas}
        if area not in labels:
            raise UnknownName(f"没有工作领域“{area}”。")
        with self._writer.step(f"{'启用' if enabled else '停用'}{labels[area]}") as step:
            row = (
                AreaPeriod.select()
                .where(
                    AreaPeriod.live(),
                    AreaPeriod.period == period.code,
                    AreaPeriod.area == area,
                )
                .first()
            )
            if row is None:
                step.insert(AreaPeriod, period=period.code, area=area, enabled=enabled)
            else:
                step.update(row, enabled=enabled)

    def options(self, period: Period) -> Mapping[str, tuple[str, ...]]:
        """Return the option lists of a quarter, key → texts in order."""
        lists: dict[str, list[str]] = {key: [] for key in self._catalogue.option_lists}
        query = (
            OptionItem.select()
            .where(OptionItem.live(), OptionItem.period == period.code)
            .order_by(OptionItem.option_list, OptionItem.position, OptionItem.id)
        )
        for item in query:
            lists.setdefault(item.option_list, []).append(item.text)
        return {
            key: tuple(texts) or self._catalogue.option_lists[key][1]
            for key, texts in lists.items()
        } | {AREA_LIST: self._catalogue.area_labels}

    def save_options(self, period: Period, option_list: str, texts: tuple[str, ...]) -> None:
        """Replace one option list of a quarter."""
        label = self._catalogue.option_lists[option_list][0]
        field = FieldSpec("text", FieldKind.TEXT, label, required=True, max_length=50)
        texts = tuple(str(checked_values((field,), {"text": text})["text"]) for text in texts)
        with self._writer.step(f"修改选项：{label}") as step:
            for item in OptionItem.select().where(
                OptionItem.live(),
                OptionItem.period == period.code,
                OptionItem.option_list == option_list,
            ):
                step.delete(item)
            for position, text in enumerate(texts):
                step.insert(
                    OptionItem,
                    period=period.code,
                    option_list=option_list,
                    position=position,
                    text=text,
                )

    def nil_reports(self, period: Period) -> set[tuple[str, str]]:
        """Return (unit name, ledger key) of every nil return of a quarter."""
        query = (
            NilReport.select(NilReport, Unit)
            .join(Unit)
            .where(NilReport.live(), NilReport.period == period.code)
        )
        return {(row.unit.name, row.ledger) for row in query}

    def save_nil_report(self, period: Period, unit: str, ledger: str, *, given: bool) -> None:
        """Give or take back a unit's 零报告 for a ledger."""
        spec = self._catalogue.ledgers[ledger]
        unit_row = self.unit_row(period, unit)
        if given and spec.kept_by_office and unit_row.kind != OFFICE_ITSELF:
            raise InvalidRow((FieldProblem(ledger, f"“{spec.label}”由本级登记，{unit}不用零报告"),))
        word = "零报告" if given else "撤回零报告"
        with self._writer.step(f"{unit}：{spec.label}{word}") as step:
            row = (
                NilReport.select()
                .where(
                    NilReport.live(),
                    NilReport.unit == unit_row,
                    NilReport.period == period.code,
                    NilReport.ledger == ledger,
                )
                .first()
            )
            if given and row is None:
                step.insert(NilReport, unit=unit_row, period=period.code, ledger=ledger)
            elif row is not None and not given:
                step.delete(row)

    def reported_values(self, period: Period) -> list[ReportedRecord]:
        """Return the values given by hand for a quarter."""
        query = ReportedValue.select().where(
            ReportedValue.live(), ReportedValue.period == period.code
        )
        return [
            ReportedRecord(row.figure, row.unit.name if row.unit else "", row.value, row.reason)
            for row in query
        ]

    def save_reported_value(
        self, period: Period, figure: str, value: object, reason: object, unit: str = ""
    ) -> None:
        """Give a figure by hand, for one unit or ("") for the whole; an empty value takes it back.

        Raises InvalidRow: for a wrong number, and for a unit where the figure is never broken
        down to units or is not a sum.
        """
        spec = self._catalogue.figures[figure]
        if unit and not (
            spec.by_unit and isinstance(spec.source, Sum | Largest | Count | UnitFact)
        ):
            problem = f"“{spec.label}”只能报全镇（街道）的合计，不分单位"
            raise InvalidRow((FieldProblem("unit", problem),))
        number = FieldSpec(
            "value",
            FieldKind.DECIMAL if spec.decimals else FieldKind.INTEGER,
            spec.label,
            minimum=Decimal(0),
            maximum=Decimal(LARGEST),
            decimals=spec.decimals,
        )
        checked = checked_values((number,), {"value": value})
        if checked["value"] is not None:
            checked |= _checked(ReportedValue, {"reason": reason})
        with self._writer.step(f"直报数：{spec.label}") as step:
            unit_row = self.unit_row(period, unit) if unit else None
            of_unit = ReportedValue.unit == unit_row if unit_row else ReportedValue.unit.is_null()
            row = (
                ReportedValue.select()
                .where(
                    ReportedValue.live(),
                    ReportedValue.period == period.code,
                    ReportedValue.figure == figure,
                    of_unit,
                )
                .first()
            )
            if checked["value"] is None:
                if row is not None:
                    step.delete(row)
            elif row is None:
                place = {"unit": unit_row, "period": period.code, "figure": figure}
                step.insert(ReportedValue, **place, **checked)
            else:
                step.update(row, **checked)


def _checked(model: type[Any], values: Mapping[str, object]) -> dict[str, Any]:
    """Parse what was typed into a model's fields; InvalidRow names every wrong one."""
    return checked_values(field_specs(model), values)


def _unit_record(row: Any) -> UnitRecord:  # noqa: ANN401 - a UnitPeriod with its Unit
    return UnitRecord(
        row.unit.uid, row.unit.name, row.unit.kind, row.party_members, row.branches, row.reporting
    )
