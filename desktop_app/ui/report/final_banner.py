"""The line above a frozen report: its version, and how the ledgers differ from it by now.

While a version is being corrected it says which one was handed in.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app.services.final.frozen_reports import FinalRecord
from desktop_app.ui import theme
from desktop_app.ui.frame.moments import moment_text


class FinalBanner(QFrame):
    """Hidden while the first version is being written; the signals are its buttons."""

    reopen_wanted = Signal()
    reported_wanted = Signal()
    versions_wanted = Signal()
    cancel_wanted = Signal()
    final_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is frozen yet."""
        super().__init__(parent)
        self.label = QLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reported = QPushButton("登记已上报…")
        self.versions = QPushButton("定稿版本…")
        self.reopen = QPushButton("更正…")
        self.cancel = QPushButton("取消定稿…")
        self.final = QPushButton("定稿…")
        self.reported.clicked.connect(self.reported_wanted)
        self.versions.clicked.connect(self.versions_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.final.clicked.connect(self.final_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self.label, 1)
        for button in (self.reported, self.versions, self.reopen, self.cancel, self.final):
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
        frozen = f"已定稿：第{version.version}版，{moment_text(version.frozen_at)}，{state}。"
        self._offer(self.reported, self.reopen)
        self.cancel.setVisible(version.reported_at is None)
        self._tell(
            frozen + (version.damage or changed), is_calm=not (differences or version.damage)
        )

    def show_correction(self, last: FinalRecord, handed_in: FinalRecord | None) -> None:
        """Show that a frozen report is being corrected.

        last: the newest version. handed_in: the newest one that was handed in, None where none was.
        """
        self.setVisible(True)
        self._offer(self.final)
        told = (
            f"第{handed_in.version}版已于{handed_in.reported_at:%Y-%m-%d}上报，和这里的稿子可能不同。"
            if handed_in is not None
            else f"第{last.version}版还没有登记上报。"
        )
        self._tell(f"正在更正：{told}改好以后再定稿，成为第{last.version + 1}版。", is_calm=False)

    def _offer(self, *buttons: QPushButton) -> None:
        """Show these buttons, and those of the versions."""
        for button in (self.reported, self.reopen, self.cancel, self.final):
            button.setVisible(button in buttons)

    def _tell(self, sentence: str, *, is_calm: bool) -> None:
        self.label.setText(sentence)
        self.label.setToolTip(sentence)
        theme.set_role(self, "banner", "ok" if is_calm else "warning")
