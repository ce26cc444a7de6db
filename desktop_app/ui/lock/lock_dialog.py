"""The lock page as a window of its own, over everything else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.services.program.start_lock import StartLock
from desktop_app.ui import theme
from desktop_app.ui.lock.lock_page import LockPage

TITLE = "党建季报（已锁定）"
_WIDTH = 520


class LockDialog(QDialog):
    """Closes by the right password alone, or, where that is offered, by ending the program."""

    def __init__(
        self, lock: StartLock, parent: QWidget | None = None, *, can_leave: bool = False
    ) -> None:
        """can_leave: at the start one may turn away; over an open window one may not."""
        super().__init__(parent)
        self._can_leave = can_leave
        self.setWindowTitle(TITLE)
        self.setWindowIcon(theme.icon("app"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        if not can_leave:
            self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self.page = LockPage(lock, can_leave=can_leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.page.unlocked.connect(self.accept)
        self.page.leaving.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the sentences need at this size of type."""
        super().showEvent(event)
        width = round(_WIDTH * self.fontMetrics().height() / 19)
        layout = self.layout()
        assert layout is not None
        self.setFixedSize(width, layout.totalHeightForWidth(width))

    def reject(self) -> None:
        """Esc and the title bar's cross end nothing but a start."""
        if self._can_leave:
            super().reject()
