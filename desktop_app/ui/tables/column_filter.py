"""Which rows a column lets pass: its values to tick, empty or not, found by typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind
from desktop_app.services.finding import initials
from desktop_app.services.ledgers.pages import ColumnFilter
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.tables.ledger_model import LedgerModel
from desktop_app.ui.tables.wording import cell_text
from desktop_app.ui.theme import set_role

_MOST_LISTED = 300
_EMPTY = "（空）"
_Role, _Flag = Qt.ItemDataRole, Qt.ItemFlag
_TICKABLE = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable | _Flag.ItemIsUserCheckable


class FilterPanel(QFrame):
    """Hangs under a heading until one of its buttons is pressed, or one clicks elsewhere."""

    def __init__(self, model: LedgerModel, column: int, parent: QWidget) -> None:
        """Read what stands in the column."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self._model = model
        self._column = column
        self._field = model.columns[column]
        self._values = _merged(model.column_values(column))
        self.search = QLineEdit(placeholderText="查找，可打拼音首字母")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.itemChanged.connect(self._note_tick)
        self.list.setAccessibleName("要显示的内容")
        self.more = QLabel(wordWrap=True)
        self.more.setProperty("role", "hint")
        self.only_empty = button("只看空的", "", "只显示这一列没有填的行")
        self.only_filled = button("只看填了的", "", "只显示这一列已经填了的行")
        self.remove = button("取消筛选")
        self.accept = button("确定")
        set_role(self.accept, "primary", value=True)
        known = model.filter_of(column)
        self.remove.setEnabled(known is not None)
        self._ticked: set[CellValue] = _ticked(known, [value for value, _count in self._values])
        self._is_filling = False
        self._lay_out()
        self._connect()
        self._fill()

    def open_at(self, place: QPoint) -> None:
        """Show the panel with its upper left corner there, within the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes what is ticked, Esc leaves all as it was."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def choose(self, *texts: str) -> None:
        """Tick these alone."""
        self._ticked = {value for value, _count in self._values if self._text(value) in texts}
        self._fill()

    # ── within ───────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        title = QLabel(f"筛选：{self._field.label}")
        title.setProperty("role", "subtitle")
        quick, below = QHBoxLayout(), QHBoxLayout()
        for item in (self.only_filled, self.only_empty):
            quick.addWidget(item, 1)
        below.addWidget(self.remove)
        below.addStretch(1)
        below.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        for part in (title, self.search, self.list, self.more):
            layout.addWidget(part)
        layout.addLayout(quick)
        layout.addLayout(below)
        line = self.fontMetrics().lineSpacing()
        self.list.setMinimumHeight(line * 11)
        self.setFixedWidth(max(270, line * 15))

    def _connect(self) -> None:
        self.accept.clicked.connect(self._apply)
        self.remove.clicked.connect(lambda: self._narrow(None))
        name = self._field.name
        self.only_empty.clicked.connect(lambda: self._narrow(ColumnFilter(name, empty=True)))
        self.only_filled.clicked.connect(lambda: self._narrow(ColumnFilter(name, filled=True)))

    def _fill(self) -> None:
        """List the values that hold what is typed, with all of them to tick at once first."""
        self._is_filling = True
        self.list.clear()
        shown = self._shown()
        self._add("（全选）" if not self.search.text() else "（全选找到的）", None)
        for value, count in shown[:_MOST_LISTED]:
            self._add(f"{self._text(value)}　{count}行", value, is_value=True)
        self._tick_first()
        left_out = len(shown) - _MOST_LISTED
        self.more.setText(f"还有{left_out}种没有列出，请在上面打字查找。" if left_out > 0 else "")
        self.more.setVisible(left_out > 0)
        self._is_filling = False

    def _add(self, text: str, value: CellValue, *, is_value: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setFlags(_TICKABLE)
        item.setData(_Role.UserRole, (is_value, value))
        item.setCheckState(_state(value in self._ticked))
        self.list.addItem(item)

    def _shown(self) -> list[tuple[CellValue, int]]:
        typed = self.search.text().strip()
        if not typed:
            return self._values
        return [pair for pair in self._values if initials.matches(self._text(pair[0]), typed)]

    def _note_tick(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        is_value, value = item.data(_Role.UserRole)
        values = {value} if is_value else {found for found, _count in self._shown()}
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked |= values
        else:
            self._ticked -= values
        self._is_filling = True
        for row in range(1, self.list.count()):
            entry = self.list.item(row)
            entry.setCheckState(_state(entry.data(_Role.UserRole)[1] in self._ticked))
        self._tick_first()
        self._is_filling = False

    def _tick_first(self) -> None:
        shown = {value for value, _count in self._shown()}
        first = self.list.item(0)
        first.setCheckState(_state(bool(shown) and shown <= self._ticked))
        self.accept.setEnabled(bool(self._wanted()))

    def _wanted(self) -> set[CellValue]:
        """Return what is ticked; of what was searched for, where something was."""
        shown = {value for value, _count in self._shown()}
        return self._ticked & shown if self.search.text().strip() else self._ticked

    def _apply(self) -> None:
        wanted = self._wanted()
        if not wanted:
            return
        if wanted == {value for value, _count in self._values}:
            self._narrow(None)
            return
        values = tuple(value for value, _count in self._values if value in wanted - {None})
        self._narrow(ColumnFilter(self._field.name, values, empty=None in wanted))

    def _narrow(self, wanted: ColumnFilter | None) -> None:
        self.close()
        self._model.narrow(self._column, wanted)

    def _text(self, value: CellValue) -> str:
        text = cell_text(value, self._field)
        if self._field.kind is FieldKind.LONG_TEXT:
            text = text.replace("\n", " ")
        return text or _EMPTY


def _merged(values: list[tuple[CellValue, int]]) -> list[tuple[CellValue, int]]:
    """Count what reads as empty as one, and put it last."""
    empty = sum(count for value, count in values if value is None or value is False)
    held = [(value, count) for value, count in values if value is not None and value is not False]
    return held + ([(None, empty)] if empty else [])


def _ticked(known: ColumnFilter | None, values: list[CellValue]) -> set[CellValue]:
    """Return what passes now."""
    if known is None:
        return set(values)
    return {
        value
        for value in values
        if value in known.values
        or (value is None and known.empty)
        or (value is not None and known.filled)
    }


def _state(is_on: bool) -> Qt.CheckState:  # noqa: FBT001 - what it turns into
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
