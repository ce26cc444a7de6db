"""What stands in a workbook when it is handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.services.assembly import Services
from desktop_app.services.rectification.service import PROBLEM_FIELDS
from desktop_app.services.workbook.layout import (
    MEASURES,
    NIL,
    OFFICE,
    OPTIONS,
    PROBLEMS,
    REPORTED,
    UID_COLUMN,
    UNIT_COLUMN,
    UNITS,
    SheetLayout,
)

SheetRow = Mapping[str, CellValue]
"""Field name → value; the row's uid under UID_COLUMN."""

Content = dict[str, list[SheetRow]]
"""Sheet key → rows."""


def office_content(
    services: Services,
    period: Period,
    known: Period,
    sheets: Sequence[SheetLayout],
    *,
    unit: str = "",
    filled: bool = False,
) -> Content:
    """Return what is known already: office, units, option lists, nil returns.

    known: the open quarter that units and lists are taken from, the period itself where it is open.
    unit: only this one's. filled: the rows of ledgers, problems and measures as well.
    """
    units = [record for record in services.office.units(known) if not unit or record.name == unit]
    nil = services.office.nil_reports(period)
    content: Content = {
        OFFICE: [_office_row(services, period)],
        UNITS: [
            {
                UID_COLUMN: record.uid,
                "name": record.name,
                "kind": record.kind,
                "party_members": record.party_members,
                "branches": record.branches,
                "reporting": record.reporting,
            }
            for record in units
        ],
        NIL: [
            {
                UNIT_COLUMN: record.name,
                **{ledger: True for owner, ledger in nil if owner == record.name},
            }
            for record in units
        ],
        OPTIONS: _option_rows(services, known),
    }
    if not filled:
        return content
    for sheet in sheets:
        if sheet.key in services.catalogue.ledgers:
            content[sheet.key] = ledger_content(services, period, sheet.key, unit=unit)
    if not unit:
        content[PROBLEMS] = _problem_rows(services, period)
        content[MEASURES] = _measure_rows(services, period)
        content[REPORTED] = [
            {
                "figure": services.catalogue.figures[reported.figure].label,
                "unit": reported.unit,
                "value": reported.value,
                "reason": reported.reason,
            }
            for reported in services.office.reported_values(period)
        ]
    return content


def _office_row(services: Services, period: Period) -> SheetRow:
    report = services.texts.report(period)
    return {
        **services.quarter_settings.office_values(),
        "as_of": report.as_of,
        "signed_on": report.signed_on,
    }


def _option_rows(services: Services, period: Period) -> list[SheetRow]:
    lists = services.office.options(period)
    longest = max((len(texts) for texts in lists.values()), default=0)
    return [
        {key: texts[place] for key, texts in lists.items() if place < len(texts)}
        for place in range(longest)
    ]


def ledger_content(
    services: Services, period: Period, ledger: str, *, unit: str = "", area: str = ""
) -> list[SheetRow]:
    """Return the rows of a ledger; of one unit, and of one area where areas share the ledger."""
    column = services.catalogue.ledgers[ledger].shared_by if area else None
    labels = {found.spec.key: found.spec.label for found in services.catalogue.areas}
    return [
        {UID_COLUMN: row.uid, UNIT_COLUMN: row.unit, **row.values}
        for row in services.ledgers.rows(ledger, period, unit)
        if column is None or row.values[column] in (labels[area], None)
    ]


def _problem_rows(services: Services, period: Period) -> list[SheetRow]:
    closings = services.rectification.closings(period)
    return [
        {
            UID_COLUMN: problem.uid,
            "number": number,
            **{field.name: getattr(problem, field.name) for field in PROBLEM_FIELDS},
            "is_closed": problem.closed == period.code,
            "closed_on": closings[problem.uid].day if problem.uid in closings else None,
            "closing_note": closings[problem.uid].note if problem.uid in closings else "",
        }
        for number, problem in enumerate(services.rectification.problems(period), 1)
    ]


def _measure_rows(services: Services, period: Period) -> list[SheetRow]:
    numbers = {
        problem.uid: str(number)
        for number, problem in enumerate(services.rectification.problems(period), 1)
    }
    return [
        {
            UID_COLUMN: measure.uid,
            "heading": measure.heading,
            "text": measure.text,
            "responsible_body": measure.responsible_body,
            "responsible_person": measure.responsible_person,
            "due": measure.due,
            "state": measure.state,
            "closed_on": measure.closed_on,
            "note": measure.note,
            "problems": "、".join(numbers[uid] for uid in measure.problems if uid in numbers),
        }
        for measure in services.rectification.measures(period)
    ]
