"""Office, units, option lists, nil returns and reported values of a workbook.

What was left blank changes nothing that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import InvalidRow, Refusal, WorkbookRefused
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.workbook import layout
from desktop_app.services.workbook.parsing import Parsed, parse_sheet
from desktop_app.services.workbook.reader import Book


class OfficeImport:
    """Takes the facts that are not ledger rows into one quarter."""

    def __init__(self, services: Services, period: Period) -> None:
        """The quarter must be open."""
        self._services = services
        self._period = period

    def take(self, book: Book, rows: Mapping[str, Sequence[Parsed]]) -> list[str]:
        """Write the facts of one workbook; return what is wrong with them."""
        problems: list[str] = []
        twice = _given_twice(rows.get(layout.REPORTED, ()))
        problems += [row.problem("figure", "同一指标、同一单位填了两行，请合并") for row in twice]
        for key, column, write in (
            (layout.OFFICE, "full_name", self._office),
            (layout.UNITS, "name", self._unit),
            (layout.NIL, layout.UNIT_COLUMN, self._nil),
            (layout.REPORTED, "unit", self._reported),
        ):
            for row in rows.get(key, ()):
                problems += _tried(write, row, column)
        options = self._services.office.options(self._period)
        for key, texts in own_options(book, self._services.catalogue).items():
            if texts != options.get(key):
                self._services.office.save_options(self._period, key, texts)
        return problems

    def _office(self, row: Parsed) -> None:
        given = row.given
        dates = {name: given.pop(name) for name in layout.REPORT_DATES if name in given}
        if given:
            self._services.office.save_office(**given)
        if dates:
            report = self._services.texts.report(self._period)
            self._services.texts.save_dates(
                self._period,
                as_of=dates.get("as_of", report.as_of),
                signed_on=dates.get("signed_on", report.signed_on),
            )

    def _unit(self, row: Parsed) -> None:
        self._services.office.save_unit(self._period, uid=row.uid or None, **row.given)

    def _nil(self, row: Parsed) -> None:
        given = row.given
        unit = given.pop(layout.UNIT_COLUMN)
        for ledger, is_nil in given.items():
            self._services.office.save_nil_report(self._period, unit, ledger, given=is_nil)

    def _reported(self, row: Parsed) -> None:
        given = row.given
        by_label = {spec.label: key for key, spec in self._services.catalogue.figures.items()}
        self._services.office.save_reported_value(
            self._period,
            by_label[given["figure"]],
            given.get("value"),
            given.get("reason", ""),
            given.get("unit", ""),
        )


def own_options(book: Book, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the option lists that stand in the workbook; empty ones are left out.

    Raises WorkbookRefused for texts that cannot be options.
    """
    data = book.sheets.get(layout.OPTIONS)
    if data is None or book.origin.unit:
        return {}  # one village does not change the lists of all
    sheet = layout.options_sheet(catalogue)
    rows, problems = parse_sheet(data, sheet, {})
    if problems:
        raise WorkbookRefused(tuple(problems))
    lists = {
        field.name: tuple(
            dict.fromkeys(str(row.given[field.name]) for row in rows if field.name in row.given)
        )
        for field in sheet.fields
    }
    return {key: texts for key, texts in lists.items() if texts}


def _given_twice(rows: Sequence[Parsed]) -> list[Parsed]:
    """Return the rows of reported values that repeat an earlier figure and unit."""
    seen: set[tuple[object, object]] = set()
    twice: list[Parsed] = []
    for row in rows:
        key = (row.values["figure"], row.values.get("unit"))
        if key in seen:
            twice.append(row)
        seen.add(key)
    return twice


def _tried(write: Callable[[Parsed], None], row: Parsed, column: str) -> list[str]:
    """Write one row; return the reasons of a refusal with the cells' addresses."""
    try:
        write(row)
    except InvalidRow as refusal:
        return [row.problem(found.field, found.message) for found in refusal.problems]
    except Refusal as refusal:
        return [row.problem(column, str(refusal).rstrip("。"))]
    return []
