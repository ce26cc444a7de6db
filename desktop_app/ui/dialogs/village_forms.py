"""Forms for the villages: whose, into which folder, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.progress import Progress
from desktop_app.services.files.new_folders import wanted_folder
from desktop_app.services.workbook.service import WorkbookService
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.opening import open_and_keep, parent_window
from desktop_app.ui.dialogs.progress_row import ProgressRow, WorkingDialog
from desktop_app.ui.fields.surfaces import button, hint


def open_village_forms(context: Context) -> VillageFormsDialog:
    """Let the clerk choose villages and a folder, and write a form for each."""
    dialog = VillageFormsDialog(context, parent_window())
    open_and_keep(dialog)
    return dialog


class VillageFormsDialog(WorkingDialog):
    """Writes in the background; what lies in the folder already is replaced only on a tick."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Tick all units that report."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._service = WorkbookService(context.services)
        self.setWindowTitle(f"发给各村的填报表：{context.period.label}")
        self.resize(620, 620)
        self.units = QListWidget()
        self.units.itemChanged.connect(lambda _item: self._show_count())
        self.all_button = button("全选")
        self.all_button.clicked.connect(lambda: self._tick(None))
        self.missing_button = button("只选还没报的")
        self.missing_button.clicked.connect(self._tick_missing)
        self.folder = QLineEdit(str(choosing_files.start_folder()))
        self.folder.textChanged.connect(lambda _text: self._show_count())
        self.folder_button = button("选择…", "folder")
        self.folder_button.clicked.connect(self._choose_folder)
        self.replaced = QCheckBox("文件夹里已有同名的表时，用新的代替（村里填过的会丢失）")
        self.reason = QLabel(wordWrap=True)
        theme.set_role(self.reason, "role", "error")
        self.reason.hide()
        self.progress = ProgressRow(context)
        self.write_button = button("生成")
        theme.set_role(self.write_button, "primary", value=True)
        self.write_button.clicked.connect(self.write)
        self.close_button = button("关闭")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._fill()

    def write(self) -> None:
        """Write the forms of the ticked units."""
        names, folder = self.chosen(), Path(self.folder.text().strip())
        if not names or self.progress.is_running:
            return
        period, force = self._context.period, self.replaced.isChecked()
        self.reason.hide()
        self._set_busy(busy=True)

        def work(report: Progress) -> list[Path]:
            with wanted_folder(folder):
                return self._service.write_forms(
                    folder, period, names, force=force, progress=report
                )

        self.progress.run(work, self._written, self._give_up)

    def chosen(self) -> list[str]:
        """Return the names of the ticked units."""
        return [item.text() for item in self._items() if _is_ticked(item)]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(
            hint(
                "每个单位一个表格文件：要报的数各占一行，旁边印着上季度的数。发到村里填好，"
                "收回来以后一起拖进本窗口，就能核对、写入。"
            )
        )
        ticks = QHBoxLayout()
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.missing_button)
        ticks.addStretch(1)
        layout.addLayout(ticks)
        layout.addWidget(self.units, 1)
        place = QHBoxLayout()
        place.addWidget(QLabel("放到"))
        place.addWidget(self.folder, 1)
        place.addWidget(self.folder_button)
        layout.addLayout(place)
        layout.addWidget(self.replaced)
        layout.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(0)
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.close_button)
        layout.addLayout(buttons)

    def _fill(self) -> None:
        for unit in self._context.services.office.units(self._context.period):
            if unit.is_office_itself:
                continue
            item = QListWidgetItem(unit.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(ticked=unit.reporting))
            self.units.addItem(item)
        self._show_count()

    def _items(self) -> list[QListWidgetItem]:
        return [self.units.item(row) for row in range(self.units.count())]

    def _tick(self, names: Sequence[str] | None) -> None:
        """Tick the named units alone; None for all."""
        for item in self._items():
            item.setCheckState(_state(ticked=names is None or item.text() in names))

    def _tick_missing(self) -> None:
        matrix = self._context.services.workbench.matrix(self._context.period)
        self._tick(matrix.missing_units)

    def _choose_folder(self) -> None:
        chosen = choosing_files.ask_folder(self, "放到哪个文件夹", Path(self.folder.text()))
        if chosen:
            self.folder.setText(str(chosen))

    def _show_count(self) -> None:
        count = len(self.chosen())
        self.write_button.setText(f"生成{count}份" if count else "生成")
        self.write_button.setEnabled(bool(count and self.folder.text().strip()))

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.units, self.folder, self.write_button, self.folder_button):
            widget.setDisabled(busy)
        if not busy:
            self._show_count()

    def _give_up(self, reason: str) -> None:
        self._set_busy(busy=False)
        self.reason.setText(reason)
        self.reason.show()

    def _written(self, files: Sequence[Path]) -> None:
        folder = files[0].parent
        choosing_files.remember(files[0])
        self._context.told.emit(f"已生成{len(files)}份填报表，放在“{folder}”")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.accept()


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _state(*, ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
