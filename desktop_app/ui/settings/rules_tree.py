"""All rules of the checks by group: a tick for each, what it finds, an example, its source.

A click anywhere in a row switches its rule, and so does the space bar.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop_app.services.checks.service import SEVERITIES, RuleNote
from desktop_app.ui import theme

_HEADINGS = ("规则", "程度", "例如", "依据")
_ICONS = {"error": theme.ERROR, "warning": theme.WARNING, "hint": theme.INFO}
_ICON_NAMES = {"error": "error", "warning": "warning", "hint": "info"}
_OFF = "已停用"
_RULE = Qt.ItemDataRole.UserRole
_SEVERITY = Qt.ItemDataRole.UserRole + 1
_WIDTHS = {1: 92, 2: 180, 3: 170}  # points; the rule itself takes what is left


class RulesTree(QTreeWidget):
    """switched: a rule's id, and whether it is on now."""

    switched = Signal(str, bool)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setHeaderLabels(_HEADINGS)
        self.setAccessibleName("校核规则")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._pressed = Qt.CheckState.Checked
        self.itemChanged.connect(self._tell)
        self.itemPressed.connect(self._note_state)
        self.itemClicked.connect(self._switch_row)

    def show_rules(self, rules: Sequence[RuleNote], silent: Collection[str]) -> None:
        """Show the rules with the state of each; what is open and in view stays."""
        blocked = QSignalBlocker(self)
        if set(self._items) != {rule.id for rule in rules}:
            self._fill(rules)
        for id_, item in self._items.items():
            if _can_be_off(item):
                is_on = id_ not in silent
                item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
                _show_state(item, is_on=is_on)
        blocked.unblock()
        self._count()

    def find_text(self, text: str) -> None:
        """Show the rules alone that hold a text, in any column; all of them for ""."""
        for group in self._groups.values():
            shown = 0
            for item in (group.child(number) for number in range(group.childCount())):
                holds = any(text in item.text(column) for column in range(len(_HEADINGS)))
                item.setHidden(not holds)
                shown += holds
            group.setHidden(shown == 0)
            group.setExpanded(bool(text) and shown > 0)

    def item(self, rule: str) -> QTreeWidgetItem:
        """Return a rule's item."""
        return self._items[rule]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Switch the rule under the cursor with the space bar, whichever column it stands in."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and _can_be_off(item):
            _toggle(item)
        else:
            super().keyPressEvent(event)

    def _note_state(self, item: QTreeWidgetItem) -> None:
        self._pressed = item.checkState(0)

    def _switch_row(self, item: QTreeWidgetItem) -> None:
        """Switch a rule by a click beside its tick; on the tick Qt has done so already."""
        if _can_be_off(item) and item.checkState(0) == self._pressed:
            _toggle(item)

    def _fill(self, rules: Sequence[RuleNote]) -> None:
        self.clear()
        self._items.clear()
        self._groups.clear()
        for rule in rules:
            if rule.group not in self._groups:
                group = self._groups[rule.group] = QTreeWidgetItem(self, [rule.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.setFirstColumnSpanned(True)
            self._items[rule.id] = _item(self._groups[rule.group], rule)

    def _count(self) -> None:
        """Write behind each group how many rules it has, and how many of them are off."""
        for name, group in self._groups.items():
            rules = [group.child(number) for number in range(group.childCount())]
            off = sum(_can_be_off(rule) and not _is_on(rule) for rule in rules)
            group.setText(0, f"{name}（{len(rules)}条{f'，停用{off}条' if off else ''}）")

    def _tell(self, item: QTreeWidgetItem, column: int) -> None:
        rule = item.data(0, _RULE)
        if column == 0 and rule:
            self.switched.emit(rule, _is_on(item))


def _item(group: QTreeWidgetItem, rule: RuleNote) -> QTreeWidgetItem:
    texts = [rule.label, SEVERITIES[rule.severity], rule.example, rule.source]
    item = QTreeWidgetItem(group, texts)
    item.setData(0, _RULE, rule.id)
    item.setData(0, _SEVERITY, SEVERITIES[rule.severity])
    item.setIcon(1, theme.icon(_ICON_NAMES[rule.severity], _ICONS[rule.severity]))
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    if rule.fixed:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setToolTip(0, f"{rule.label}：不处理就不能打印，不能停用")
    return item


def _can_be_off(item: QTreeWidgetItem) -> bool:
    return bool(item.data(0, _RULE)) and bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)


def _is_on(item: QTreeWidgetItem) -> bool:
    return item.checkState(0) == Qt.CheckState.Checked


def _toggle(item: QTreeWidgetItem) -> None:
    item.setCheckState(0, Qt.CheckState.Unchecked if _is_on(item) else Qt.CheckState.Checked)


def _show_state(item: QTreeWidgetItem, *, is_on: bool) -> None:
    """Say in a word and by a paler text that a rule is off."""
    item.setText(1, item.data(0, _SEVERITY) if is_on else _OFF)
    for column in range(len(_HEADINGS)):
        item.setForeground(column, QBrush() if is_on else QColor(theme.MUTED))
