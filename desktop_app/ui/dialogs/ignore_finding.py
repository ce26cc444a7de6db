"""不再提示…, and 说明 of a jump: a finding, one line to write, and where it is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import InvalidRow
from desktop_app.core.periods import Period
from desktop_app.core.records import Finding
from desktop_app.services.checks import settings as check_settings
from desktop_app.services.checks.settings import CheckSettings
from desktop_app.ui.fields.surfaces import hint

JUMP = "arithmetic.jump"
"""Rule whose findings ask for a 说明 rather than to be let go."""


_WHAT_FOLLOWS = (
    "请写明为什么不用改。{}的报告不再提示这一条，意见和理由印在校核单上；"
    "在“设置”的“校核规则”里可以重新提示。"
)


class ReasonDialog(QDialog):
    """Asks for one line; what is refused stays in its field, with the reason."""

    def __init__(
        self,
        title: str,
        sentences: tuple[str, str],
        typed: str,
        save: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """sentences: what it is about, and what becomes of the line. typed: what stands there.

        save: writes the line down; raises InvalidRow.
        """
        super().__init__(parent)
        self._save = save
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        about = QLabel(sentences[0], wordWrap=True)
        self.line = QLineEdit(typed)
        self.line.setAccessibleName(title)
        self.refusal = QLabel(wordWrap=True)
        self.refusal.setProperty("role", "error")
        self.refusal.setVisible(False)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText("保存")
        self.ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        for item in (about, self.line, self.refusal, hint(sentences[1]), buttons):
            layout.addWidget(item)
        self.line.setFocus()

    def take(self) -> None:
        """Write the line down; where that is refused the dialog stays and says why."""
        try:
            self._save(self.line.text())
        except InvalidRow as refusal:
            self.refusal.setText("；".join(problem.message for problem in refusal.problems))
            self.refusal.setVisible(True)
            self._grow()
            return
        self.accept()

    def _grow(self) -> None:
        """Become as high as the texts that wrap need; Qt leaves the size as it was."""
        layout = self.layout()
        assert layout is not None
        needed = layout.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be high enough for a long sentence from the beginning."""
        super().showEvent(event)
        self._grow()


def reason_dialog(
    settings: CheckSettings, period: Period, finding: Finding, parent: QWidget | None = None
) -> ReasonDialog:
    """Return the dialog that a finding asks for: 说明 for a jump, else why it may stay."""
    if finding.rule == JUMP and finding.figure:
        return ReasonDialog(
            "填写数据说明",
            (finding.message, "说明写给审核的人看，印在校核单上，不印进报告。"),
            known.text if (known := check_settings.notes(period).get(finding.figure)) else "",
            partial(settings.explain, period, finding),
            parent,
        )
    return ReasonDialog(
        "不再提示这条意见",
        (
            f"{finding.where}：{finding.message}",
            _WHAT_FOLLOWS.format(period.label),
        ),
        "",
        partial(settings.ignore, period, finding),
        parent,
    )
