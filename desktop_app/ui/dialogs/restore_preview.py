"""Before a restore: what would be lost, what would come back, quarter by quarter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.safekeeping.restore_preview import PreviewLine, RestorePreview
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.tables.plain_table import PlainTable

_HEADINGS = ("报告期", "内容", "现在（行）", "恢复后（行）", "将失去的修改（处）")
_NUMBERS = frozenset({2, 3, 4})
_LABEL = 1  # its column takes the room that is left


class RestorePreviewDialog(QDialog):
    """accepted: the clerk wants it; Esc, Enter and closing leave everything as it is."""

    def __init__(self, title: str, found: RestorePreview, parent: QWidget | None = None) -> None:
        """title: which backup. found: what it would change."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("恢复备份")
        self.resize(720, 500)
        heading = QLabel(title)
        heading.setProperty("role", "subtitle")
        self.sentence = QLabel(found.sentence, wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.sentence)
        self.warnings = [QLabel(f"注意：{text}", wordWrap=True) for text in found.warnings]
        for label in self.warnings:
            theme.set_role(label, "role", "error")
            layout.addWidget(label)
        self.table = PlainTable(_HEADINGS, _rows(found.lines), _NUMBERS)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("恢复以后有哪些不同")
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        if found.lines:
            layout.addWidget(self.table, 1)
        else:
            self.table.hide()
            layout.addStretch(1)
        layout.addWidget(
            hint("恢复时窗口会关闭一下再打开；现在的数据先另存为“恢复前”的备份，随时可以恢复回来。")
        )
        self.restore_button = QPushButton("恢复", autoDefault=False)
        self.restore_button.setIcon(theme.icon("undo"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.restore_button, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText("不恢复")
        cancel.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        cancel.setFocus()


def _rows(lines: Sequence[PreviewLine]) -> list[tuple[str, ...]]:
    return [
        (
            Period.parse(line.quarter).label if line.quarter else "各季度共用",
            line.label,
            str(line.now),
            str(line.then),
            str(line.lost) if line.lost else "",
        )
        for line in lines
    ]
