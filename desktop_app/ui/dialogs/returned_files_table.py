"""The table of files that came back: arrows go from file to file, Space ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.ui import theme
from desktop_app.ui.dialogs.returned_files_model import FilesModel

_WIDTHS = (52, 250, 130, 56, 56, 56, 56)  # px at ordinary type; what is said takes the rest


class FilesTable(QTableView):
    """Space ticks the row that one is on."""

    def __init__(self, files: FilesModel) -> None:
        """files: what is shown and ticked."""
        super().__init__()
        self._files = files
        self.setModel(files)
        theme.prepare_table(self)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)

    def begin(self, scale: float) -> None:
        """Enter the first file; scale: how much larger than ordinary the type is."""
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, round(width * scale))
        if self._files.rowCount():
            self.setCurrentIndex(self._files.index(0, 1))  # the frame beside the tick
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick by Space, whichever column the frame is in."""
        if event.key() == Qt.Key.Key_Space:
            self._files.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)
