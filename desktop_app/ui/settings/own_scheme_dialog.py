"""What a 方案 file would add and change, each with a tick; nothing is written before 导入."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.schemes.comparison import CHANGED, NEW, REFUSED, ItemKey, SchemeItem
from desktop_app.services.schemes.wording import KEPT_AS
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint

_HEADINGS = ("导入", "内容", "状态", "说明")
_WITH_ALL = "随整套章节一起换"
_COLOURS = {NEW: theme.OK, CHANGED: theme.WARNING, REFUSED: theme.ERROR}


class SchemeDialog(QDialog):
    """What is new is ticked; what would take the place of the office's own is not."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        items: Sequence[SchemeItem],
        *,
        has_own_text: bool = True,
    ) -> None:
        """name: of the file. has_own_text: the office's report is no longer as it was proposed."""
        super().__init__(parent)
        self.setWindowTitle(f"导入方案：{name}")
        self.list = QTreeWidget()
        self.list.setHeaderLabels(list(_HEADINGS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("方案里的内容")
        self._rows = [(self._row(item), item) for item in items]
        self.whole_text = QRadioButton("整套换成方案的章节和顺序")
        self.whole_text.setToolTip(f"现在的章节先留成草稿版本“{KEPT_AS}”，随时可以换回来")
        self.single_chapters = QRadioButton("现在的章节都留着，只加缺少的、换勾选的")
        self._has_text = any(item.is_chapter and item.state != REFUSED for item in items)
        (self.single_chapters if has_own_text else self.whole_text).setChecked(True)
        self.all = button("全选")
        self.new = button("只选新增的")
        self.none = button("全不选")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lay_out()
        self.list.itemChanged.connect(self._count)
        self.whole_text.toggled.connect(self._show_chapters)
        self.all.clicked.connect(lambda: self._tick({NEW, CHANGED}))
        self.new.clicked.connect(lambda: self._tick({NEW}))
        self.none.clicked.connect(lambda: self._tick(set()))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_chapters()

    @property
    def replaces_chapters(self) -> bool:
        """Whether the report gets all chapters of the file and no others."""
        return self._has_text and self.whole_text.isChecked()

    def chosen(self) -> list[ItemKey]:
        """Return the keys of what was ticked."""
        return [item.key for row, item in self._rows if row.checkState(0) is Qt.CheckState.Checked]

    def _row(self, item: SchemeItem) -> QTreeWidgetItem:
        row = QTreeWidgetItem([item.key[0], item.label, item.state, item.remark])
        self.list.addTopLevelItem(row)
        if item.can_be_taken:
            row.setCheckState(0, _ticked(item.state == NEW))
        else:
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        for column in range(1, len(_HEADINGS)):
            row.setToolTip(column, row.text(column))
        if item.state in _COLOURS:
            row.setForeground(2, QColor(_COLOURS[item.state]))
        return row

    def _tick(self, states: set[str]) -> None:
        for row, item in self._rows:
            if item.can_be_taken and not row.isDisabled():
                row.setCheckState(0, _ticked(item.state in states))

    def _show_chapters(self) -> None:
        """Let single chapters be chosen only where not all of them come."""
        for row, item in self._rows:
            if item.is_chapter and item.state != REFUSED:
                is_one_of_all = self.replaces_chapters
                row.setDisabled(is_one_of_all)
                row.setText(3, _WITH_ALL if is_one_of_all else item.remark)
                if item.can_be_taken:
                    row.setCheckState(0, _ticked(is_one_of_all or item.state == NEW))
        self._count()

    def _count(self) -> None:
        number = len(self.chosen())
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(f"导入{number}项" if number else "导入")
        ok.setEnabled(bool(number) or self.replaces_chapters)

    def _lay_out(self) -> None:
        scale = self.fontMetrics().height() / 19
        self.resize(round(900 * scale), round(540 * scale))
        header = self.list.header()
        header.setStretchLastSection(False)
        for column, width in ((0, 110), (1, 300), (2, 70)):
            header.resizeSection(column, round(width * scale))
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        theme.set_role(ok, "primary", value=True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("不导入")
        foot = QHBoxLayout()
        for widget in (self.all, self.new, self.none):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(
            hint(
                "新增的已经勾上；和本单位不同的没有勾，勾上就换成方案里的。"
                "选项和报告文字放进最新的季度。全部算一步，可以撤销。"
            )
        )
        layout.addWidget(self.list, 1)
        if self._has_text:
            layout.addLayout(self._text_choice())
        layout.addLayout(foot)
        self.list.setFocus()

    def _text_choice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(QLabel("报告章节："))
        row.addWidget(self.whole_text)
        row.addWidget(self.single_chapters)
        row.addStretch()
        return row


def _ticked(wanted: bool) -> Qt.CheckState:  # noqa: FBT001 - a state
    return Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
