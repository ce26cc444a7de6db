"""From a filled form to rows: its cells are judged one by one, then belong to subtotal rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from desktop_app.core.errors import InvalidValue
from desktop_app.core.readers import Reading, reader_for
from desktop_app.core.records import CellValue
from desktop_app.core.typed_cells import ESTIMATED, MARKED, NO_MARK
from desktop_app.services.workbook.form_facts import FormFacts
from desktop_app.services.workbook.form_lines import FormLine, Kind
from desktop_app.services.workbook.form_marks import FormSheet
from desktop_app.services.workbook.layout import UNITS
from desktop_app.services.workbook.parsing import Parsed

NEW, CHANGED, UNCHANGED = "新增", "修改", "未变"


@dataclass(frozen=True, slots=True)
class FormCell:
    """One filled cell of a form beside what is known. state: NEW, CHANGED or UNCHANGED."""

    sheet: str
    cell: str
    label: str
    before: CellValue
    now: CellValue
    state: str


@dataclass
class FormRows:
    """What a form says: sheet key → rows, its cells, and what of it is refused.

    notes: how cells were read where it is not said outright.
    """

    rows: dict[str, list[Parsed]] = field(default_factory=dict)
    cells: list[FormCell] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the fields of one subtotal row stand on the form: below each other."""

    cells: Mapping[str, str]

    def cell(self, name: str, _number: int) -> str:
        """Return such as E12; the first one for what the form does not ask."""
        return self.cells.get(name) or next(iter(self.cells.values()))


def form_rows(form: FormSheet, facts: FormFacts, unit: str) -> FormRows:
    """Judge a form of a unit; an empty cell changes nothing."""
    found = FormRows()
    values: dict[tuple[str, Kind], dict[str, CellValue]] = {}
    places: dict[tuple[str, Kind], dict[str, str]] = {}
    for line, cell, reading in _filled(form, facts, found):
        value = reading.value
        counted = facts.counted_otherwise(line, unit)
        if counted is not None:  # the form would add to it; a locked cell comes back as it went
            if value != counted:
                found.problems.append(
                    f"{form.title}·{cell}·“{line.label}”台账里已登记合计{counted}，"
                    f"表里是{value}，请到台账里核对，没有收"
                )
            continue
        typed = facts.typed(line, unit)
        state = NEW if typed is None else UNCHANGED if typed == value else CHANGED
        found.cells.append(FormCell(form.title, cell, line.label, typed, value, state))
        thing = line.ledger, line.kind
        values.setdefault(thing, {})[line.column] = value
        if reading.is_estimate and line.ledger:
            values[thing][ESTIMATED] = True
        places.setdefault(thing, {})[line.column] = cell
    for (ledger, kind), columns in values.items():
        where = _Addresses(places[ledger, kind])
        if ledger:
            row = {**columns, **dict(kind), "is_subtotal": True}
            found.rows.setdefault(ledger, []).append(Parsed(form.title, 0, row, "", where))
        else:
            row = {**columns, "name": unit}
            uid = facts.units[unit].uid
            found.rows[UNITS] = [Parsed(form.title, 0, row, uid, where)]
    return found


def _filled(
    form: FormSheet, facts: FormFacts, found: FormRows
) -> Iterator[tuple[FormLine, str, Reading]]:
    """Yield the lines that hold something, with the cell and what it says; keep what to tell."""
    by_key = {line.key: line for line in facts.lines}
    by_label = {line.label: line for line in facts.lines}
    for number, key, label, raw in form.lines:
        if raw is None or str(raw).strip() == "":
            continue
        cell = f"{get_column_letter(form.column + 1)}{number}"
        line = by_key.get(key) if form.is_marked else by_label.get(label)
        if line is None:
            if key or (label and not form.is_marked):
                found.problems.append(f"{form.title}·{cell}·本季度不报“{label}”，没有收")
            continue
        reading = _reading(line, facts, raw)
        if reading.problem:
            found.problems.append(f"{form.title}·{cell}·“{line.label}”{reading.problem}")
        elif reading.note:
            found.notes.append(f"{form.title}·{cell}·“{line.label}”：{reading.note}")
        if reading.value is not None:
            yield line, cell, reading


def _reading(line: FormLine, facts: FormFacts, raw: object) -> Reading:
    """Read one cell; its note says whether an estimate can be marked."""
    try:
        reading = reader_for(line.field, facts.options)(raw)
    except InvalidValue as reason:
        return Reading(None, "", str(reason))
    if reading.is_estimate:
        mark = MARKED if line.ledger else NO_MARK
        return reading._replace(note=f"{reading.note}，{mark}")
    return reading
