"""All rules of the checks by group: a tick for each, what it finds, an example, its source."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop_app.services.checks.service import SEVERITIES, RuleNote
from desktop_app.ui import theme

_HEADINGS = ("规则", "程度", "例如", "依据")
_ICONS = {"error": theme.ERROR, "warning": theme.WARNING, "hint": theme.INFO}
_ICON_NAMES = {"error": "error", "warning": "warning", "hint": "info"}
_RULE = Qt.ItemDataRole.UserRole
_WIDTHS = {1: 74, 2: 180, 3: 170}  # points; the rule itself takes what is left


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
        self.itemChanged.connect(self._tell)

    def show_rules(self, rules: Sequence[RuleNote], silent: Collection[str]) -> None:
        """Show the rules with the state of each; what is open and in view stays."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        if set(self._items) != {rule.id for rule in rules}:
            self._fill(rules)
        for id_, item in self._items.items():
            is_on = id_ not in silent or not _can_be_off(item)
            item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
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
            states = [group.child(number).checkState(0) for number in range(group.childCount())]
            off = states.count(Qt.CheckState.Unchecked)
            group.setText(0, f"{name}（{len(states)}条{f'，停用{off}条' if off else ''}）")

    def _tell(self, item: QTreeWidgetItem, column: int) -> None:
        rule = item.data(0, _RULE)
        if column == 0 and rule:
            self.switched.emit(rule, item.checkState(0) == Qt.CheckState.Checked)


def _item(group: QTreeWidgetItem, rule: RuleNote) -> QTreeWidgetItem:
    texts = [rule.label, SEVERITIES[rule.severity], rule.example, rule.source]
    item = QTreeWidgetItem(group, texts)
    item.setData(0, _RULE, rule.id)
    item.setIcon(1, theme.icon(_ICON_NAMES[rule.severity], _ICONS[rule.severity]))
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    if rule.fixed:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        item.setToolTip(0, f"{rule.label}：不处理就不能打印，不能停用")
    return item


def _can_be_off(item: QTreeWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
