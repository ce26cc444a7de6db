"""上报表格: the county's forms, mapped once and filled each quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QVBoxLayout

from desktop_app.services.reports.editing import figures_in
from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.moving import Spot
from desktop_app.services.upper_forms.records import Export, FormView, Replacement, Suggestion
from desktop_app.ui.context import Context
from desktop_app.ui.pages.page import Page
from desktop_app.ui.upper_forms import files
from desktop_app.ui.upper_forms.cell_picker import CellPicker
from desktop_app.ui.upper_forms.layout import FormLayout
from desktop_app.ui.upper_forms.proposals_dialog import (
    ProposalsDialog,
    moves_dialog,
    suggestions_dialog,
)

_MOST_NAMED = 6


class UpperFormsPage(Page):
    """The page. exported: the file that was written."""

    exported = Signal(Path)

    def __init__(self, context: Context) -> None:
        """Build the parts; forms are read when the page is first shown."""
        super().__init__(context)
        self._service = context.services.upper_forms
        self._uid = ""
        self._view: FormView | None = None
        self.parts = FormLayout()
        self.forms, self.grid = self.parts.forms, self.parts.grid
        self.panel, self.lists = self.parts.panel, self.parts.lists
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.parts)
        self._listen()

    def reload(self) -> None:
        """List the forms and read the chosen one for the quarter."""
        self._uid = self.forms.show_forms(self._service.all(), self._uid)
        self._read()

    def show_item(self, argument: str) -> None:
        """Show a form by its uid."""
        self._uid = argument
        self.reload()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take received forms, one after the other; an older file of the same name asks."""
        for path in paths:
            self._take(path)
        return True

    def export_to(self, target: Path) -> None:
        """Fill the form and write it there, over a file that is there."""
        period = self.context.period
        done = self.context.write(
            lambda: self._service.export(self._uid, period, target, _today(), force=True)
        )
        if done is not None:
            self.context.noted.emit(_told(done))
            self.exported.emit(target)

    def suggestions_dialog(self, wanted: Sequence[Suggestion] = ()) -> ProposalsDialog:
        """Return the dialog of all proposals, or of some."""
        assert self._view is not None
        return suggestions_dialog(self._view, wanted or self._view.suggestions, self)

    def picker(self) -> CellPicker | None:
        """Return the dialog that says what the cursor's cell takes; None where it takes nothing."""
        place, view = self.grid.place(), self._view
        if place is None or view is None or self.grid.cells.grid.cell(place).is_formula:
            return None
        catalogue = self.context.services.catalogue
        areas = [(area.spec.key, area.spec.label) for area in catalogue.areas]
        return CellPicker(self._service, view, (self.grid.cells.grid.title, place), areas, self)

    def moves_dialog(self, replacement: Replacement) -> ProposalsDialog:
        """Return the dialog that shows where cells are in a newer file."""
        assert self._view is not None
        return moves_dialog(replacement, self._view, self)

    def _listen(self) -> None:
        parts = self.parts
        self.forms.chosen.connect(self._choose_form)
        self.forms.adding.connect(self._ask_to_add)
        self.forms.replacing.connect(self._ask_to_replace)
        self.forms.renaming.connect(self._ask_to_rename)
        self.forms.deleting.connect(self._delete)
        parts.empty_add.clicked.connect(self._ask_to_add)
        parts.sheets.currentChanged.connect(self._show_sheet)
        parts.confirm.clicked.connect(self._ask_to_confirm)
        parts.export.clicked.connect(self._ask_to_export)
        self.lists.chosen.connect(self._go_to)
        self.grid.selectionModel().selectionChanged.connect(self._show_cells)
        self.grid.chosen.connect(self._show_cells)
        for source in (self.grid, self.panel, self.lists):
            source.picking.connect(self._ask_for_figure)
            source.accepting.connect(self._accept)
        for source in (self.grid, self.panel):
            source.forgetting.connect(self._forget)
            source.going_on.connect(self._go_on)
        self.panel.writing.connect(self._ask_for_text)
        self.panel.leaving.connect(lambda: self._map(dict.fromkeys(self._spots(takes=True), "")))

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def _choose_form(self, uid: str) -> None:
        self._uid = uid
        self._read()

    def _read(self) -> None:
        """Read the chosen form in the background: a workbook takes a moment."""
        if not self._uid:
            self._take_view(None)
            return
        uid, period, today = self._uid, self.context.period, _today()
        self.context.tasks.run(
            "upper form",
            lambda: self._service.view(uid, period, today),
            self._take_view,
            self.context.refused.emit,
        )

    def _take_view(self, view: FormView | None) -> None:
        """Show what was read; the sheet and the cell stay where the form is the same."""
        same = bool(self._view and view and self._view.record.uid == view.record.uid)
        self._view = view
        self.parts.show_form(view, keep_sheet=same)
        self._show_sheet()
        self.lists.follow()

    def _show_sheet(self) -> None:
        self.grid.show_sheet(self._view, self.parts.current_sheet(self._view))
        self._show_cells()

    def _show_cells(self) -> None:
        places = self.grid.places()
        self.panel.show_cells(self._view, self.grid.cells.grid, places)

    def _go_to(self, spot: Spot) -> None:
        self.parts.show_sheet(spot[0])
        self.grid.go_to(spot[1])

    def _go_on(self) -> None:
        """Go to the next cell that waits for an answer."""
        here = (self.grid.cells.grid.title, self.grid.place() or (0, 0))
        spot = self._view.next_asked(here) if self._view else None
        if spot is not None:
            self._go_to(spot)
            self.grid.setFocus()

    def _spots(self, *, takes: bool = False) -> list[Spot]:
        """Return the selected cells; takes: those that may take something."""
        grid: Grid = self.grid.cells.grid
        places = self.grid.places()
        return [
            (grid.title, place) for place in places if not takes or not grid.cell(place).is_formula
        ]

    # ── mapping ──────────────────────────────────────────────────────────────────────────────────

    def _map(self, contents: dict[Spot, str], told: str = "") -> None:
        if contents:
            self.context.write(lambda: self._service.map_cells(self._uid, contents), told)

    def _ask_for_figure(self) -> None:
        picker = self.picker()
        if picker is None:
            return
        if picker.exec():
            self._map(picker.contents())
        picker.deleteLater()

    def _ask_for_text(self) -> None:
        spots = self._spots(takes=True)
        if self._view is None or len(spots) != 1:
            return
        mapped = self._view.mapped.get(spots[0])
        before = mapped.content if mapped and not figures_in(mapped.content) else ""
        title = f"{cell_name(spots[0][1])}填固定文字"
        text, is_given = QInputDialog.getText(self, title, "每季度都填：", text=before)
        if is_given and text.strip():
            self._map({spots[0]: text.strip()})

    def _forget(self) -> None:
        mapped = self._view.mapped if self._view else {}
        spots = [spot for spot in self._spots() if spot in mapped]
        if spots:
            self.context.write(
                lambda: self._service.unmap(self._uid, spots), f"已取消{len(spots)}格的对应"
            )

    def _accept(self) -> None:
        if self._view is not None:
            found = map(self._view.suggestion, self._spots())
            self._confirm([one for one in found if one is not None])

    def _confirm(self, accepted: Iterable[Suggestion]) -> None:
        contents = {one.spot: one.content for one in accepted}
        self._map(contents, f"已确认{len(contents)}处对应")

    def _ask_to_confirm(self) -> None:
        dialog = self.suggestions_dialog()
        if dialog.exec():
            self._confirm(dialog.accepted_items())
        dialog.deleteLater()

    # ── files ────────────────────────────────────────────────────────────────────────────────────

    def _ask_to_add(self) -> None:
        path = files.ask_source(self)
        if path is not None:
            self._take(path)

    def _take(self, path: Path) -> None:
        """Keep a received file, as a new form or in place of one of the same name."""
        known = self._service.namesake(path)
        if known is not None:
            is_newer = files.ask_whether_newer(self, path.name, known.name)
            if is_newer is None:
                return
            if is_newer:
                self._replace(known.uid, path)
                return
        uid = self.context.attempt(lambda: self._service.add(path, _today()))
        if isinstance(uid, str):
            self._uid = uid
            self.context.data_changed.emit()
            self.context.told.emit(f"已导入“{path.name}”，请确认每个格填什么")

    def _ask_to_replace(self) -> None:
        path = files.ask_source(self)
        if path is not None:
            self._replace(self._uid, path)

    def _replace(self, uid: str, path: Path) -> None:
        found = self.context.attempt(
            lambda: (
                self._service.replacement(uid, path),
                self._service.view(uid, self.context.period, _today()),
            )
        )
        if not isinstance(found, tuple):
            return
        replacement, view = found
        dialog = moves_dialog(replacement, view, self)
        if dialog.exec():
            moves = dialog.accepted_items()
            self._uid = uid
            self.context.write(
                lambda: self._service.replace(replacement, moves, _today()),
                f"已换成“{path.name}”，沿用{len(moves)}处对应",
            )
        dialog.deleteLater()

    def _ask_to_rename(self) -> None:
        if self._view is None:
            return
        name, is_given = QInputDialog.getText(
            self, "表格名称", "名称：", text=self._view.record.name
        )
        if is_given:
            self.context.write(lambda: self._service.rename(self._uid, name))

    def _delete(self) -> None:
        if self._view is not None:
            name = self._view.record.name
            self.context.write(lambda: self._service.delete(self._uid), f"已删除“{name}”，可以撤销")

    def _ask_to_export(self) -> None:
        if self._view is None:
            return
        title = f"{self._view.record.name}（{self.context.period.label}）"
        target = files.ask_target(self, title)
        if target is not None:
            self.export_to(target)


def _told(done: Export) -> str:
    """Say what was written and which cells were left."""
    left = [note for note in done.notes if not note.is_filled]
    partial = len(done.notes) - len(left)
    text = f"已导出“{done.target.name}”，填了{done.filled}格。"
    if left:
        named = "、".join(cell_name(note.spot[1]) for note in left[:_MOST_NAMED])
        more = f"等{len(left)}格" if len(left) > _MOST_NAMED else ""
        text += f"没有数据、保持原样的：{named}{more}。"
    if partial:
        text += f"有{partial}格的合计还缺单位，报送前请核对。"
    return text


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the clerk's own calendar
