"""The findings on a report: how grave, the sentence, where; a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.records import Finding
from desktop_app.ui import theme
from desktop_app.ui.dialogs.ignore_finding import JUMP

_ICONS = {
    "error": ("error", theme.ERROR),
    "warning": ("warning", theme.WARNING),
    "hint": ("info", theme.INFO),
}
_ORDER = tuple(_ICONS)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAMES = {"error": "错误", "warning": "提醒", "hint": "建议"}


class FindingsList(QWidget):
    """Lists findings, the gravest first.

    wanted: the one that was clicked. repair_wanted: the one that should be put right.
    decision_wanted: the one that may stay, or wants a 说明. sheet_wanted: 校核单 is. shown: new
    findings stand in the list.
    """

    wanted = Signal(object)
    repair_wanted = Signal(object)
    decision_wanted = Signal(object)
    sheet_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._all: list[Finding] = []
        self._findings: list[Finding] = []
        self._summary = QLabel()
        self._summary.setProperty("role", "hint")
        self.severity = QComboBox()
        self.severity.addItem("全部", "")
        for name in _ORDER:
            self.severity.addItem(_NAMES[name], name)
        self.repair = QPushButton("改正")
        self.repair.setToolTip("照校核意见改正选中的一处（Ctrl+Enter），可以撤销")
        self.decide = QPushButton("不再提示…")
        self.decide.setToolTip("写明理由，这一季不再提示选中的一条；数字变化大的，填写说明")
        self.sheet = QPushButton("校核单…")
        self.sheet.setToolTip("把全部意见、理由和说明导出来，可以打印")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._tell)
        self.list.itemActivated.connect(self._tell)
        self.list.currentRowChanged.connect(self._offer_repair)
        self.severity.activated.connect(self._fill)
        self.repair.clicked.connect(self._ask_repair)
        self.decide.clicked.connect(lambda: self.decision_wanted.emit(self._selected()))
        self.sheet.clicked.connect(self.sheet_wanted)
        self._lay_out()
        self._offer_repair()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings; where the list is scrolled to stays."""
        ordered = sorted(findings, key=lambda one: _ORDER.index(one.severity))
        counts = {name: sum(one.severity == name for one in ordered) for name in _ORDER}
        told = (f"{_NAMES[name]} {count} 条" for name, count in counts.items() if count)
        self._summary.setText("，".join(told) or "没有发现问题")
        if ordered != self._all or self.list.count() != len(self._findings):
            self._all = ordered
            self._fill()
        self.shown.emit()

    def show_failure(self, reason: str) -> None:
        """Say that the report could not be checked: an empty list would read as 没有发现问题."""
        self._all = []
        self._fill()
        self._summary.setText("这次没有校核成")
        item = QListWidgetItem(
            theme.icon(*_ICONS["error"]), f"校核没有做完，不能当作没有问题：{reason}"
        )
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)
        self.shown.emit()

    def show_errors(self) -> None:
        """List the errors alone, with the cursor on the first."""
        self.severity.setCurrentIndex(self.severity.findData("error"))
        self._fill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def findings(self) -> list[Finding]:
        """Return the findings in the order shown."""
        return self._findings

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Put right what is selected with Ctrl+Enter."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._ask_repair()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        wanted = self.severity.currentData()
        self._findings = [one for one in self._all if wanted in ("", one.severity)]
        row, place = self.list.currentRow(), self.list.verticalScrollBar().value()
        self.list.clear()
        for finding in self._findings:
            name, colour = _ICONS[finding.severity]
            is_named = finding.where in finding.message
            sentence = finding.message if is_named else f"{finding.where}：{finding.message}"
            item = QListWidgetItem(theme.icon(name, colour), sentence)
            item.setToolTip(
                f"{_NAMES[finding.severity]}：{finding.message}\n点一下或按回车转到所在位置"
            )
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(self._findings) - 1))
        self.list.verticalScrollBar().setValue(place)
        self._offer_repair()

    def _selected(self) -> Finding | None:
        row = self.list.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def _offer_repair(self, _row: int = -1) -> None:
        finding = self._selected()
        self.repair.setEnabled(finding is not None and finding.repair is not None)
        self.decide.setEnabled(finding is not None)
        self.decide.setText("填写说明…" if finding and finding.rule == JUMP else "不再提示…")

    def _ask_repair(self) -> None:
        finding = self._selected()
        if finding is not None and finding.repair is not None:
            self.repair_wanted.emit(finding)

    def _tell(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        if row < len(self._findings):
            self.wanted.emit(self._findings[row])

    def _lay_out(self) -> None:
        title = QLabel("校核意见")
        title.setProperty("role", "subtitle")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._summary)
        head.addStretch()
        head.addWidget(self.repair)
        head.addWidget(self.decide)
        head.addWidget(self.sheet)
        head.addWidget(self.severity)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.list)
