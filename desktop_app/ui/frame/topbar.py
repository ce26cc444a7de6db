"""Above the page: which quarter, which unit, search, undo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.ui import theme
from desktop_app.ui.context import Context

_ALL_UNITS = "全部单位"


class TopBar(QFrame):
    """searched: the words that the user looks for. undo_asked, redo_asked: buttons pressed."""

    searched = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()
    leaving = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the context's period and unit."""
        super().__init__(parent)
        self.setObjectName("topbar")
        self._context = context
        self.previous_button = self._tool("previous", "上一季度")
        self.period_box = QComboBox()
        self.period_box.setAccessibleName("报告期")
        self.period_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.next_button = self._tool("next", "下一季度")
        self.state_label = QLabel()
        theme.set_role(self.state_label, "role", "hint")
        self.open_button = QPushButton("新建下一季度")
        self.unit_box = QComboBox()
        self.unit_box.setAccessibleName("填报单位")
        self.unit_box.setMinimumContentsLength(7)
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText("在各台账中查找（Ctrl+F）")
        self.search_field.setClearButtonEnabled(True)
        self.search_field.setMinimumWidth(190)
        self.search_field.setMaximumWidth(280)
        self.undo_button = self._tool("undo", "撤销（Ctrl+Z）")
        self.redo_button = self._tool("redo", "重做（Ctrl+Y）")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(6)
        for widget in (
            self.previous_button,
            self.period_box,
            self.next_button,
            self.state_label,
            self.open_button,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.unit_box)
        layout.addWidget(self.search_field)
        layout.addWidget(self.undo_button)
        layout.addWidget(self.redo_button)
        self.previous_button.clicked.connect(lambda: self._step(-1))
        self.next_button.clicked.connect(lambda: self._step(1))
        self.period_box.activated.connect(self._choose_period)
        self.unit_box.activated.connect(self._choose_unit)
        self.open_button.clicked.connect(self._ask_to_open)
        self.search_field.returnPressed.connect(
            lambda: self.searched.emit(self.search_field.text().strip())
        )
        self.undo_button.clicked.connect(self.undo_asked)
        self.redo_button.clicked.connect(self.redo_asked)

    def reload(self) -> None:
        """Read the quarters, the units and what can be undone."""
        services, period = self._context.services, self._context.period
        periods = services.periods.all()
        self.period_box.clear()
        for one in periods:
            self.period_box.addItem(one.label, one.code)
        place = self.period_box.findData(period.code)
        self.period_box.setCurrentIndex(place)
        self.previous_button.setEnabled(place > 0)
        self.next_button.setEnabled(0 <= place < len(periods) - 1)
        self.state_label.setText(services.texts.report(period).state)
        self.open_button.setText(f"新建{self._next_quarter().label}")
        self.open_button.setVisible(bool(periods) and period == periods[-1])
        self.unit_box.clear()
        self.unit_box.addItem(_ALL_UNITS, "")
        for unit in services.office.units(period):
            self.unit_box.addItem(unit.name, unit.name)
        self.unit_box.setCurrentIndex(max(self.unit_box.findData(self._context.unit), 0))
        undo, redo = services.history.next_undo(), services.history.next_redo()
        for button, word, name, keys in (
            (self.undo_button, "撤销", undo, "Ctrl+Z"),
            (self.redo_button, "重做", redo, "Ctrl+Y"),
        ):
            button.setEnabled(bool(name))
            button.setToolTip(f"{word}：{name}（{keys}）" if name else f"没有可以{word}的步骤")

    def _tool(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _next_quarter(self) -> Period:
        latest = self._context.services.periods.latest()
        return (latest or self._context.period).next

    def _step(self, steps: int) -> None:
        self._choose_period(self.period_box.currentIndex() + steps)

    def _choose_period(self, place: int) -> None:
        code = self.period_box.itemData(place)
        if code:
            self.leaving.emit()
            self._context.show_period(Period.parse(code))

    def _choose_unit(self, place: int) -> None:
        self.leaving.emit()
        self._context.show_unit(self.unit_box.itemData(place))

    def _ask_to_open(self) -> None:
        """Open the next quarter after saying what it takes over."""
        period = self._next_quarter()
        answer = QMessageBox.question(
            self.window(),
            f"新建{period.label}",
            f"新建{period.label}，沿用上一季度的填报单位、党员数、工作领域、选项和报告文字，"
            "没有销号的问题和措施继续跟踪。现在新建吗？",
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.open_quarter(period)

    def open_quarter(self, period: Period) -> None:
        """Open a quarter and go there."""
        services = self._context.services
        if self._context.write(lambda: services.periods.open(period), f"已新建{period.label}"):
            self._context.show_period(period)
