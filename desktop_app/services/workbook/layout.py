"""Which sheets a workbook has and what stands in their columns; writer and reader share it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from db.base import Unit
from db.models.office import Office, ReportedValue, UnitPeriod
from db.models.report import Report
from desktop_app.areas.catalogue import AREA_LIST, Catalogue
from desktop_app.areas.declare import field_specs
from desktop_app.core.specs import FieldKind, FieldSpec, LedgerSpec
from desktop_app.services.rectification.service import (
    CLOSING_FIELDS,
    MEASURE_FIELDS,
    PROBLEM_FIELDS,
    PROGRESS_FIELDS,
)

PROGRAM = "党建季报"
FORMAT_VERSION = 1
GUIDE_SHEET = "填表说明"
ORIGIN_SHEET = "_党建季报"
"""Hidden sheet that says which program, format, quarter and unit a workbook is for."""

HEADING_ROW, KEY_ROW, FIRST_ROW = 1, 2, 3

OFFICE, UNITS, OPTIONS, NIL, REPORTED = "office", "units", "options", "nil_report", "reported"
PROBLEMS, MEASURES = "problem", "measure"
UNIT_COLUMN, UID_COLUMN = "unit", "uid"
REPORT_DATES = ("as_of", "signed_on")
"""Columns of a report that the sheet of the township carries."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook was made for: a quarter's code ("" for any) and a unit ("" for all).

    unit_uid: the unit's uid, by which it is known after it was renamed.
    """

    period: str
    unit: str = ""
    unit_uid: str = ""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet. fields: its columns in order; the key of a cell is `sheet.field`."""

    key: str
    title: str
    fields: tuple[FieldSpec, ...]
    has_uid: bool = False

    def column_key(self, field: str) -> str:
        """Return what stands in the key row over a column."""
        return f"{self.key}.{field}"


def _text(name: str, label: str, **facts: object) -> FieldSpec:
    return FieldSpec(name, FieldKind.TEXT, label, max_length=100, **facts)  # type: ignore[arg-type]


UNIT_FIELD = _text(UNIT_COLUMN, "填报单位", required=True)
CLOSED_FIELD = FieldSpec("is_closed", FieldKind.BOOLEAN, "本季度已整改")
ANSWERS_FIELD = _text("problems", "对应问题", help="填“存在问题”表里的序号，如：1、3")
NUMBER_FIELD = FieldSpec("number", FieldKind.INTEGER, "序号")
REASON_FIELDS = field_specs(ReportedValue)
VALUE_FIELD = FieldSpec(
    "value", FieldKind.DECIMAL, "数值", required=True, decimals=4, maximum=None, minimum=None
)


def ledger_sheet(spec: LedgerSpec, *, with_unit: bool) -> SheetLayout:
    """Return the sheet of a ledger; ledgers kept by the township have no unit column."""
    typed = tuple(field for field in spec.fields if not field.derived and field.name != "counted")
    unit = (UNIT_FIELD,) if with_unit and not spec.kept_by_office else ()
    return SheetLayout(spec.key, spec.label, (*unit, *typed), has_uid=True)


def office_sheet() -> SheetLayout:
    """Return the sheet of the township and of the report's dates."""
    dates = tuple(field for field in field_specs(Report) if field.name in REPORT_DATES)
    texts = tuple(replace(field, required=False) for field in field_specs(Office))
    return SheetLayout(OFFICE, "单位信息", (*texts, *dates))


def units_sheet() -> SheetLayout:
    """Return the sheet of the units with their facts of the quarter."""
    named = [
        replace(field, required=field.name == "name")
        for field in field_specs(Unit)
        if field.name in ("name", "kind")
    ]
    facts = [replace(field, required=False) for field in field_specs(UnitPeriod)]
    return SheetLayout(UNITS, "填报单位", (*named, *facts), has_uid=True)


def problems_sheet() -> SheetLayout:
    """Return the sheet of problems; the number is what measures refer to."""
    return SheetLayout(
        PROBLEMS,
        "存在问题",
        (NUMBER_FIELD, *PROBLEM_FIELDS, CLOSED_FIELD, *CLOSING_FIELDS),
        has_uid=True,
    )


def measures_sheet() -> SheetLayout:
    """Return the sheet of measures with their progress in the quarter."""
    progress = tuple(replace(field, required=False) for field in PROGRESS_FIELDS)
    return SheetLayout(
        MEASURES, "下步措施", (*MEASURE_FIELDS, *progress, ANSWERS_FIELD), has_uid=True
    )


def nil_sheet(catalogue: Catalogue, areas: Collection[str], *, for_all: bool = True) -> SheetLayout:
    """Return the matrix of units × ledgers; 是 is a 零报告.

    for_all: with the ledgers that the township keeps itself, for which 本级 may answer.
    """
    marks = tuple(
        FieldSpec(key, FieldKind.BOOLEAN, spec.label)
        for key, spec in catalogue.ledgers.items()
        if (for_all or not spec.kept_by_office)
        and set(areas).intersection(catalogue.areas_of_ledger[key])
    )
    return SheetLayout(NIL, "零报告", (UNIT_FIELD, *marks))


def reported_sheet(catalogue: Catalogue) -> SheetLayout:
    """Return the sheet of values given by hand."""
    labels = tuple(spec.label for spec in catalogue.figures.values() if not spec.is_list)
    figure = FieldSpec("figure", FieldKind.CHOICE, "指标", required=True, choices=labels)
    unit = replace(UNIT_FIELD, required=False, help="全镇合计数不填单位")
    return SheetLayout(REPORTED, "直报数", (figure, unit, VALUE_FIELD, *REASON_FIELDS))


def options_sheet(catalogue: Catalogue) -> SheetLayout:
    """Return the sheet of the quarter's option lists, a column a list."""
    lists = tuple(_text(key, label) for key, (label, _) in catalogue.option_lists.items())
    return SheetLayout(OPTIONS, "选项", lists)


def sheets_for(
    catalogue: Catalogue, areas: Collection[str], *, unit: str = ""
) -> tuple[SheetLayout, ...]:
    """Return the sheets of a workbook for the whole township, or for one unit.

    areas: keys of the areas that are on.
    """
    sheets = _sheets_for(catalogue, areas, unit)
    return tuple(
        replace(sheet, fields=tuple(_with_areas(field, catalogue) for field in sheet.fields))
        for sheet in sheets
    )


def _with_areas(field: FieldSpec, catalogue: Catalogue) -> FieldSpec:
    """Turn the list of work areas into fixed choices: no quarter edits it."""
    if field.option_list != AREA_LIST:
        return field
    return replace(field, option_list=None, choices=catalogue.area_labels)


def _sheets_for(catalogue: Catalogue, areas: Collection[str], unit: str) -> tuple[SheetLayout, ...]:
    on = set(areas)
    ledgers = [
        spec
        for key, spec in catalogue.ledgers.items()
        if on.intersection(catalogue.areas_of_ledger[key])
    ]
    if unit:
        owed = [ledger_sheet(spec, with_unit=False) for spec in ledgers if not spec.kept_by_office]
        nil = nil_sheet(catalogue, areas, for_all=False)
        return (*owed, nil, options_sheet(catalogue))
    return (
        office_sheet(),
        units_sheet(),
        *(ledger_sheet(spec, with_unit=True) for spec in ledgers),
        problems_sheet(),
        measures_sheet(),
        nil_sheet(catalogue, areas),
        reported_sheet(catalogue),
        options_sheet(catalogue),
    )
