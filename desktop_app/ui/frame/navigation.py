"""The list of pages, each with a dot that says how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.frame.key_list import Key

STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_DOT = 8
_ENTRY_LINES = 2.4  # height of an entry against its text, as in the style sheet
_COLOURS = {"filled": theme.OK, "findings": theme.WARNING, "empty": theme.LINE}
_WORDS = {"filled": "有数据", "findings": "有校核意见", "empty": "还没有数据"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its key, what it is called, and its icon's name."""

    key: str
    label: str
    icon: str


class _DotDelegate(QStyledItemDelegate):
    """Draws the state dot at the right of an entry; is_narrow: the icon alone, without its name."""

    is_narrow = False

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if self.is_narrow:
            option.text = ""  # type: ignore[attr-defined] # PySide's stubs leave it out

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        colour = _COLOURS.get(index.data(STATE_ROLE) or "")
        if colour is None:
            return
        box = option.rect  # type: ignore[attr-defined] # PySide's stubs leave it out
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if self.is_narrow:
            painter.drawEllipse(box.right() - _DOT - 2, box.top() + 2, _DOT, _DOT)
        else:
            painter.drawEllipse(box.right() - 2 * _DOT, box.center().y() - _DOT // 2, _DOT, _DOT)
        painter.restore()


class Navigation(QListWidget):
    """Emits `chosen` with a page's key when the user goes to it, `entered` on Enter: into it."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, entries: list[Entry], parent: QWidget | None = None) -> None:
        """Take the entries in their order."""
        super().__init__(parent)
        self.setObjectName("navigation")
        self._dots = _DotDelegate(self)
        self.setItemDelegate(self._dots)
        self.setAccessibleName("页面")
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._labels: dict[str, str] = {}
        self._shortcuts: dict[str, str] = {}
        self.show_entries(entries)
        self.setCurrentRow(0)  # before anyone listens: a list that gets the focus would choose it
        self.currentItemChanged.connect(self._announce)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these pages; the one that is shown stays marked where it is still among them."""
        shown = self.current() if self.currentItem() else ""
        self._labels = {entry.key: entry.label for entry in entries}
        self.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword
        self.clear()
        for entry in entries:
            item = QListWidgetItem(theme.icon(entry.icon), entry.label, self)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            item.setToolTip(entry.label)
        self.blockSignals(False)  # noqa: FBT003 - as above
        self.show_current(shown)

    def keys(self) -> list[str]:
        """Return the pages' keys in their order."""
        return list(self._labels)

    def labels(self) -> list[str]:
        """Return what the pages are called, in their order."""
        return list(self._labels.values())

    def current(self) -> str:
        """Return the key of the page that is shown."""
        return str(self.currentItem().data(Qt.ItemDataRole.UserRole))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a state of the window
        """Show icons alone where the window has no room for names."""
        self._dots.is_narrow = narrow
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the entries closer together where the window is too low for all of them."""
        super().resizeEvent(event)
        needed = self.count() * _ENTRY_LINES * self.fontMetrics().height()
        theme.set_role(self, "low", value=self.height() < needed)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go into the page on Enter; the arrows alone change pages and stay here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def show_current(self, key: str) -> None:
        """Mark a page as the one that is shown, without going there."""
        self.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(row)
        self.blockSignals(False)  # noqa: FBT003 - as above

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Name the pages' shortcuts in their tooltips. keys: in the pages' order."""
        self._shortcuts = {page: key.keys for page, key in zip(self._labels, keys, strict=False)}
        self.show_states({})

    def show_states(self, states: Mapping[str, str]) -> None:
        """Set the dots: key → "empty", "filled" or "findings"; keys left out have none."""
        for row in range(self.count()):
            item = self.item(row)
            key = item.data(Qt.ItemDataRole.UserRole)
            state = states.get(key)
            item.setData(STATE_ROLE, state)
            label = self._labels[key]
            shortcut = f"（{self._shortcuts[key]}）" if key in self._shortcuts else ""
            item.setToolTip(f"{label}{shortcut}" + (f"：{_WORDS[state]}" if state else ""))

    def _announce(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))
