"""Before a paste is written: the block as it will stand, what needs a look, what is refused."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.pasting import PasteCell, PasteKind, PastePlan
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.tables.wording import cell_text

Index = QModelIndex | QPersistentModelIndex

_EMPTIED = "（清空）"
_NOTHING_YET = "（空）"
_COLOURS = {
    PasteKind.NEW: theme.TEXT,
    PasteKind.CHANGED: theme.INFO,
    PasteKind.SAME: theme.DISABLED,
    PasteKind.REFUSED: theme.ERROR,
}
_LEGEND = (
    "黑色填入　<span style='color:{info}'>蓝色改动（原来 → 现在）</span>　"
    "<span style='color:{same}'>灰色不变</span>　"
    "<span style='background:{note}'>&nbsp;黄色请留意&nbsp;</span>　"
    "<span style='background:{bad};color:{error}'>&nbsp;红色不写入，保持原样&nbsp;</span>"
)
_NARROWEST, _WIDEST = 64, 220
_ROWS_MEASURED = 200


def paste_with_preview(context: Context, plan: PastePlan, parent: QWidget | None = None) -> bool:
    """Write a plan, at once where there is nothing to say about it, else after it was shown.

    Returns whether the block is in; a refusal was shown then. parent: the window that is in front,
    where not named.
    """
    parent = parent or front_window()
    if not plan.cells:
        context.refused.emit("没有可以粘贴的内容，请先复制要粘贴的格子或文字。")
        return False
    if not plan.written and plan.is_clean:
        context.told.emit("粘贴的内容与现有的一样，没有改动")
        return True
    if not plan.is_clean:
        dialog = PastePreview(plan, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not agreed:
            return False
    told = f"已粘贴{plan.written}格，按 Ctrl+Z 可以撤销"
    return context.write(lambda: context.services.pasting.write(plan), told) is not None


def front_window() -> QWidget | None:
    """Return the window that a dialog belongs in front of."""
    window = QApplication.activeWindow()
    return window if window is not None and window.isVisible() else None


class PreviewModel(QAbstractTableModel):
    """A plan as a table; each cell says by its colour what becomes of it."""

    def __init__(self, plan: PastePlan) -> None:
        """Show a plan."""
        super().__init__()
        self.plan = plan
        self._cells = {(cell.row, cell.column): cell for cell in plan.cells}
        self._has_units = any(column.field is None and column.name for column in plan.columns)

    def cell(self, row: int, column: int) -> PasteCell | None:
        """Return a cell; None where a short row has none."""
        return self._cells.get((row, column))

    def next_worth_a_look(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the place of the next cell that is refused or carries a note, round the end."""
        places = [(cell.row, cell.column) for cell in self.plan.cells if cell.problem or cell.note]
        after = [place for place in places if place > (row, column)]
        return min(after or places, default=None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.plan.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.plan.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's way
        """Name columns by their headings, rows by their units or what becomes of them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.plan.columns[section].heading
        row = self.plan.rows[section]
        added = "新增" if self.plan.ledger and not row.uid else ""
        return " ".join(filter(None, (added, "" if self._has_units else row.unit))) or row.number

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Dispatch by role."""
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.explained(cell)
        return self._look(cell, role)

    def _look(self, cell: PasteCell, role: int) -> Any:  # noqa: ANN401 - Qt's way
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(_COLOURS[cell.kind])
        if role == Qt.ItemDataRole.BackgroundRole and (cell.problem or cell.note):
            return QColor(theme.ERROR_TINT if cell.problem else theme.WARNING_TINT)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            field = self.plan.column_of(cell).field
            right = field is not None and field.is_number
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def explained(self, cell: PasteCell) -> str:
        """Say about one cell what was pasted, what stands there and what is to be said of it."""
        if cell.problem:
            return f"不写入：{cell.problem}。"
        was = self._text(cell, cell.old) or _NOTHING_YET
        parts = {
            PasteKind.NEW: f"填入{self._text(cell, cell.value)}",
            PasteKind.CHANGED: f"原来是{was}，改为{self._text(cell, cell.value) or _NOTHING_YET}",
            PasteKind.SAME: "不改动",
        }
        return "。".join(filter(None, (parts[cell.kind], cell.note))) + "。"

    def _shown(self, cell: PasteCell) -> str:
        if cell.problem:
            return " ".join(cell.text.split())
        value = self._text(cell, cell.value)
        if cell.kind is PasteKind.CHANGED:
            return f"{self._text(cell, cell.old) or '否'} → {value or _EMPTIED}"
        return value

    def _text(self, cell: PasteCell, value: object) -> str:
        text = cell_text(value, self.plan.column_of(cell).field)  # type: ignore[arg-type] # a CellValue
        return text.replace("\n", " ")


class _ColourfulCells(QStyledItemDelegate):
    """Lets selected cells keep their colours."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)


class PastePreview(QDialog):
    """Enter writes, Esc leaves everything as it is, F8 goes to the next cell worth a look."""

    def __init__(self, plan: PastePlan, parent: QWidget | None = None) -> None:
        """Show a plan."""
        super().__init__(parent)
        self.setWindowTitle("粘贴前看一眼")
        self.model = PreviewModel(plan)
        self.summary = QLabel(plan.summary, wordWrap=True)
        self.summary.setProperty("role", "subtitle")
        self.table = QTableView()
        self.detail = QLabel(wordWrap=True)
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing() + 4)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        for remark in plan.remarks:
            line = QLabel(f"{remark}，请看看对不对。", wordWrap=True)
            line.setProperty("role", "warning")
            layout.addWidget(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._legend())
        layout.addWidget(self.detail)
        layout.addWidget(self._buttons(plan))
        self._prepare_table()
        self.resize(self._fitting_width(), 520)

    def go_on(self) -> None:
        """Put the cursor on the next cell that is refused or carries a note."""
        current = self.table.currentIndex()
        place = self.model.next_worth_a_look(current.row(), current.column())
        if place is not None:
            self.table.setCurrentIndex(self.model.index(*place))

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(_ColourfulCells(self.table))
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        theme.prepare_table(self.table)
        self.table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setAccessibleName("将要写入的内容")
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = header.sectionSize(column) + 12
            header.resizeSection(column, max(_NARROWEST, min(width, _WIDEST)))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.selectionModel().currentChanged.connect(self._explain)
        self.table.setCurrentIndex(self.model.index(0, 0))
        if self.model.next_worth_a_look(-1, -1):
            self.table.setCurrentIndex(QModelIndex())
            self.go_on()
        self.table.setFocus()

    def _explain(self, index: QModelIndex) -> None:
        cell = self.model.cell(index.row(), index.column())
        self.detail.setText("" if cell is None else self.model.explained(cell))
        role = "" if cell is None else "error" if cell.problem else "warning" if cell.note else ""
        theme.set_role(self.detail, "role", role)

    def _legend(self) -> QLabel:
        colours = {
            "info": theme.INFO,
            "same": theme.DISABLED,
            "note": theme.WARNING_TINT,
            "bad": theme.ERROR_TINT,
            "error": theme.ERROR,
        }
        return QLabel(_LEGEND.format(**colours), wordWrap=True)

    def _buttons(self, plan: PastePlan) -> QDialogButtonBox:
        self.buttons = QDialogButtonBox()
        self.write_button = self.buttons.addButton(
            f"写入{plan.written}格" if plan.written else "写入",
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.write_button.setEnabled(bool(plan.written))
        self.write_button.setDefault(True)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.next_button = button("下一处要看的（F8）")
        self.next_button.setEnabled(bool(plan.refused or plan.noted))
        self.next_button.clicked.connect(self.go_on)
        self.buttons.addButton(self.next_button, QDialogButtonBox.ButtonRole.ActionRole)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.go_on)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _fitting_width(self) -> int:
        """Return a width that shows all columns, as far as a small screen goes."""
        header = self.table.horizontalHeader()
        wanted = header.length() + self.table.verticalHeader().sizeHint().width() + 70
        return max(640, min(wanted, 1320))
