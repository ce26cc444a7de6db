"""Offers to go on with what was confirmed of the same old report the last time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.ui.fields.surfaces import button


class ResumeBar(QWidget):
    """taken: go on with it. refused: begin anew."""

    taken = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something to offer."""
        super().__init__(parent)
        self.sentence = QLabel()
        self.take = button("接着上次的确认")
        self.take.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.anew = button("从头确认")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence)
        row.addWidget(self.take)
        row.addWidget(self.anew)
        row.addStretch()
        self.take.clicked.connect(self.taken)
        self.anew.clicked.connect(self.refused)
        self.hide()

    def offer(self, confirmed: int) -> None:
        """Show how many blanks were confirmed; Enter takes it."""
        self.sentence.setText(f"这份旧报告上次确认了{confirmed}处，还没有写进报告。")
        self.show()
        self.take.setFocus()
