"""A line of text that gives up room before anything beside it must be scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

_LEAST = "二字…"


class YieldingLabel(QLabel):
    """Shown whole where there is room, else cut short at its end."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for two characters alone."""
        whole = super().minimumSizeHint()
        least = self.fontMetrics().horizontalAdvance(_LEAST)
        return QSize(min(least, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        if shown == self.text():
            super().paintEvent(event)
            return
        self.style().drawItemText(
            QPainter(self),
            room,
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
