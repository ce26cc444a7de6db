"""Files dropped anywhere on the window: tables and reports are read, the rest is refused.

Of a folder the tables in it are taken.

The window as a whole takes them before its parts do: a text field under the mouse would take a
file's address for text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.services.files.tables import KINDS, is_own_mark, is_table, taken

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_KINDS = "、".join(KINDS)
_REPORTS = (".docx", ".txt")


class DropTarget(QObject):
    """dropped: paths of tables. report_dropped: that of a report. refused: why others were not."""

    dropped = Signal(list)
    report_dropped = Signal(Path)
    refused = Signal(str)

    def __init__(self, within: QWidget) -> None:
        """within: what the hint covers; its window must be on the screen already."""
        super().__init__(within)
        self._within = within
        self.hint = QLabel(within)
        self.hint.setObjectName("dropHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.hide()
        handle = within.window().windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take drags of files; leave all others to the parts of the window."""
        if event.type() == QEvent.Type.DragLeave:
            self.hint.hide()
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        paths = _local_files(event)
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.hint.hide()
            # The program that the files come from waits until the drop has returned.
            QTimer.singleShot(0, self, lambda: self._take(paths))
        else:
            self._show_hint(paths)
        return True

    def _show_hint(self, paths: Sequence[Path]) -> None:
        tables = _tables(paths)
        self.hint.setText(
            f"松开鼠标，读入这{len(tables)}个表格文件"
            if tables
            else f"松开鼠标，读入报告“{paths[0].name}”"
            if _is_report(paths[0])
            else f"这里只能放入表格文件（{_KINDS}），或放着它们的文件夹"
        )
        self.hint.setGeometry(self._within.rect().adjusted(12, 12, -12, -12))
        self.hint.raise_()
        self.hint.show()

    def _take(self, paths: Sequence[Path]) -> None:
        tables = _tables(paths)
        report = next(filter(_is_report, paths), None) if not tables else None
        others = [path for path in paths if not _tables([path]) and path != report]
        if report:
            self.report_dropped.emit(report)
        if others:
            self.refused.emit(_refusal(others))
        if tables:
            self.dropped.emit(tables)


def _local_files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if not is_own_mark(path)]


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in _REPORTS


def _tables(paths: Sequence[Path]) -> list[Path]:
    return [path for path in taken(paths) if is_table(path)]


def _refusal(others: Sequence[Path]) -> str:
    name = f"“{others[0].name}”" + (f"等{len(others)}个" if len(others) > 1 else "")
    if others[0].is_dir():
        return f"{name}是文件夹，没有读入：里面没有表格文件（{_KINDS}）。"
    return f"{name}不是表格文件，没有读入；只能放入 {_KINDS} 文件。"
