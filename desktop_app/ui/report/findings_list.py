"""The findings on a report: how grave, the sentence, where; a double click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.records import Finding
from desktop_app.ui import theme

_ICONS = {
    "error": ("error", theme.ERROR),
    "warning": ("warning", theme.WARNING),
    "hint": ("info", theme.INFO),
}
_ORDER = tuple(_ICONS)
_NAMES = {"error": "错误", "warning": "提醒", "hint": "建议"}


class FindingsList(QWidget):
    """Lists findings, the gravest first; wanted: the one that was double-clicked.

    shown: new findings stand in the list.
    """

    wanted = Signal(object)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._findings: list[Finding] = []
        self._summary = QLabel()
        self._summary.setProperty("role", "hint")
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._tell)
        title = QLabel("校核意见")
        title.setProperty("role", "subtitle")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self._summary)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.list)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings; where the list is scrolled to stays."""
        ordered = sorted(findings, key=lambda one: _ORDER.index(one.severity))
        counts = {name: sum(one.severity == name for one in ordered) for name in _ORDER}
        self._summary.setText(
            "，".join(f"{_NAMES[name]} {count} 条" for name, count in counts.items() if count)
            + "。双击可转到所在位置"
            if ordered
            else "没有发现问题"
        )
        if ordered != self._findings:
            self._fill(ordered)
        self.shown.emit()

    def findings(self) -> list[Finding]:
        """Return the findings in the order shown."""
        return self._findings

    def _fill(self, ordered: list[Finding]) -> None:
        self._findings = ordered
        place = self.list.verticalScrollBar().value()
        self.list.clear()
        for finding in ordered:
            name, colour = _ICONS[finding.severity]
            is_named = finding.where in finding.message
            sentence = finding.message if is_named else f"{finding.where}：{finding.message}"
            item = QListWidgetItem(theme.icon(name, colour), sentence)
            item.setToolTip(f"{_NAMES[finding.severity]}：{finding.message}")
            self.list.addItem(item)
        self.list.verticalScrollBar().setValue(place)

    def _tell(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self._findings[self.list.row(item)])
