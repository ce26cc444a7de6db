"""How a page of the manual looks: Qt reads markdown, but spaces it too tightly for Chinese."""

from __future__ import annotations

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from desktop_app.ui import theme

_LINE_HEIGHT, _IN_TABLES = 150, 125  # per cent
_BELOW = 8
_ABOVE_HEADING = {1: 4, 2: 18, 3: 12}
_LARGER = {1: 2, 2: 1, 3: 0}  # steps of Qt's, each a fifth
_CELL = 5


def dress(document: QTextDocument) -> None:
    """Space lines, colour headings, rule tables."""
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def headings(document: QTextDocument) -> dict[str, QTextBlock]:
    """Return the headings of a document by their text."""
    found: dict[str, QTextBlock] = {}
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.setdefault(block.text(), block)
        block = block.next()
    return found


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    space = QTextBlockFormat()
    in_table = cursor.currentTable() is not None
    space.setLineHeight(
        _IN_TABLES if in_table else _LINE_HEIGHT,
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    space.setBottomMargin(0 if in_table else 2 if block.textList() is not None else _BELOW)
    space.setTopMargin(_ABOVE_HEADING.get(level, 0))
    cursor.mergeBlockFormat(space)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        colour = QTextCharFormat()
        colour.setForeground(QBrush(QColor(theme.ACCENT if level < 3 else theme.TEXT)))
        colour.setProperty(QTextFormat.Property.FontSizeAdjustment.value, _LARGER.get(level, 0))
        cursor.mergeCharFormat(colour)


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(theme.LINE)))
    look.setBorderCollapse(True)
    look.setCellPadding(_CELL)
    look.setCellSpacing(0)
    look.setTopMargin(4)
    look.setBottomMargin(12)
    look.setHeaderRowCount(1)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(look)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QBrush(QColor(theme.HEADER)))
        cell.setFormat(head)
