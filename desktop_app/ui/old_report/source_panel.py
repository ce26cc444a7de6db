"""Where an old report comes from: a file, or a text that was copied out of one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.fields.surfaces import button, hint

_KINDS = "Word文档或文本 (*.docx *.txt);;所有文件 (*)"
_EXPLANATION = (
    "选上一次写的报告（Word文档或文本文件），或者把它的文字粘贴在下面。"
    "程序会分好章节，并在每处空白和数字上建议用哪个指标；您逐处确认以后，才写进本期报告。"
)


class SourcePanel(QWidget):
    """file_chosen: a path. text_given: the pasted text."""

    file_chosen = Signal(Path)
    text_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with an empty field."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("在这里粘贴旧报告的全文")
        self.text.setAcceptDrops(False)
        self.refusal = QLabel(wordWrap=True)
        self.refusal.setProperty("role", "error")
        self.refusal.hide()
        self.choose = button("选择文件…", "folder")
        self.read = button("读取粘贴的文字")
        self.read.setEnabled(False)
        self.read.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch()
        row.addWidget(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(hint(_EXPLANATION))
        layout.addWidget(self.refusal)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        self.choose.clicked.connect(self._ask)
        self.read.clicked.connect(lambda: self.text_given.emit(self.text.toPlainText()))
        self.text.textChanged.connect(self._update)

    def refuse(self, sentence: str) -> None:
        """Say why a file or text cannot be read."""
        self.refusal.setText(sentence)
        self.refusal.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read the file that was dropped."""
        if path := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.file_chosen.emit(path)

    def _ask(self) -> None:
        path = choosing_files.ask_source(self, "选择旧报告", _KINDS)
        if path is not None:
            self.file_chosen.emit(path)

    def _update(self) -> None:
        self.read.setEnabled(bool(self.text.toPlainText().strip()))


def _dropped(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
