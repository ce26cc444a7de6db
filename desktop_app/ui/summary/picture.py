"""A picture on the page: drawn from plain data, copied with its numbers, or saved as PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop_app.core.drawing import Drawing
from desktop_app.ui.dialogs import choosing_files
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.summary.charts import paint
from desktop_app.ui.theme import SURFACE

Draw = Callable[[str, float, float, float], Drawing]
"""(title, width, height, size of texts) → the picture."""

StorePdf = Callable[[Drawing, str, Path], None]
"""Writes a drawing under a title into a file and says so, or why not."""

_SHARPNESS = 3
"""Dots of a saved picture for each on the screen: sharp in print."""

_KINDS = {"图片 (*.png)": ".png", "PDF，放大也清楚 (*.pdf)": ".pdf"}


class Picture(QWidget):
    """One chart."""

    def __init__(self, told: Callable[[str], None], store_pdf: StorePdf) -> None:
        """told: takes a sentence for the status bar. store_pdf: writes the picture as PDF."""
        super().__init__()
        self._told = told
        self._store_pdf = store_pdf
        self._draw: Draw = _nothing
        self.title = ""
        self.table = ""
        self.setMinimumSize(260, 170)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for text, action in (("复制图片", self.copy), ("保存图片…", self.ask_where_to_store)):
            item = button(text)
            item.setProperty("flat", "true")
            item.clicked.connect(action)
            row.addWidget(item)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_drawing(self, title: str, draw: Draw, table: str = "") -> None:
        """Show another chart. table: its numbers as text, cells parted by tabs."""
        self.title, self._draw, self.table = title, draw, table
        self.setAccessibleName(title)
        self.setAccessibleDescription(table.replace("\t", " ").replace("\n", "；"))
        self.update()

    def drawing(self) -> Drawing:
        """Return the chart as it is saved, with all of its title."""
        return self._draw(self.title, max(self.width(), 480), max(self.height(), 260), self._size())

    def image(self) -> QImage:
        """Draw the chart as a picture of its own."""
        drawing = self.drawing()
        size = QSize(round(drawing.width), round(drawing.height))
        image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(self.font())
        paint(painter, drawing)
        painter.end()
        return image

    def copy(self) -> None:
        """Put the picture onto the clipboard, and its numbers as text for a spreadsheet."""
        both = QMimeData()
        both.setImageData(self.image())
        both.setText(self.table)
        QApplication.clipboard().setMimeData(both)
        self._told("图和图里的数已复制，可以粘贴到文档或电子表格里")

    def ask_where_to_store(self) -> None:
        """Ask for a file name and write the picture there."""
        name = f"{self.title.replace('/', '、')}.png"
        target = str(choosing_files.start_folder() / name)
        path, kind = QFileDialog.getSaveFileName(self, "保存图片", target, ";;".join(_KINDS))
        if not path:
            return
        choosing_files.remember(Path(path))
        if _KINDS.get(kind) == ".pdf":
            self._store_pdf(self.drawing(), self.title, Path(path).with_suffix(".pdf"))
        else:
            self.store(Path(path))

    def store(self, path: Path) -> bool:
        """Write the picture into a file; say whether that went well."""
        target = path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")
        done = QImageWriter(str(target), b"png").write(self.image())
        self._told(
            f"图已保存到“{target}”" if done else f"图没有保存成，请检查“{target.parent}”能否写入"
        )
        return done

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chart, its title cut where the buttons stand."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(SURFACE))
        room = self.width() - self._buttons.width() - 24
        title = self.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        paint(painter, self._draw(title, self.width(), self.height(), self._size()))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to copy and to store."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制图片").triggered.connect(self.copy)
        menu.addAction("保存图片…").triggered.connect(self.ask_where_to_store)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the buttons in the upper right corner."""
        super().resizeEvent(event)
        self._buttons.resize(self._buttons.sizeHint())
        self._buttons.move(self.width() - self._buttons.width() - 2, 2)

    def _size(self) -> float:
        """Return the size of texts: that of the window's."""
        return float(self.fontInfo().pixelSize())


def _nothing(_title: str, width: float, height: float, _size: float) -> Drawing:
    """Return an empty picture, for as long as nothing is known."""
    return Drawing(width, height, ())
