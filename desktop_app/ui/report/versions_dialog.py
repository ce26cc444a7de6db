"""草稿版本: keep the draft under a name, compare two drafts, go back to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.core.records import FigureValue
from desktop_app.services.reports.versions import ChapterPairs, VersionRecord, compare
from desktop_app.ui.frame.moments import moment_text
from desktop_app.ui.report.comparison_table import ComparisonTable

_SAME = "这两份稿子一样。"


class VersionsDialog(QDialog):
    """back_wanted: the uid of the version that should count again."""

    back_wanted = Signal(str)

    def __init__(
        self,
        read: Callable[[], Sequence[VersionRecord]],
        keep: Callable[[str], object],
        values: Mapping[str, FigureValue],
        parent: QWidget | None = None,
        *,
        is_locked: bool = False,
    ) -> None:
        """read: the draft as it is now, then the versions, the newest first.

        keep: keeps the draft under a name; raises Refusal. is_locked: nothing can be written.
        """
        super().__init__(parent)
        self._read = read
        self._keep = keep
        self._versions: Sequence[VersionRecord] = ()
        self.name = QLineEdit()
        self.keep_button = QPushButton("保存现在的稿子")
        self.before, self.after = QComboBox(), QComboBox()
        self.only_changed = QCheckBox("只看不同的句子")
        self.table = ComparisonTable(values)
        self.told = QLabel()
        self.back = QPushButton("回到左边的版本")
        self._is_locked = is_locked
        self._lay_out()
        self._fill()
        self.keep_button.clicked.connect(self.keep)
        self.name.textChanged.connect(self._allow)
        self.name.returnPressed.connect(self._keep_by_enter)
        for combo in (self.before, self.after):
            combo.activated.connect(self._compare)
        self.only_changed.toggled.connect(self._compare)
        self.back.clicked.connect(self._go_back)

    def _keep_by_enter(self) -> None:
        if self.keep_button.isEnabled():
            self.keep()

    def keep(self) -> None:
        """Keep the draft under the name typed."""
        try:
            self._keep(self.name.text())
        except Refusal as refusal:
            self._tell(str(refusal), "error")
            return
        self.name.clear()
        self._fill()

    def _fill(self) -> None:
        """List the drafts; the newest version is compared with the draft as it is now."""
        self._versions = self._read()
        labels = [_label(one) for one in self._versions]
        for combo, place in ((self.before, 1), (self.after, 0)):
            combo.clear()
            combo.addItems(labels)
            combo.setCurrentIndex(min(place, len(labels) - 1))
        self._compare()

    def _compare(self) -> None:
        before, after = (self._versions[box.currentIndex()] for box in (self.before, self.after))
        found = compare(before, after)
        only_changed = self.only_changed.isChecked()
        self.table.show_pairs(found, (before.name, after.name), only_changed=only_changed)
        if len(self._versions) == 1:
            self._tell("还没有保存过版本。给现在的稿子起个名字，点“保存现在的稿子”。", "hint")
        elif all(chapter.is_same for chapter in found):
            self._tell(_SAME, "hint")
        else:
            self._tell(f"{_count(found)}：左边红色的是改前，右边绿色的是改后。", "hint")
        self._allow()

    def _allow(self) -> None:
        self.keep_button.setEnabled(bool(self.name.text().strip()) and not self._is_locked)
        is_now = not self._versions[self.before.currentIndex()].uid
        self.back.setEnabled(not is_now and not self._is_locked)

    def _go_back(self) -> None:
        self.back_wanted.emit(self._versions[self.before.currentIndex()].uid)
        self.accept()

    def _tell(self, sentence: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.setText(sentence)
        self.told.style().polish(self.told)

    def _lay_out(self) -> None:
        self.setWindowTitle("草稿版本")
        self.resize(960, 620)
        self.name.setPlaceholderText("版本名称，如“送李书记审”")
        self.only_changed.setChecked(True)
        self.told.setWordWrap(True)
        keeping = QHBoxLayout()
        keeping.addWidget(self.name, 1)
        keeping.addWidget(self.keep_button)
        choosing = QHBoxLayout()
        choosing.addWidget(self.before, 1)
        choosing.addWidget(QLabel("和"))
        choosing.addWidget(self.after, 1)
        choosing.addWidget(self.only_changed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(keeping)
        layout.addLayout(choosing)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        # Enter in the name keeps the draft and must not close the dialog.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
            button.setDefault(False)


def _count(chapters: Sequence[ChapterPairs]) -> str:
    """Say how many sentences and titles are marked in the table."""
    sentences = sum(not pair.is_same for one in chapters for pair in one.sentences)
    titles = sum(not one.title.is_same for one in chapters)
    told = [f"{sentences}句"] if sentences else []
    told += [f"{titles}个章节标题"] if titles else []
    return f"有{'、'.join(told)}不同"


def _label(version: VersionRecord) -> str:
    if not version.uid:
        return version.name
    kept = "自动保存" if version.automatic else "保存"
    return f"{version.name}（{moment_text(version.kept_at)} {kept}）"
