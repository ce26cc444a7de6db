"""Finding words in the page that is open: a bar at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.manual.reader import Reader

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageFind(QWidget):
    """Hidden until it is asked for."""

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        """reader: whose page is searched."""
        super().__init__(parent)
        self._reader = reader
        self.field = QLineEdit()
        self.field.setPlaceholderText("在这一页里查找")
        self.field.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        before, after, close = button("上一处"), button("下一处"), button("关闭", "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        for widget in (self.count, before, after, close):
            row.addWidget(widget)
        self.field.textChanged.connect(self.mark)
        before.clicked.connect(lambda: self._step(back=True))
        after.clicked.connect(lambda: self._step(back=False))
        close.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar and let words be typed."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.mark()

    def mark(self) -> None:
        """Mark the words in the page as it is now."""
        words = self.field.text()
        found = self._reader.find_all(words)
        self.count.setText((f"共{found}处" if found else "没有找到") if words else "")

    def close_bar(self) -> None:
        """Hide the bar; nothing is marked any more."""
        self.hide()
        self._reader.find_all("")
        self._reader.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next place, with Shift to the one before; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _ENTER:
            self._step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _step(self, *, back: bool) -> None:
        if self.field.text():
            self._reader.find_next(self.field.text(), back=back)
