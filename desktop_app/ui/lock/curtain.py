"""A cloth over a window: nothing behind it can be read, nothing behind it is changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui import theme
from desktop_app.ui.lock.lock_dialog import TITLE

_ICON = 64  # px


class Curtain(QWidget):
    """Covers a whole window, title included, until it is drawn."""

    def __init__(self, window: QWidget) -> None:
        """Cover at once."""
        super().__init__(window)
        self._window = window
        self._title = window.windowTitle()
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setGeometry(window.rect())
        window.setWindowTitle(TITLE)
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def draw(self) -> None:
        """Take the cloth away; the title is again what it was, or became meanwhile."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window, on top, and keep the title off the taskbar."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif event.type() in (QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
            self.raise_()
        elif event.type() == QEvent.Type.WindowTitleChange:
            title = self._window.windowTitle()
            if title != TITLE:
                self._title = title
                self._window.setWindowTitle(TITLE)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the background and the program's sign."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.WINDOW)
        picture = theme.icon("app").pixmap(_ICON, _ICON)
        place = picture.rect()
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place, picture)
