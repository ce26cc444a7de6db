"""Finding and replacing in all chapters: the bar above the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.ui import theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Hidden until it is asked for.

    typed: other words are looked for. step_wanted: 1 for the next place, -1 for the one before.
    replace_wanted, replace_all_wanted: the buttons. closed: nothing is looked for any more.
    """

    typed = Signal(str)
    step_wanted = Signal(int)
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty and hidden."""
        super().__init__(parent)
        self.wanted, self.by = QLineEdit(), QLineEdit()
        self.count = QLabel()
        self.count.setProperty("role", "hint")
        self.previous, self.following = QPushButton("上一处"), QPushButton("下一处")
        self.replace, self.replace_all = QPushButton("替换"), QPushButton("全部替换")
        self._close = QPushButton()
        self._lay_out()
        self.wanted.textChanged.connect(self.typed)
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.following.clicked.connect(lambda: self.step_wanted.emit(1))
        self.replace.clicked.connect(self.replace_wanted)
        self.replace_all.clicked.connect(self.replace_all_wanted)
        self._close.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self, words: str, *, replace: bool) -> None:
        """Show the bar and let words be typed; words: what is selected in the text."""
        for widget in (self.by, self.replace, self.replace_all):
            widget.setVisible(replace)
        self.show()
        if words:
            self.wanted.setText(words)
        self.wanted.setFocus()
        self.wanted.selectAll()
        self.typed.emit(self.wanted.text())

    def close_bar(self) -> None:
        """Hide the bar; nothing is marked any more."""
        self.hide()
        self.closed.emit()

    def show_count(self, place: int, count: int) -> None:
        """Say how often the words stand in the report; place: which of them is selected, from 1."""
        if not self.wanted.text():
            self.count.setText("")
        elif not count:
            self.count.setText("没有找到")
        else:
            self.count.setText(f"第{place}处，共{count}处" if place else f"共{count}处")
        for button in (self.previous, self.following, self.replace, self.replace_all):
            button.setEnabled(bool(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next place, with Shift to the one before; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in _ENTER and self.wanted.hasFocus():
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_wanted.emit(-1 if back else 1)
        elif event.key() in _ENTER and self.by.hasFocus():
            self.replace_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.wanted.setPlaceholderText("在各章里查找")
        self.by.setPlaceholderText("替换成")
        self._close.setIcon(theme.icon("close"))
        self._close.setToolTip("关闭查找（Esc）")
        self._close.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        buttons = QHBoxLayout()
        for widget in (self.count, self.previous, self.following, self._close):
            buttons.addWidget(widget)
        replacing = QHBoxLayout()
        for button in (self.replace, self.replace_all):
            replacing.addWidget(button)
        replacing.addStretch()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.wanted, 0, 0)
        layout.addLayout(buttons, 0, 1)
        layout.addWidget(self.by, 1, 0)
        layout.addLayout(replacing, 1, 1)
        layout.setColumnStretch(0, 1)
