"""A picture on the page: drawn from plain data, copied to the clipboard or saved as PNG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
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

from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.summary.charts import Mark
from desktop_app.ui.theme import SURFACE, TEXT

Drawing = Callable[[QPainter, QRectF, Sequence[Mark]], None]
_SHARPNESS = 3
"""Dots of a saved picture for each on the screen: sharp in print."""


class Picture(QWidget):
    """One chart."""

    def __init__(self, drawing: Drawing, told: Callable[[str], None]) -> None:
        """drawing: paints the chart; told: takes a sentence for the status bar."""
        super().__init__()
        self._drawing = drawing
        self._told = told
        self.title = ""
        self.marks: tuple[Mark, ...] = ()
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

    def show_marks(self, title: str, marks: Sequence[Mark]) -> None:
        """Show other data."""
        self.title, self.marks = title, tuple(marks)
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            "；".join(f"{mark.label.replace(chr(10), '')} {mark.text}" for mark in marks)
        )
        self.update()

    def image(self) -> QImage:
        """Draw the chart as a picture of its own."""
        size = QSize(max(self.width(), 480), max(self.height(), 260))
        image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(self.font())
        self._draw(painter, QRectF(QPoint(0, 0), size.toSizeF()), 0)
        painter.end()
        return image

    def copy(self) -> None:
        """Put the picture onto the clipboard."""
        QApplication.clipboard().setImage(self.image())
        self._told("图已复制，可以粘贴到文档里")

    def ask_where_to_store(self) -> None:
        """Ask for a file name and write the picture there."""
        name = f"{self.title.replace('/', '、')}.png"
        path, _kind = QFileDialog.getSaveFileName(self, "保存图片", name, "图片 (*.png)")
        if path:
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
        """Draw the chart."""
        painter = QPainter(self)
        self._draw(painter, QRectF(self.rect()), self._buttons.width())
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

    def _draw(self, painter: QPainter, area: QRectF, taken: float) -> None:
        """Draw ground and title, beside what is taken by buttons, and the chart below."""
        painter.fillRect(area, QColor(SURFACE))
        metrics = self.fontMetrics()
        head = QRectF(area.left() + 14, area.top() + 6, area.width() - 28 - taken, 26)
        painter.setPen(QColor(TEXT))
        painter.drawText(
            head,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, int(head.width())),
        )
        if self.marks:
            self._drawing(painter, area.adjusted(0, 36, 0, 0), self.marks)
