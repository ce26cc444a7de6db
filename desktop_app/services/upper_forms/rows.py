"""The rows that keep forms, and what may be written into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import fn

from db.models.upper_forms import UpperForm, UpperFormCell, UpperFormExport
from desktop_app.core.errors import InvalidValue, UnknownName
from desktop_app.core.validation import clean_text
from desktop_app.services.log.changes import Step
from desktop_app.services.upper_forms.book import Book
from desktop_app.services.upper_forms.cell_names import cell_name, cell_place
from desktop_app.services.upper_forms.moving import Spot
from desktop_app.services.upper_forms.records import FormRecord

LONGEST_NAME = UpperForm.name.facts.max_length or 0
LONGEST_FILE_NAME = UpperForm.file_name.facts.max_length or 0
_LONGEST_CONTENT = UpperFormCell.content.facts.max_length or 0
_GONE = "这张表已经删除，请重新选择。"


def all_forms() -> list[FormRecord]:
    """Return the forms, the one that came last first."""
    rows = UpperForm.select().where(UpperForm.live()).order_by(UpperForm.id.desc())
    counts = _counts()
    exports = {row.form_id: row for row in UpperFormExport.select().order_by(UpperFormExport.id)}
    return [_record(row, counts, exports.get(row.id)) for row in rows]


def form_row(uid: str) -> Any:  # noqa: ANN401 - an UpperForm
    """Return a form; UnknownName where it was deleted."""
    form = UpperForm.get_or_none(UpperForm.uid == uid, UpperForm.live())
    if form is None:
        raise UnknownName(_GONE)
    return form


def _cells(form: Any) -> list[Any]:  # noqa: ANN401 - an UpperForm and its UpperFormCells
    return list(
        UpperFormCell.select()
        .where(UpperFormCell.live(), UpperFormCell.form == form)
        .order_by(UpperFormCell.id)
    )


def _spot(row: Any) -> Spot:  # noqa: ANN401 - an UpperFormCell
    place = cell_place(row.cell)
    assert place is not None  # checked when it was written
    return row.sheet, place


def contents_of(form: Any) -> dict[Spot, str]:  # noqa: ANN401 - an UpperForm
    """Return what the cells of a form take."""
    return {_spot(row): row.content for row in _cells(form)}


def write_cells(step: Step, form: Any, contents: Mapping[Spot, str]) -> None:  # noqa: ANN401 - an UpperForm
    """Write what cells take, over what they took before."""
    known = {_spot(row): row for row in _cells(form)}
    for spot, content in contents.items():
        if spot in known:
            step.update(known[spot], content=content)
        else:
            step.insert(
                UpperFormCell, form=form, sheet=spot[0], cell=cell_name(spot[1]), content=content
            )


def forget_cells(step: Step, form: Any, spots: set[Spot] | None = None) -> None:  # noqa: ANN401 - an UpperForm
    """Delete what cells take; None for all of them."""
    for row in _cells(form):
        if spots is None or _spot(row) in spots:
            step.delete(row)


def check_cell(book: Book, spot: Spot, content: str) -> None:
    """Refuse a cell that takes nothing, or a content that cannot stand; InvalidValue says why."""
    sheet = book.sheet(spot[0])
    if sheet is None:
        raise InvalidValue(f"表里没有工作表“{spot[0]}”，请重新选择格子。")
    grid, place = sheet.grid, spot[1]
    name = f"{spot[0]}!{cell_name(place)}"
    if not grid.holds(place):
        raise InvalidValue(f"{name}在表格外面，请选择表格里的格子。")
    if grid.owner(place) != place:
        raise InvalidValue(f"{name}在合并单元格里，请选择合并后的格子。")
    if grid.cell(place).is_formula:
        raise InvalidValue(f"{name}里是公式，打开表格时会自动算出，不用填。")
    clean_text(content, lines=True)
    if len(content) > _LONGEST_CONTENT:
        raise InvalidValue(f"{name}要填的内容太长，最多{_LONGEST_CONTENT}个字，请缩短。")


def step_name(contents: Mapping[Spot, str]) -> str:
    """Name the step that writes what cells take."""
    if len(contents) != 1:
        return f"上报表格：对应{len(contents)}个格"
    ((spot, content),) = contents.items()
    return f"上报表格：{cell_name(spot[1])}" + ("对应指标" if content else "留空不填")


def _counts() -> dict[int, tuple[int, int]]:
    """Form's id → (cells that take something, cells that stay)."""
    is_left = UpperFormCell.content == ""
    query: Any = (
        UpperFormCell.select(UpperFormCell.form, fn.count(UpperFormCell.id), fn.sum(is_left))
        .where(UpperFormCell.live())
        .group_by(UpperFormCell.form)
        .tuples()
    )
    return {form: (total - left, left) for form, total, left in query}


def _record(row: Any, counts: Mapping[int, tuple[int, int]], export: Any) -> FormRecord:  # noqa: ANN401 - rows
    mapped, left = counts.get(row.id, (0, 0))
    return FormRecord(
        row.uid,
        row.name,
        row.file_name,
        row.received_on,
        mapped,
        left,
        export.at if export else None,
        export.period if export else "",
    )
