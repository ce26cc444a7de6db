"""Two texts beside each other, what differs inside them marked, in as many lines as they need."""

from __future__ import annotations

from html import escape
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.services.reports.versions import Stretch, differences
from desktop_app.ui import theme

Index = QModelIndex | QPersistentModelIndex

HTML = Qt.ItemDataRole.UserRole
"""The role in which a text is given with its colours and differences marked."""

_GONE = f"color:{theme.ERROR};background-color:{theme.ERROR_TINT};text-decoration:line-through"
_COME = f"color:{theme.OK};background-color:{theme.OK_TINT};text-decoration:underline"
_PADDING = 6


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts as HTML, what is gone and what is new marked by colour and by a line.

    Texts that read the same are marked as a whole: they differ in what is not seen.
    """
    if old and new and old != new:
        olds, news = differences(old, new)
    else:
        olds, news = [Stretch(old, is_same=False)], [Stretch(new, is_same=False)]
    return _html(olds, _GONE), _html(news, _COME)


def _html(stretches: list[Stretch], style: str) -> str:
    return "".join(
        escape(one.text) if one.is_same else f"<span style='{style}'>{escape(one.text)}</span>"
        for one in stretches
        if one.text
    )


class MarkedDelegate(QStyledItemDelegate):
    """Draws the HTML of a table's cells; its parent is the table."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground as always and the marked text on it."""
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        widget = option.widget  # type: ignore[attr-defined]
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        room = option.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)  # type: ignore[attr-defined]
        painter.save()
        painter.translate(room.topLeft())
        painter.setClipRect(0, 0, room.width(), room.height())
        self._document(index, option, room.width()).drawContents(painter)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Keep the model's colours on a selected row."""
        super().initStyleOption(option, index)
        theme.keep_model_colours(option)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height that the text needs in its column, less the line between columns."""
        view = self.parent()
        assert isinstance(view, QTableView)
        width = view.columnWidth(index.column()) - 2 * _PADDING - int(view.showGrid())
        self.initStyleOption(option, index)
        height = self._document(index, option, width).size().height()
        return QSize(width, ceil(height) + 2 * _PADDING + int(view.showGrid()))

    def _document(self, index: Index, option: QStyleOptionViewItem, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(option.font)  # type: ignore[attr-defined]
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(wrapping)
        document.setTextWidth(max(width, 1))
        document.setHtml(f"<span style='color:{theme.TEXT}'>{index.data(HTML) or ''}</span>")
        return document
