"""A single line with chips: titles of the report and of its chapters."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop_app.ui.report.chip_editor import ChipEditor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipLine(ChipEditor):
    """A chip editor as high as a line; pasted line breaks become spaces."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setLineWrapMode(ChipEditor.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of one line with its frame."""
        return QSize(200, self.fontMetrics().height() + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height, and room for some words."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the field with Enter."""
        if event.key() in _ENTER:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste as one line, and never as a point."""
        super().insertFromMimeData(source)
        if "\n" in self.text() or self.text().startswith("• "):
            self.document().undo()
            text = source.text().replace("\r", "")
            self.insert_stored(" ".join(filter(None, map(str.strip, text.split("\n")))))

    def toggle_point(self) -> None:
        """A title has no points."""

    def _widest_chip(self) -> float:
        return max(120.0, self.viewport().width() - 24.0)

    def _margin(self) -> float:
        return 0.0

    def _indent(self) -> float:
        return 0.0
