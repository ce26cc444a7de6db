"""Files that came back: what each would change, who has not returned yet, then written at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.files.tables import KINDS
from desktop_app.services.workbook.file_cells import CellNote
from desktop_app.services.workbook.returned_files import (
    WHOLE,
    Preview,
    ReturnedFile,
    ReturnedFiles,
)
from desktop_app.services.workbook.summary import ImportSummary
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.dialogs.opening import open_and_keep, parent_window
from desktop_app.ui.dialogs.progress_row import ProgressRow, WorkingDialog
from desktop_app.ui.dialogs.returned_files_model import FilesModel, detail_lines
from desktop_app.ui.dialogs.returned_files_table import FilesTable
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.tables.plain_table import PlainModel, PlainTable

FILTER = f"表格 ({' '.join(f'*{kind}' for kind in KINDS)})"
_DETAIL = ("位置", "内容", "原来", "表里", "结果")
_DETAIL_LEAST, _DETAIL_MOST = (110, 150, 70, 90), 420
_LEAST, _MOST = QSize(1040, 640), QSize(1400, 900)


def open_returned_files(context: Context, paths: Sequence[Path] = ()) -> ReturnedFilesDialog | None:
    """Show what files would change, and let the clerk write them; without files ask for them.

    None where none was chosen.
    """
    chosen = list(paths) or ask_files(parent_window())
    if not chosen:
        return None
    dialog = ReturnedFilesDialog(context, parent_window())
    open_and_keep(dialog)
    dialog.read(chosen)
    return dialog


def ask_files(parent: QWidget | None) -> list[Path]:
    """Let files be chosen, several at once."""
    return choosing_files.ask_sources(parent, "选择收回的表", FILTER)


class ReturnedFilesDialog(WorkingDialog):
    """Reads in the background, shows, writes in one step."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Start without files; `read` brings them."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._service = ReturnedFiles(context.services)
        self._paths: list[Path] = []
        self._units: dict[Path, str] = {}
        self.setWindowTitle(f"收回的表：{context.period.label}")
        self.setAcceptDrops(True)
        self._take_room()
        self.files = FilesModel()
        self.files.chosen.connect(self._show_choice)
        self.table = FilesTable(self.files)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _old: self._show(now.row())
        )
        self.detail_title = QLabel()
        theme.set_role(self.detail_title, "role", "subtitle")
        self.unit_choice = QComboBox()
        self.unit_choice.activated.connect(self._say_unit)
        self.remark = QLabel(wordWrap=True)
        self.detail = PlainTable(_DETAIL, [])
        self.missing = hint("")
        self.copy_button = button("复制名单")
        self.copy_button.clicked.connect(self._copy_missing)
        self.progress = ProgressRow(context)
        self.more_button = button("再加文件…", "add")
        self.more_button.clicked.connect(lambda: self.read(ask_files(self)))
        self.write_button = button("写入")
        theme.set_role(self.write_button, "primary", value=True)
        self.write_button.clicked.connect(self.write)
        self.write_button.setToolTip("把打勾的一次写入（Ctrl+Enter）")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.write_button.click)
        self.close_button = button("关闭")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self._show_preview(Preview(context.period, (), ()))

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files too."""
        self._paths += [path for path in paths if path not in self._paths]
        if not self._paths or self.progress.is_running:
            return
        wanted, units, period = tuple(self._paths), dict(self._units), self._context.period
        self._set_busy(busy=True)
        self.progress.run(
            lambda report: self._service.preview(wanted, period, units, report),
            self._show_preview,
            self._give_up,
        )

    def write(self) -> None:
        """Write the ticked files in one step and close."""
        files = self.files.ticked()
        if not files or self.progress.is_running:
            return
        self._set_busy(busy=True)
        self.progress.run(
            lambda report: self._service.write(files, report),
            lambda done: self._written(files, *done),
            self._give_up,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take more files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped besides."""
        self.read([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _take_room(self) -> None:
        """Leave a little of the window around: a dozen files and what is in one are to be seen."""
        parent = self.parentWidget()
        room = parent.size() if parent else QSize()
        self.resize(
            min(max(room.width() - 120, _LEAST.width()), _MOST.width()),
            min(max(room.height() - 60, _LEAST.height()), _MOST.height()),
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(
            hint(
                "打勾的会写入，一次写完，写入后可以撤销。空着的格子不改动已有的数；"
                "负责人、填表人和电话只留在纸上，不读入。"
            )
        )
        layout.addWidget(self.table, 4)
        about = QHBoxLayout()
        about.addWidget(self.detail_title)
        about.addWidget(self.unit_choice)
        about.addStretch(1)
        layout.addLayout(about)
        layout.addWidget(self.remark)
        layout.addWidget(self.detail, 3)
        lacking = QHBoxLayout()
        lacking.addWidget(self.missing, 1)
        lacking.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(lacking)
        buttons = QHBoxLayout()
        buttons.addWidget(self.more_button)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(0)
        for widget in (self.write_button, self.close_button):
            buttons.addWidget(widget)
        layout.addLayout(buttons)

    def _show_preview(self, preview: Preview) -> None:
        self._missing = preview.missing
        self.files.show_files(preview.files)
        names = "、".join(preview.missing)
        self.missing.setText(f"还没有报送的{len(preview.missing)}个单位：{names}")
        for widget in (self.missing, self.copy_button):
            widget.setVisible(bool(preview.missing))
        self._set_busy(busy=False)
        self.table.begin(self._scale())
        self._show(0)

    def _show(self, row: int) -> None:
        """Show what one file would change, what is refused first."""
        file = self.files.file(row)
        lacks_unit = file is not None and file.lacks_unit
        self.unit_choice.setVisible(lacks_unit)
        self.remark.setText(file.remark if file else "")
        self.remark.setVisible(bool(self.remark.text()))
        if file is None:
            self.detail_title.setText("")
            self.detail.setModel(PlainModel(_DETAIL, []))
            return
        self.detail_title.setText("这份是哪个单位的？" if lacks_unit else file.path.name)
        if lacks_unit:
            self._offer_units()
        self.detail.setModel(PlainModel(_DETAIL, detail_lines(file), frozenset({2})))
        self.detail.resizeColumnsToContents()
        scale = self._scale()
        for column, least in enumerate(_DETAIL_LEAST):
            width = min(self.detail.columnWidth(column) + 12, round(_DETAIL_MOST * scale))
            self.detail.setColumnWidth(column, max(round(least * scale), width))

    def _scale(self) -> float:
        return max(1.0, self.fontMetrics().height() / 20)

    def _offer_units(self) -> None:
        units = self._context.services.office.units(self._context.period)
        self.unit_choice.clear()
        self.unit_choice.addItem("请选择")
        self.unit_choice.addItems([unit.name for unit in units if not unit.is_office_itself])

    def _say_unit(self, place: int) -> None:
        file = self.files.file(self.table.currentIndex().row())
        if file is not None and place > 0:
            self._units[file.path] = self.unit_choice.itemText(place)
            self.read([])

    def _show_choice(self) -> None:
        count = len(self.files.ticked())
        self.write_button.setText(f"写入这{count}份" if count else "写入")
        self.write_button.setEnabled(bool(count))

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.table, self.more_button, self.write_button, self.unit_choice):
            widget.setDisabled(busy)
        if not busy:
            self._show_choice()

    def _give_up(self, reason: str) -> None:
        self._set_busy(busy=False)
        self.detail_title.setText(reason)
        if not self.files.rowCount():
            self._context.refused.emit(reason)
            self.reject()

    def _written(
        self, files: Sequence[ReturnedFile], _summary: ImportSummary, left_out: Sequence[CellNote]
    ) -> None:
        self._context.data_changed.emit()
        added, changed = (
            sum(getattr(file, name) for file in files) for name in ("added", "changed")
        )
        units = [file.unit for file in files if file.unit != WHOLE]
        whose = f"{len(units)}个单位的表" if units else f"{len(files)}份表"
        told = f"已收{whose}：新增{added}处，修改{changed}处"
        self._context.told.emit(f"{told}；可按 Ctrl+Z 撤销")
        if left_out:
            self._context.noted.emit(f"{told}；另有{len(left_out)}处没有收，请核对后补填。")
        self.accept()

    def _copy_missing(self) -> None:
        QApplication.clipboard().setText("、".join(self._missing))
        self._context.told.emit(f"已复制{len(self._missing)}个单位名称，可以粘贴到微信群里催报")
