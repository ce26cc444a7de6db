"""From raw tables to the workbooks of ours that they are: sheets and forms by their keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import SourceRefused
from desktop_app.services.workbook.form_marks import FormSheet, recognise
from desktop_app.services.workbook.layout import (
    FIRST_ROW,
    FORMAT_VERSION,
    GUIDE_SHEET,
    KEY_ROW,
    ORIGIN_SHEET,
    PROGRAM,
    Origin,
    SheetLayout,
)
from desktop_app.services.workbook.ledger_csv import FIRST_DATA_ROW, csv_sheet
from desktop_app.services.workbook.raw_tables import RawRow
from desktop_app.services.workbook.source_kinds import SourceKind
from desktop_app.services.workbook.tables import RawTable, RawTables, TableReader

_KEY = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_MOST_ROWS = 300_000
_USUAL_WIDTH = 40


@dataclass(frozen=True)
class SheetData:
    """One sheet: its title, the field of each column (None for foreign ones) and its rows."""

    title: str
    key: str
    fields: tuple[str | None, ...]
    filled: Iterable[RawRow]
    first: int = FIRST_ROW

    def rows(self) -> Iterator[RawRow]:
        """Yield (row number as the user sees it, cells); rows without any content are left out."""
        return (row for row in self.filled if row[0] >= self.first)


@dataclass(frozen=True)
class Book:
    """A workbook of ours: where it is from, its sheets by key, titles of sheets of no key.

    form: the page that a village filled in, where it is one. notes: remarks on the file.
    """

    path: Path
    origin: Origin
    sheets: dict[str, SheetData]
    foreign: tuple[str, ...] = ()
    form: FormSheet | None = None
    notes: tuple[str, ...] = ()

    def problems(self, uncounted: Iterable[tuple[str, str, str]]) -> list[str]:
        """Return cells of ours that hold no number, as 工作表·单元格·原因."""
        ours = {sheet.title for sheet in self.sheets.values()}
        if self.form:
            ours.add(self.form.title)
        return [f"{title}·{cell}·{reason}" for title, cell, reason in uncounted if title in ours]


def read_books(reader: TableReader, path: Path, layouts: Iterable[SheetLayout]) -> list[Book]:
    """Open a file of ours; SourceRefused says what else it is.

    The reader can then be asked for its uncounted cells. More than one book comes of a file into
    which the forms of several villages were copied. layouts: of the ledgers, by whose headings a
    .csv is known.
    """
    raw = reader.open(path)
    if raw.kind is SourceKind.TEXT:
        (table,) = raw.tables
        made_for, layout, fields, rows = csv_sheet(path, list(_rows(reader, raw, table)), layouts)
        sheet = SheetData(layout.title, layout.key, fields, rows, FIRST_DATA_ROW)
        return [Book(path, made_for, {layout.key: sheet}, notes=tuple(raw.notes))]
    sheets, forms = _sheets(reader, raw)
    titles = {table.title for table in raw.tables}
    origin = _origin(raw) if ORIGIN_SHEET in titles else None
    if origin is None and not forms:
        raise SourceRefused(
            f"“{path.name}”不是本程序生成的填报表格，请用“生成填报表格”得到的文件填写。"
        )
    if not sheets and not forms:
        raise SourceRefused(f"“{path.name}”里没有可以导入的表，请用本程序生成的表格填写。")
    known = {sheet.title for sheet in sheets.values()} | {form.title for form in forms}
    foreign = [
        table.title
        for table in raw.tables
        if table.title not in known and table.title not in (ORIGIN_SHEET, GUIDE_SHEET)
    ]
    if len(forms) > 1:  # whose lists these are can no longer be told
        foreign += [sheet.title for sheet in sheets.values()]
        sheets = {}
    notes = tuple(raw.notes)
    if not forms:
        assert origin is not None
        return [Book(path, origin, sheets, tuple(foreign), notes=notes)]
    return [
        Book(path, _origin_of(form, origin), sheets, tuple(foreign), form, notes) for form in forms
    ]


def _origin_of(form: FormSheet, book: Origin | None) -> Origin:
    """Return a form's own origin; of one without a mark what its file says besides."""
    if form.is_marked or book is None:
        return form.origin
    return Origin(form.origin.period or book.period, form.origin.unit or book.unit, book.unit_uid)


def _sheets(reader: TableReader, raw: RawTables) -> tuple[dict[str, SheetData], list[FormSheet]]:
    """Recognise sheets by the keys in their hidden row, forms by their mark."""
    sheets: dict[str, SheetData] = {}
    forms: list[FormSheet] = []
    for table in raw.tables:
        if recognise(table.title, table.head) is not None:
            form = recognise(table.title, list(_rows(reader, raw, table)))
            assert form is not None
            forms.append(form)
            continue
        keyed = _keys(table.head)
        if keyed is None:
            continue
        key, fields = keyed
        if key in sheets:
            raise SourceRefused(
                f"“{raw.path.name}”里“{sheets[key].title}”和“{table.title}”是同一张表，请只留一张。"
            )
        sheets[key] = SheetData(table.title, key, fields, _rows(reader, raw, table))
    return sheets, forms


class _Streamed:
    """The rows of a large table, which come while they are judged; again whenever asked."""

    def __init__(self, reader: TableReader, table: RawTable) -> None:
        self._reader = reader
        self._table = table

    def __iter__(self) -> Iterator[RawRow]:
        return self._reader.rows(self._table)


def _rows(reader: TableReader, raw: RawTables, table: RawTable) -> Iterable[RawRow]:
    if table.height <= len(table.head):
        return table.head
    if table.height > _MOST_ROWS and table.width * table.height > _MOST_ROWS * _USUAL_WIDTH:
        raise SourceRefused(
            f"“{raw.path.name}”里“{table.title}”的行数过多，不像填报表格，没有读取。"
        )
    return _Streamed(reader, table)


def _origin(raw: RawTables) -> Origin:
    table = next(table for table in raw.tables if table.title == ORIGIN_SHEET)
    facts = {str(cells[0]): cells[1] for _number, cells in table.head if len(cells) > 1}
    if facts.get("program") != PROGRAM:
        raise SourceRefused(f"“{raw.path.name}”不是党建季报的表格，请用本程序生成的表格填写。")
    version = facts.get("format")
    if version != FORMAT_VERSION:
        shown = f"{version:g}" if isinstance(version, float) else version
        raise SourceRefused(
            f"“{raw.path.name}”是另一版本程序的表格（格式{shown}，本程序用格式{FORMAT_VERSION}），"
            "请用本程序重新生成表格。"
        )
    return Origin(*(str(facts.get(name) or "") for name in ("period", "unit", "unit_uid")))


def _keys(head: Iterable[RawRow]) -> tuple[str, tuple[str | None, ...]] | None:
    """Return a sheet's key and its columns' fields; None for a foreign one."""
    for number, cells in head:
        if number != KEY_ROW:
            continue
        matches = [_KEY.fullmatch(str(cell)) for cell in cells]
        keys = {match[1] for match in matches if match}
        if len(keys) == 1:
            return keys.pop(), tuple(match and match[2] for match in matches)
    return None
