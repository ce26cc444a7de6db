"""定稿版本: what was frozen and when, its files, and what the ledgers say differently by now."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.records import FigureContent
from desktop_app.services.final.frozen_reports import FinalRecord
from desktop_app.services.final.service import FigureDifference
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.report.exporting import KINDS
from desktop_app.ui.tables.plain_table import PlainTable

_NOTE, _LABEL = 3, 0  # columns that take the room that is left


class FinalVersions(QDialog):
    """export_wanted: (uid of a version, ending of the file). print_wanted: uid."""

    export_wanted = Signal(str, str)
    print_wanted = Signal(str)

    def __init__(
        self,
        versions: Sequence[FinalRecord],
        differences: Sequence[FigureDifference],
        parent: QWidget | None = None,
    ) -> None:
        """versions: the newest first. differences: of the newest one to the ledgers now."""
        super().__init__(parent)
        self._versions = versions
        self.table = PlainTable(
            ("版本", "定稿时间", "上报日期", "更正说明", "文件"), [_row(one) for one in versions]
        )
        self.differences = PlainTable(
            ("指标", "定稿时", "现在", "单位"),
            [
                (one.label, content_text(one.frozen), content_text(one.now), one.counter)
                for one in differences
            ],
        )
        self.table.selectRow(0)
        self._lay_out(len(differences))

    def picked(self) -> str:
        """Return the uid of the version that is selected, the newest where none is."""
        row = self.table.currentIndex().row()
        return self._versions[max(row, 0)].uid

    def _lay_out(self, count: int) -> None:
        self.setWindowTitle("定稿版本")
        self.resize(780, 520)
        for table, wide in ((self.table, _NOTE), (self.differences, _LABEL)):
            header = table.horizontalHeader()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        row = QHBoxLayout()
        row.addWidget(QLabel("选中的版本："))
        for suffix, name, _icon in KINDS:
            button = QPushButton(f"导出 {name}…")
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on=False, kind=suffix: self.export_wanted.emit(self.picked(), kind)
            )
            row.addWidget(button)
        printing = QPushButton("打印…")
        printing.setAutoDefault(False)
        printing.clicked.connect(lambda: self.print_wanted.emit(self.picked()))
        row.addWidget(printing)
        row.addStretch()
        told = QLabel(
            f"最新定稿以后，台账里有{count}个指标变了；定稿的文件不会变，要改请点“更正”。"
            if count
            else "台账里的数和最新定稿一致。"
        )
        told.setProperty("role", "warning" if count else "ok")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        layout.addWidget(told)
        layout.addWidget(self.differences, 1)
        self.differences.setVisible(bool(count))
        layout.addWidget(buttons)


def content_text(content: FigureContent) -> str:
    """Return a figure's content as a table shows it; unknown is a dash."""
    if content is None:
        return "—"
    if isinstance(content, tuple):
        return "、".join(content)
    return plain_number(content) if isinstance(content, int | Decimal) else str(content)


def _row(version: FinalRecord) -> tuple[str, ...]:
    return (
        f"第{version.version}版",
        moment_text(version.frozen_at),
        f"{version.reported_at:%Y-%m-%d}" if version.reported_at else "未登记",
        version.correction_note,
        "完好" if version.is_whole else "已损坏",
    )
