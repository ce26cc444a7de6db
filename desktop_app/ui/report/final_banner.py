"""The line above a frozen report: its version, and how the ledgers differ from it by now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app.services.final.frozen_reports import FinalRecord
from desktop_app.ui import theme
from desktop_app.ui.frame.moments import moment_text


class FinalBanner(QFrame):
    """Hidden while the report is being written; the signals are its buttons."""

    reopen_wanted = Signal()
    reported_wanted = Signal()
    versions_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is frozen yet."""
        super().__init__(parent)
        self.label = QLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reported = QPushButton("登记已上报…")
        self.versions = QPushButton("定稿版本…")
        self.reopen = QPushButton("更正…")
        self.reported.clicked.connect(self.reported_wanted)
        self.versions.clicked.connect(self.versions_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self.label, 1)
        for button in (self.reported, self.versions, self.reopen):
            layout.addWidget(button)
        self.hide()

    def show_version(self, version: FinalRecord | None, differences: int = 0) -> None:
        """Show the version that counts, None for a report that is being written."""
        self.setVisible(version is not None)
        if version is None:
            return
        state = f"{version.reported_at:%Y-%m-%d}上报" if version.reported_at else "未登记上报"
        changed = (
            f"台账里有{differences}个指标和定稿不同。"
            if differences
            else "正文已锁定，台账照常填写。"
        )
        self.label.setText(
            f"已定稿：第{version.version}版，{moment_text(version.frozen_at)}，{state}。{changed}"
        )
        self.label.setToolTip(self.label.text())
        theme.set_role(self, "banner", "warning" if differences else "ok")
