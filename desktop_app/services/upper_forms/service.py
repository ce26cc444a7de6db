"""Forms as the window works with them: kept, mapped, filled; every change is a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db.models.upper_forms import UpperForm, UpperFormExport
from desktop_app.core.errors import InvalidValue, NothingSetUp
from desktop_app.core.periods import Period
from desktop_app.core.records import FigureValue
from desktop_app.core.validation import clean_text
from desktop_app.report.slots import parse, slots_of
from desktop_app.services.files.writing import write_file
from desktop_app.services.log.changes import Writer
from desktop_app.services.office.service import OfficeService
from desktop_app.services.reports.service import ReportService
from desktop_app.services.upper_forms.book import Book, read_book
from desktop_app.services.upper_forms.cell_edits import Content
from desktop_app.services.upper_forms.contents import Filling, Values, filling, label_of
from desktop_app.services.upper_forms.files import Books, keep, read_file
from desktop_app.services.upper_forms.filling import filled
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import labels_of
from desktop_app.services.upper_forms.matching import FILLED_ON, Matcher, Proposal
from desktop_app.services.upper_forms.moving import Move, Spot, moves, timeless, without_period
from desktop_app.services.upper_forms.open_cells import open_cells
from desktop_app.services.upper_forms.records import (
    CellNote,
    Export,
    FormRecord,
    FormView,
    MappedCell,
    Replacement,
    Suggestion,
)
from desktop_app.services.upper_forms.rows import (
    LONGEST_FILE_NAME,
    LONGEST_NAME,
    all_forms,
    check_cell,
    contents_of,
    forget_cells,
    form_row,
    step_name,
    write_cells,
)


class UpperForms:
    """上报表格."""

    def __init__(self, writer: Writer, office: OfficeService, reports: ReportService) -> None:
        """reports: gives all values that a cell may show."""
        self._writer = writer
        self._office = office
        self._reports = reports
        self._books = Books()

    def all(self) -> list[FormRecord]:
        """Return the forms, the one that came last first."""
        return all_forms()

    def view(self, uid: str, period: Period, today: date) -> FormView:
        """Return a form in a quarter; today: what 填表日期 shows. For a worker."""
        form = form_row(uid)
        book = self._book(form)
        values = self._values(period, today)
        matcher = Matcher(
            values, [unit.name for unit in self._office.units(period)], self._office_names()
        )
        contents = contents_of(form)
        mapped = {
            spot: _mapped(sheet.grid, spot, content, values)
            for spot, content in contents.items()
            if (sheet := book.sheet(spot[0])) is not None
        }
        suggestions: list[Suggestion] = []
        still_open: list[Spot] = []
        for sheet in book.sheets:
            grid, found = sheet.grid, matcher.answers(sheet.grid)
            spots = ((grid.title, place) for place in found.asking)
            still_open += [spot for spot in spots if spot not in contents]
            suggestions += [
                _suggestion(grid, proposal, values)
                for proposal in found.proposals
                if (grid.title, proposal.place) not in contents
            ]
        record = next(record for record in all_forms() if record.uid == uid)
        sheets = tuple(sheet.grid for sheet in book.sheets)
        return FormView(
            record, period, sheets, mapped, tuple(still_open), tuple(suggestions), values
        )

    def namesake(self, path: Path) -> FormRecord | None:
        """Return the form whose file had the same name, but for the quarter in it."""
        name = timeless(path.stem)
        same = (form for form in self.all() if timeless(Path(form.file_name).stem) == name)
        return next(same, None)

    def add(self, path: Path, today: date) -> str:
        """Keep a received file as a new form and return its uid; raises SourceRefused."""
        data = read_file(path)
        read_book(data, path.name)
        name = without_period(path.stem)[:LONGEST_NAME]
        with self._writer.step(f"导入上报表格：{name}") as step:
            form = step.insert(
                UpperForm,
                file=keep(data),
                name=name,
                file_name=path.name[-LONGEST_FILE_NAME:],
                received_on=today,
            )
        return str(form.uid)

    def rename(self, uid: str, name: str) -> None:
        """Give a form another name."""
        name = str(clean_text(name) or "").strip()
        if not name:
            raise InvalidValue("表格名称不能为空。")
        if len(name) > LONGEST_NAME:
            raise InvalidValue(f"表格名称最多{LONGEST_NAME}个字，请缩短。")
        with self._writer.step("修改表格名称") as step:
            step.update(form_row(uid), name=name)

    def delete(self, uid: str) -> None:
        """Put a form into the 回收站; what was mapped stays with it and comes back with it."""
        form = form_row(uid)
        with self._writer.step(f"删除上报表格：{form.name}") as step:
            step.delete(form)

    def map_cells(self, uid: str, contents: Mapping[Spot, str]) -> None:
        """Say what cells take, in one step; "" leaves a cell as it is for good.

        Raises InvalidValue for a cell that cannot take anything, or a content that cannot stand.
        """
        form = form_row(uid)
        book = self._book(form)
        for spot, content in contents.items():
            check_cell(book, spot, content)
        with self._writer.step(step_name(contents)) as step:
            write_cells(step, form, contents)

    def unmap(self, uid: str, spots: Iterable[Spot]) -> None:
        """Forget what cells take."""
        form, wanted = form_row(uid), set(spots)
        with self._writer.step("取消单元格对应") as step:
            forget_cells(step, form, wanted)

    def reading(self, view: FormView, spot: Spot, content: str) -> MappedCell:
        """Say what a cell would take by a stored text."""
        grid = view.grid(spot[0])
        assert grid is not None
        return _mapped(grid, spot, content, view.values)

    def unit_at(self, view: FormView, spot: Spot) -> str:
        """Return the unit that a cell's labels name, "" for none."""
        grid = view.grid(spot[0])
        if grid is None:
            return ""
        labels = labels_of(grid, spot[1])
        return self._units_matcher(view).unit_in((*labels.row, *labels.column))

    def along_units(self, view: FormView, spot: Spot, content: str) -> dict[Spot, str]:
        """Return the cells of the same column (or row) that ask for the same of other units.

        Empty where the content is not a figure of one unit.
        """
        slots = list(slots_of(parse(content)))
        grid = view.grid(spot[0])
        if grid is None or len(slots) != 1 or not slots[0].at.startswith("unit "):
            return {}
        matcher = self._units_matcher(view)
        unit = slots[0].at.removeprefix("unit ")
        labels = labels_of(grid, spot[1])
        axis = 1 if any(matcher.unit_in([text]) == unit for text in labels.row) else 0
        found: dict[Spot, str] = {}
        for place, own in open_cells(grid).items():
            other = matcher.unit_in(own.row if axis else own.column)
            if place[axis] == spot[1][axis] and other:
                found[spot[0], place] = content.replace(f"@unit {unit}", f"@unit {other}")
        return found

    def export(
        self, uid: str, period: Period, target: Path, today: date, *, force: bool = False
    ) -> Export:
        """Write a copy of the form with the quarter's values; everything else stays as it was.

        Raises NothingSetUp where nothing is mapped, TargetRefused.
        """
        form = form_row(uid)
        book = self._book(form)
        values = self._values(period, today)
        writes: dict[str, dict[tuple[int, int], Content]] = {}
        notes: list[CellNote] = []
        contents = {spot: content for spot, content in contents_of(form).items() if content}
        if not contents:
            raise NothingSetUp("这张表还没有对应任何格，请先点格子选指标，或确认程序找到的对应。")
        for spot, content in sorted(contents.items()):
            sheet = book.sheet(spot[0])
            if sheet is None:
                continue
            mapped = _mapped(sheet.grid, spot, content, values)
            if mapped.filling.value is not None:
                writes.setdefault(spot[0], {})[spot[1]] = mapped.filling.value
            if mapped.filling.reason:
                is_filled = mapped.filling.value is not None
                notes.append(CellNote(spot, mapped.labels, mapped.filling.reason, is_filled))
        write_file(target, filled(book, writes), force=force)
        with self._writer.store.transaction():
            # Not a step: there is nothing in it to be taken back.
            UpperFormExport.create(
                form=form,
                period=period.code,
                at=datetime.now(),  # noqa: DTZ005 - local time, as a clerk reads it
                file_name=target.name[-LONGEST_FILE_NAME:],
            )
        return Export(target, sum(map(len, writes.values())), tuple(notes))

    def replacement(self, uid: str, path: Path) -> Replacement:
        """Read a newer file of a form and say where its cells are now; nothing is written."""
        form = form_row(uid)
        data = read_file(path)
        new = read_book(data, path.name)
        return Replacement(
            uid, data, path.name, tuple(moves(self._book(form), new, contents_of(form)))
        )

    def replace(self, replacement: Replacement, accepted: Iterable[Move], today: date) -> None:
        """Put a newer file in place of the old one, with the cells that were accepted."""
        form = form_row(replacement.uid)
        contents = {move.new: move.content for move in accepted if move.new is not None}
        with self._writer.step(f"更换上报表格文件：{form.name}") as step:
            forget_cells(step, form)
            step.update(
                form,
                file=keep(replacement.data),
                file_name=replacement.file_name[-LONGEST_FILE_NAME:],
                received_on=today,
            )
            write_cells(step, form, contents)

    def _book(self, form: Any) -> Book:  # noqa: ANN401 - an UpperForm
        return self._books.of(form.file.uid, form.file_name)

    def _values(self, period: Period, today: date) -> Values:
        filled_on = FigureValue(FILLED_ON, "填表日期", "", "report", value=today)
        return {**self._reports.values(period), FILLED_ON: filled_on}

    def _units_matcher(self, view: FormView) -> Matcher:
        return Matcher(view.values, [unit.name for unit in self._office.units(view.period)])

    def _office_names(self) -> list[str]:
        office = self._office.office()
        return [name for name in (office.full_name, office.short_name) if name]


def _mapped(grid: Grid, spot: Spot, content: str, values: Values) -> MappedCell:
    cell = grid.cell(spot[1])
    labels = labels_of(grid, spot[1]).shown or cell.text
    if not content:
        return MappedCell("", "留空不填", labels, Filling(None))
    found = filling(content, values, cell.look.code, from_1904=grid.from_1904)
    return MappedCell(content, what_of(content, values), labels, found)


def _suggestion(grid: Grid, proposal: Proposal, values: Values) -> Suggestion:
    found = _mapped(grid, (proposal.sheet, proposal.place), proposal.content, values)
    return Suggestion(
        (proposal.sheet, proposal.place),
        proposal.content,
        proposal.labels,
        found.what,
        found.filling.shown,
        proposal.certain,
    )


def what_of(content: str, values: Values) -> str:
    """Say in words what a stored text shows: 主题党日（张村）, 以万计."""
    names = []
    for slot in slots_of(parse(content)):
        figure = values.get(slot.key)
        name = label_of(slot, figure) if figure else "本期没有的指标"
        names.append(name + ("，以万计" if "万" in slot.formats else ""))
    return "、".join(names) or content
