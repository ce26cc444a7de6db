"""Above the page: which quarter, which unit, search, undo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.frame.undo_button import UndoButton

_ALL_UNITS = "全部单位"


class TopBar(QFrame):
    """searched: the words that the user looks for. redo_asked: the button was pressed."""

    searched = Signal(str)
    redo_asked = Signal()
    leaving = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the context's period and unit."""
        super().__init__(parent)
        self.setObjectName("topbar")
        self._context = context
        self.previous_button = self._tool("previous", "上一季度（Ctrl+PgUp）")
        self.period_box = QComboBox()
        self.period_box.setAccessibleName("报告期")
        self.period_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Never shortened: it says which quarter one types into.
        self.period_box.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.next_button = self._tool("next", "下一季度（Ctrl+PgDn）")
        self.state_label = QLabel()
        theme.set_role(self.state_label, "role", "hint")
        self.open_button = QPushButton("新建季度")
        self.unit_box = QComboBox()
        self.unit_box.setAccessibleName("填报单位")
        self.unit_box.setMinimumContentsLength(7)
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText("在各台账中查找")
        self.search_field.setToolTip("在本季度的全部台账里查找（Ctrl+Shift+F），按回车开始")
        self.search_field.setAccessibleName("在各台账中查找")
        self.search_field.setClearButtonEnabled(True)
        self.search_field.setMinimumWidth(130)
        self.search_field.setMaximumWidth(280)
        self.undo_button = UndoButton(context)
        self.redo_button = self._tool("redo", "重做（Ctrl+Y）")
        self._left, self._right = left, right = QHBoxLayout(), QHBoxLayout()
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(12, 6, 12, 6)
        for layout in (self._whole, left, right):
            layout.setSpacing(6)
        for widget in (
            self.previous_button,
            self.period_box,
            self.next_button,
            self.state_label,
            self.open_button,
        ):
            left.addWidget(widget)
        left.addStretch(1)
        right.addStretch()
        right.addWidget(self.unit_box)
        right.addWidget(self.search_field, 2)
        right.addWidget(self.undo_button)
        right.addWidget(self.redo_button)
        self._whole.addLayout(left, 1)
        self._whole.addLayout(right, 1)
        self.previous_button.clicked.connect(lambda: self.step_quarter(-1))
        self.next_button.clicked.connect(lambda: self.step_quarter(1))
        self.period_box.activated.connect(self._choose_period)
        self.unit_box.activated.connect(self._choose_unit)
        self.open_button.clicked.connect(self.ask_to_open)
        self.search_field.returnPressed.connect(
            lambda: self.searched.emit(self.search_field.text().strip())
        )
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
        is_last = bool(periods) and period == periods[-1]
        self.open_button.setText(
            f"新建{self._next_quarter().label}" if is_last else "新建其他季度…"
        )
        self.unit_box.clear()
        self.unit_box.addItem(_ALL_UNITS, "")
        for unit in services.office.units(period):
            self.unit_box.addItem(unit.name, unit.name)
        self.unit_box.setCurrentIndex(max(self.unit_box.findData(self._context.unit), 0))
        self.undo_button.show_next(services.history.next_undo())
        redo = services.history.next_redo()
        self.redo_button.setEnabled(bool(redo))
        self.redo_button.setToolTip(f"重做：{redo}（Ctrl+Y）" if redo else "没有可以重做的步骤")
        self._fit()

    def step_quarter(self, steps: int) -> None:
        """Go so many quarters on (back, where negative), as far as there are any."""
        place = self.period_box.currentIndex() + steps
        if 0 <= place < self.period_box.count():
            self._choose_period(place)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longer of both lines only: the window may be narrower than all in one."""
        hint = super().minimumSizeHint()
        lines = (self._left.minimumSize().width(), self._right.minimumSize().width())
        return QSize(max(lines) + self._margins(), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Use two lines where one is too short for everything."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = (self._left.minimumSize().width(), self._right.minimumSize().width())
        is_narrow = self.width() < sum(lines) + self._margins()
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _margins(self) -> int:
        margins = self._whole.contentsMargins()
        return margins.left() + margins.right() + self._whole.spacing()

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

    def _choose_period(self, place: int) -> None:
        code = self.period_box.itemData(place)
        if code:
            self.leaving.emit()
            self._context.show_period(Period.parse(code))

    def _choose_unit(self, place: int) -> None:
        self.leaving.emit()
        self._context.show_unit(self.unit_box.itemData(place))

    def ask_to_open(self) -> None:
        """Ask which quarter to open; proposed is the next one, or a gap beside the one shown."""
        from desktop_app.ui.dialogs.new_quarter import NewQuarter  # noqa: PLC0415 - seldom wanted

        self.leaving.emit()
        periods = self._context.services.periods
        known, proposed = periods.all(), self._next_quarter()
        if known and self._context.period != known[-1]:
            proposed = self._context.period.previous
            while proposed in known:
                proposed = proposed.previous
        self.asking = NewQuarter(periods, proposed, self.window())
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.accepted.connect(self._open_asked)
        self.asking.open()

    def _open_asked(self) -> None:
        period = self.asking.period
        if period is not None:
            self.open_quarter(period)

    def open_quarter(self, period: Period) -> None:
        """Open a quarter and go there."""
        services = self._context.services
        if self._context.write(lambda: services.periods.open(period), f"已新建{period.label}"):
            self._context.show_period(period)
