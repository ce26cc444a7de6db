"""定稿版本: what was frozen and when, its files, what differs from the ledgers or between two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.services.final.comparing import Comparison, FigureDifference
from desktop_app.services.final.frozen_reports import FinalRecord
from desktop_app.services.reports.versions import ChapterPairs, Pair
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.report.comparison_table import ComparisonTable
from desktop_app.ui.report.exporting import KINDS
from desktop_app.ui.tables.plain_table import PlainTable
from desktop_app.ui.tables.wording import figure_text

_NOTE, _LABEL = 3, 0  # columns that take the room that is left
_SUMMARY_ROWS = 4  # versions that are seen at once

Compare = Callable[[str, str], Comparison]
"""(uid of the earlier version, of the later one) → what differs; raises Refusal."""


class FinalVersions(QDialog):
    """export_wanted: (uid of a version, ending of the file). print_wanted: uid."""

    export_wanted = Signal(str, str)
    print_wanted = Signal(str)

    def __init__(
        self,
        versions: Sequence[FinalRecord],
        differences: Sequence[FigureDifference] | None,
        compare: Compare,
        parent: QWidget | None = None,
    ) -> None:
        """versions: the newest first. differences: of the newest one to the ledgers now.

        None where the newest one is not whole and nothing can be compared with it.
        """
        super().__init__(parent)
        self._versions = versions
        self._compare = compare
        self.table = PlainTable(
            ("版本", "定稿时间", "上报日期", "更正说明", "保存情况"),
            [_row(one) for one in versions],
        )
        self.table.selectRow(0)
        self.differences = _figure_table(differences or (), ("定稿时", "现在"))
        self.before, self.after = QComboBox(), QComboBox()
        self.told = QLabel()
        self.tabs = QTabWidget()
        self.compared = QVBoxLayout()
        self._lay_out(differences)
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._show_comparison)
        self._show_comparison()

    def picked(self) -> str:
        """Return the uid of the version that is selected, the newest where none is."""
        row = self.table.currentIndex().row()
        return self._versions[max(row, 0)].uid

    def _show_comparison(self) -> None:
        """Compare the two versions that are chosen."""
        while self.compared.count():
            if widget := self.compared.takeAt(0).widget():
                widget.deleteLater()
        before, after = (self._versions[box.currentIndex()] for box in (self.before, self.after))
        try:
            found = self._compare(before.uid, after.uid)
        except Refusal as refusal:
            self.told.setText(str(refusal))
            return
        heads = (f"第{before.version}版", f"第{after.version}版")
        figures, sentences = len(found.figures), len(found.sentences)
        self.told.setText(
            f"{heads[0]}和{heads[1]}有{figures}个指标、{sentences}句话不同。"
            if figures or sentences
            else f"{heads[0]}和{heads[1]}的指标和正文一样。"
        )
        if figures:
            self.compared.addWidget(_figure_table(found.figures, heads), 1)
        if sentences:
            table = ComparisonTable({})
            pairs = ChapterPairs(Pair("", ""), found.sentences)
            table.show_pairs([pairs], heads, only_changed=True)
            self.compared.addWidget(table, 2)

    def _lay_out(self, differences: Sequence[FigureDifference] | None) -> None:
        self.setWindowTitle("定稿版本")
        self.resize(960, 620)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
        rows = min(max(len(self._versions), 2), _SUMMARY_ROWS)
        row_height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(header.sizeHint().height() + rows * row_height + 6)
        if differences is not None:
            count = len(differences)
            self.tabs.addTab(self._ledger_tab(count), f"和台账的差别（{count}）")
        if len(self._versions) > 1:
            self.tabs.addTab(self._version_tab(), "比较两版")
        else:
            self._list_versions()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        layout.addLayout(self._file_buttons())
        for damage in (one.damage for one in self._versions if one.damage):
            layout.addWidget(_sentence(damage, "error"))
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)

    def _file_buttons(self) -> QHBoxLayout:
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
        return row

    def _ledger_tab(self, count: int) -> QWidget:
        told = (
            f"最新定稿以后，台账里有{count}个指标变了；定稿的文件不会变，要改请点“更正”。"
            if count
            else "台账里的数和最新定稿一致。"
        )
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(_sentence(told, "warning" if count else "ok"))
        layout.addWidget(self.differences, 1)
        if not count:
            self.differences.hide()
            layout.addStretch()
        return page

    def _version_tab(self) -> QWidget:
        self._list_versions()
        choosing = QHBoxLayout()
        choosing.addWidget(self.before)
        choosing.addWidget(QLabel("和"))
        choosing.addWidget(self.after)
        choosing.addWidget(self.told, 1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addLayout(choosing)
        layout.addLayout(self.compared, 1)
        return page

    def _list_versions(self) -> None:
        """Offer the versions; the newest is compared with the one before it."""
        names = [f"第{one.version}版" for one in self._versions]
        for box, place in ((self.before, 1), (self.after, 0)):
            box.addItems(names)
            box.setCurrentIndex(min(place, len(names) - 1))


def _figure_table(found: Sequence[FigureDifference], heads: tuple[str, str]) -> PlainTable:
    """Return the figures with two values; the name takes the room and is never cut."""
    table = PlainTable(
        ("指标", *heads, "单位"),
        [
            (
                one.figure.label,
                figure_text(one.figure, one.before),
                figure_text(one.figure, one.after),
                one.figure.counter,
            )
            for one in found
        ],
    )
    table.setWordWrap(True)
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setMinimumSectionSize(80)
    header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.ResizeToContents)
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table


def _sentence(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


def _row(version: FinalRecord) -> tuple[str, ...]:
    return (
        f"第{version.version}版",
        moment_text(version.frozen_at),
        f"{version.reported_at:%Y-%m-%d}" if version.reported_at else "未登记",
        version.correction_note,
        "完好" if version.is_whole else "已损坏",
    )
