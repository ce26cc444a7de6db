"""What stands round the fields of a row: what waits above, the buttons below, a word before all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.forms.unkept import UnkeptNote

_NOTHING_CHOSEN = "选中一行，就可以在这里逐项填写。"


class RowFrame(QWidget):
    """The parts of the form; which row they show is its own matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show that no row is chosen."""
        super().__init__(parent)
        self.note = UnkeptNote()
        self.add_button = button(
            "保存并新增", "add", "接着录下一张：单位、日期、类别沿用（Ctrl+S）"
        )
        self.add_button.setAutoDefault(True)  # Enter behind the last field goes on to the next row
        self.history_button = button("修改记录", "history", "这一行什么时候、被谁改过")
        self._empty = QLabel(_NOTHING_CHOSEN, wordWrap=True)
        self._empty.setProperty("role", "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._empty)
        self._middle.addWidget(self.area)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(8, 4, 8, 2)
        foot.setSpacing(6)
        foot.addWidget(self.add_button, 1)
        foot.addWidget(self.history_button)
        self._foot.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self._foot)

    def show_fields(self, shown: bool) -> None:  # noqa: FBT001 - a state of the form
        """Show the fields, or that no row is chosen."""
        self._middle.setCurrentWidget(self.area if shown else self._empty)
        self._foot.setVisible(shown)

    def take_fields(self, body: QWidget) -> None:
        """Put other fields in the place of those before."""
        old = self.area.takeWidget()
        if old is not None:
            old.deleteLater()
        self.area.setWidget(body)
