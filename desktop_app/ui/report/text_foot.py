"""The line below the text: how long chapter and report are, how much nobody has touched yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui import theme


class TextFoot(QWidget):
    """seen_wanted: the sentences marked in this chapter were all looked at."""

    seen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.length, self.untouched = QLabel(), QLabel()
        self.seen = QPushButton("都看过了")
        self.seen.setToolTip("画虚线的句子和上一份报告一样；看过了、不用改，就点这里，不再标出")
        self.seen.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
        self.seen.clicked.connect(self.seen_wanted)
        self.untouched.setWordWrap(True)
        self.untouched.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.length)
        layout.addWidget(self.untouched, 1)
        layout.addWidget(self.seen)
        self.show_untouched(0, "")

    def show_length(self, chapter: int, total: int, longest: int) -> None:
        """Show how many characters chapter and report print; more than the longest are red."""
        is_long = total > longest
        self.length.setToolTip(f"按打印出来的字数计算，空格不算；一般不超过{longest}字")
        theme.set_role(self.length, "role", "error" if is_long else "hint")
        most = f"，超过{longest}字" if is_long else ""
        self.length.setText(f"本章{chapter}字，全文{total}字{most}")

    def show_untouched(self, count: int, before: str) -> None:
        """Show how many sentences of the chapter still read as in an earlier report."""
        theme.set_role(self.untouched, "role", "hint")
        self.untouched.setText(f"画虚线的{count}句和{before}一样" if count else "")
        self.seen.setVisible(bool(count))
