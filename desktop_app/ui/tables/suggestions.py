"""What an editor offers while one types: texts that hold it, or that its letters stand for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop_app.services.finding import initials
from desktop_app.services.finding.nearest_names import nearest

_MOST_OFFERED = 60
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class _Offers(QStringListModel):
    """The texts offered; where Enter takes the first of them, that one is bold."""

    first_is_taken = False

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a text, and how it is written."""
        if role == Qt.ItemDataRole.FontRole and self.first_is_taken and index.row() == 0:
            font = QFont()
            font.setBold(True)
            return font
        return super().data(index, role)


class Suggestions(QCompleter):
    """Lists the texts that match under the line that is typed into."""

    def __init__(self, texts: Sequence[str], parent: QObject, *, takes_first: bool = False) -> None:
        """takes_first: nothing but these texts will do.

        Whoever leaves the line with letters typed gets the first text found; where none is, those
        that are like what was typed are offered to choose from.
        """
        self._texts = texts
        self._takes_first = takes_first
        self._offers = _Offers()
        super().__init__(self._offers, parent)
        self._offers.setParent(self)
        self.setMaxVisibleItems(10)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's name
        """Choose what is offered: Qt itself knows no first letters, so it filters nothing."""
        typed = path.strip()
        offered = initials.found(self._texts, typed)[:_MOST_OFFERED] if typed else []
        self._offers.first_is_taken = self._takes_first and bool(offered)
        if self._takes_first and typed and not offered:
            offered = nearest(self._texts, typed) or list(self._texts)
        self._offers.setStringList([] if offered == [typed] else offered)
        return [""]


class Line(QLineEdit):
    """A line whose list of suggestions passes Enter and Tab on to whoever moves between fields.

    Qt hands such keys to the line itself, behind the back of all event filters, and they would only
    close the list.
    """

    def event(self, event: QEvent) -> bool:
        """Close the list and send the key anew."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LEAVING
            and self._close_list()
        ):
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.sendEvent(self.focusProxy() or self, again)
            event.accept()
            return True
        return super().event(event)

    def _close_list(self) -> bool:
        completer = self.completer()
        if completer is None or not completer.popup().isVisible():
            return False
        completer.popup().hide()
        return True
