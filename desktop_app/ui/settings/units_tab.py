"""填报单位 of the quarter: typed into the table, added as a list, ordered, retired, merged."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
)

from desktop_app.core.records import UnitRecord
from desktop_app.services.office.unit_cells import UnitCells
from desktop_app.services.office.unit_changes import Added, Merged, UnitChanges
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.fields.surfaces import button, card, hint
from desktop_app.ui.settings.merge_dialog import MergeDialog
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.settings.units_model import UnitsModel
from desktop_app.ui.tables.grid_view import GridView
from desktop_app.ui.theme import SURFACE, icon, set_role
from desktop_app.ui.widgets.actions import key_action

_NO_PASTE = (
    "这张表里不能整块粘贴。单位名单请粘贴到右边的“添加单位”里，名称后面可以跟党员数、支部数。"
)
_WIDTHS = (110, 120, 120, 90)  # of the columns beside the name, in px
_LEAST_NAME = 120  # px of the column of names, which takes what is left
_BESIDE = 48  # px of the row numbers and the scroll bar
_SIDE, _LEAST_SIDE = 300, 180


class UnitsTab(Tab):
    """The table left, the list of new names right."""

    title = "填报单位"

    def __init__(self, context: Context, changes: UnitChanges) -> None:
        """changes: what happens to units."""
        super().__init__()
        self._context = context
        self._changes = changes
        self._cells = UnitCells(context.services.writer, changes)
        self.model = UnitsModel(changes.fields, self._change)
        self.table = self._make_table()
        self.delegate = self.table.cells
        self.up = button("上移", "", "Alt+↑")
        self.down = button("下移", "", "Alt+↓")
        self.merge = button("并入…", "", "把这个单位的数据转到另一个单位")
        self.retire = button("撤销单位", "", "从本季度起不再填报，以前季度不变")
        self.bring_back = button("恢复已撤销的单位")
        self.bring_back.setMenu(QMenu(self))
        self.totals = QLabel(wordWrap=True)
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "error")
        self.names = QPlainTextEdit(tabChangesFocus=True)
        self.names.setAccessibleName("要添加的单位名称")
        self.names.setPlaceholderText("一行一个，例如：\n张家村\n河湾社区\n青山纺织公司党支部")
        self.names.setMinimumHeight(3 * self.names.fontMetrics().lineSpacing())
        self.add = button("添加", "", "添加框里列出的单位（在框里按 Ctrl+Enter）")
        self.add.setIcon(icon("add", SURFACE))
        set_role(self.add, "primary", value=True)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read the units of the quarter."""
        selected = self.selected()
        units = self._context.services.office.units(self._context.period)
        self.model.show_units(units)
        if selected:
            self._point_at(selected.uid)
        if self.table.currentIndex().row() < 0 and units:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_totals(units)
        menu = self.bring_back.menu()
        menu.clear()
        for uid, text in self._changes.retired(self._context.period):
            menu.addAction(text).triggered.connect(lambda _=False, uid=uid: self._bring_back(uid))
        self.bring_back.setVisible(not menu.isEmpty())
        self._show_possible()

    def commit(self) -> None:
        """Save the open cell."""
        self.delegate.finish()

    def selected(self) -> UnitRecord | None:
        """Return the unit under the cursor."""
        return self.model.unit(self.table.currentIndex().row())

    def ask_for_merge(self) -> MergeDialog | None:
        """Open the dialog for the unit under the cursor; it answers by itself."""
        unit = self.selected()
        if unit is None:
            return None
        period = self._context.period
        targets = [
            other
            for other in self._context.services.office.units(period)
            if other.uid != unit.uid and not other.is_office_itself
        ]
        dialog = MergeDialog(
            self, unit, targets, period.label, lambda into: self._merge(unit, into)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _make_table(self) -> GridView:
        table = GridView(self.model)
        table.refused.connect(self._context.refused)
        table.told.connect(self._context.told)
        table.paste_wanted.connect(lambda _text: self._context.refused.emit(_NO_PASTE))
        table.selection_told.connect(self._context.selection_told)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS, start=1):
            header.resizeSection(column, width)
        table.setMinimumWidth(_BESIDE + _LEAST_NAME + sum(_WIDTHS))
        return table

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        for item in (self.up, self.down, self.merge, self.retire, self.bring_back):
            below.addWidget(item)
        below.addStretch()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addWidget(self.totals)
        left.addLayout(below)
        frame, inside = card()
        frame.setMinimumWidth(_LEAST_SIDE)
        frame.setMaximumWidth(_SIDE)
        title = QLabel("添加单位")
        title.setProperty("role", "subtitle")
        inside.addWidget(title)
        inside.addWidget(
            hint(
                "可以从表格或文档里整列粘贴；名称后面可以跟党员数、支部数。类别按名称判断，可以再改。"
            )
        )
        inside.addWidget(self.names, 1)
        inside.addWidget(self.reason)
        inside.addWidget(self.add)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(left, 1)
        layout.addWidget(frame)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.merge.clicked.connect(self.ask_for_merge)
        self.retire.clicked.connect(self._retire)
        self.add.clicked.connect(self._add)
        self.names.addAction(key_action("Ctrl+Return", self._add, self.names))
        self.names.addAction(key_action("Ctrl+Enter", self._add, self.names))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            # Only in the table itself: in an open list of kinds Alt+Down means something else.
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self._move(by))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_possible())

    def _show_totals(self, units: list[UnitRecord]) -> None:
        itself = "和本级" if any(unit.is_office_itself for unit in units) else ""
        parts = [f"共{sum(not unit.is_office_itself for unit in units)}个填报单位{itself}"]
        for field in self._changes.fields:
            if field.is_number:
                numbers = [getattr(unit, field.name) for unit in units]
                empty = numbers.count(None)
                if empty == len(numbers):
                    parts.append(f"{field.label}都还没有填")
                    continue
                parts.append(f"{field.label}{sum(filter(None, numbers))}{field.counter}")
                if empty:
                    parts.append(f"其中{empty}个未填{field.label}")
        self.totals.setText("，".join(parts) + "。")

    def _show_possible(self) -> None:
        unit = self.selected()
        for item in (self.up, self.down, self.merge, self.retire):
            item.setEnabled(unit is not None and not unit.is_office_itself)

    def _point_at(self, uid: str) -> None:
        row = self.model.row_of(uid)
        column = max(self.table.currentIndex().column(), 0)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, column))

    def _change(self, cells: Mapping[tuple[str, str], object], step_name: str) -> str:
        period = self._context.period
        if step_name:
            units = self._context.services.office.units(period)
            names = {unit.uid: unit.name for unit in units}
            return write_or_explain(
                self._context, lambda: self._cells.write(period, cells, names, step_name), ""
            )
        (((uid, field), typed),) = cells.items()
        return write_or_explain(
            self._context, lambda: self._changes.change(period, uid, field, typed), "已保存"
        )

    def _move(self, by: int) -> None:
        unit = self.selected()
        if unit and not unit.is_office_itself:
            period = self._context.period
            self._context.write(lambda: self._changes.move(period, unit.uid, by), "次序已调整")

    def _retire(self) -> None:
        unit = self.selected()
        if unit:
            period = self._context.period
            self._context.write(
                lambda: self._changes.retire(period, unit.uid),
                f"“{unit.name}”从{period.label}起撤销，以前季度不变",
            )

    def _bring_back(self, uid: str) -> None:
        period = self._context.period
        self._context.write(lambda: self._changes.bring_back(period, uid), "已恢复")
        self._point_at(uid)

    def _merge(self, unit: UnitRecord, into: str) -> None:
        period = self._context.period
        merged = self._context.write(lambda: self._changes.merge(period, unit.uid, into))
        if isinstance(merged, Merged):
            told = f"“{unit.name}”已并入，转移{merged.rows}条数据"
            if merged.to_check:
                told += f"；请核对{'、'.join(merged.to_check)}"
            self._context.told.emit(told)
            self._point_at(into)

    def _add(self) -> None:
        added: list[Added] = []
        lines = self.names.toPlainText().split("\n")
        period = self._context.period
        reason = write_or_explain(
            self._context, lambda: added.append(self._changes.add_many(period, lines))
        )
        self.reason.setText(reason)
        if reason:
            return
        self.names.clear()
        told = f"添加了{len(added[0].new)}个单位"
        if added[0].known:
            told += f"；{'、'.join(added[0].known)}原来就有，没有重复添加"
        self._context.told.emit(told)
