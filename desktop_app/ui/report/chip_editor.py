"""Text with figure chips: what is stored as slots is seen as live values, never as braces.

Chips are single characters to the cursor, to undo and to the input method. Within the program they
are copied as chips, elsewhere as what the report prints.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desktop_app.services.report_editing import (
    CLOSE,
    OPEN,
    ChipFace,
    figures_in,
    plain_text,
    with_counter,
)
from desktop_app.ui.report import chip_text
from desktop_app.ui.report.chip_view import ChipView

STORED_MIME = "application/x-dangjian-text"
_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_BLOCK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipEditor(ChipView):
    """Edits one stored text.

    chip_clicked: the reference of a clicked figure (key or
    key@…). change_wanted: the user asks to write a chip differently: (position, stored slot).
    """

    chip_clicked = Signal(str)
    change_wanted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._pressed: QPointF | None = None

    def insert_figure(self, stored: str, counter: str = "") -> None:
        """Put a chip at the cursor, with its counter unless one follows already."""
        cursor = self.textCursor()
        behind = cursor.block().text()[cursor.selectionEnd() - cursor.block().position() :]
        self.insert_stored(with_counter(stored, counter, behind))
        self.setFocus()

    def change_figure(self, position: int, stored: str) -> None:
        """Write the chip at a position differently."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chip_text.OBJECT, chip_text.chip_format(stored))

    def show_figure(self, key: str) -> None:
        """Select the first chip of a figure and bring it into view."""
        for mark in chip_text.marks(self.document()):
            if mark.is_slot and key in figures_in(mark.stored):
                cursor = self.textCursor()
                cursor.setPosition(mark.position)
                cursor.setPosition(mark.position + 1, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return

    def toggle_point(self) -> None:
        """Make the lines of the selection points of the list, or paragraphs again."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        make_points = not chip_text.is_point(block)
        cursor.beginEditBlock()
        while block.isValid() and block.position() <= cursor.selectionEnd():
            QTextCursor(block).setBlockFormat(self._line_format(point=make_points))
            block = block.next()
        cursor.endEditBlock()

    def make_clause(self) -> None:
        """Let the selected part disappear from the report when every figure in it is 0."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        for position, mark in ((end, CLOSE), (start, OPEN)):
            cursor.setPosition(position)
            cursor.insertText(chip_text.OBJECT, chip_text.chip_format(mark))
        cursor.endEditBlock()

    # ── clipboard ────────────────────────────────────────────────────────────────────────────

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy chips for our own editors, printed values for everyone else."""
        stored = chip_text.read_selection(self.textCursor())
        data = QMimeData()
        data.setData(STORED_MIME, stored.encode("utf-8"))
        data.setText(plain_text(stored, self._values or {}))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Accept our own texts and any plain text."""
        return source.hasFormat(STORED_MIME) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste: chips stay chips; of anything else only the text."""
        if source.hasFormat(STORED_MIME):
            text = bytes(source.data(STORED_MIME).data()).decode("utf-8")
        else:
            text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        self.insert_stored(text)

    def insert_stored(self, text: str) -> None:
        """Put a stored text at the cursor, in place of what is selected."""
        cursor = self.textCursor()
        chip_text.insert_stored(cursor, text, margin=self._margin(), indent=self._indent())
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # ── keys and mouse ───────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Y from the window, as Qt keeps Ctrl+Z: here both concern the text."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() == _REDO
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete clause marks in pairs; Enter and Backspace end a list of points."""
        if event.keyCombination() == _REDO:
            self.redo()
            return
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not cursor.hasSelection():
            ahead = event.key() == Qt.Key.Key_Delete
            place = cursor.position() if ahead else cursor.position() - 1
            if place in self._clauses.partner:
                self._remove_pair(place)
                return
        at_start = cursor.atBlockStart() and not cursor.hasSelection()
        leaves_list = event.key() == Qt.Key.Key_Backspace or (
            event.key() in _BLOCK_KEYS and cursor.atBlockEnd()
        )
        if at_start and leaves_list and chip_text.is_point(cursor.block()):
            self.toggle_point()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where a click began."""
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of a click on a chip, unless it ended a drag."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if (event.position() - pressed).manhattanLength() > 3 or self.textCursor().hasSelection():
            return
        _position, _stored, shown = self._chip_at(event.position())
        if shown is not None:
            self.chip_clicked.emit(shown.reference)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over chips."""
        super().mouseMoveEvent(event)
        over_chip = not event.buttons() and self._chip_at(event.position())[2] is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over_chip else Qt.CursorShape.IBeamCursor
        )

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Name the figure of a chip in a tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            shown = self._chip_at(QPointF(event.pos()))[2]
            if shown is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), f"{shown.label}：{shown.text}{shown.counter}")
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with a chip or a selection, then the usual."""
        menu = self.createStandardContextMenu()
        self._extend_menu(menu, QPointF(event.pos()))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _extend_menu(self, menu: QMenu, point: QPointF) -> None:
        menu.addSeparator()
        position, stored, shown = self._chip_at(point)
        if shown is not None:
            menu.addAction("查看数据来源", lambda: self.chip_clicked.emit(shown.reference))
            menu.addAction("修改数据写法…", lambda: self.change_wanted.emit(position, stored))
        if self.textCursor().hasSelection():
            menu.addAction("选中部分为 0 时不印", self.make_clause)
        menu.addAction("分点或取消分点", self.toggle_point)

    def _remove_pair(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for position in sorted((place, self._clauses.partner[place]), reverse=True):
            cursor.setPosition(position)
            cursor.deleteChar()
        cursor.endEditBlock()

    def _chip_at(self, point: QPointF) -> tuple[int, str, ChipFace | None]:
        """Return (position, stored slot, face) of the chip under a point of the viewport."""
        scroll = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(point + scroll, Qt.HitTestAccuracy.ExactHit)
        stored = chip_text.stored_of(layout.formatAt(point + scroll).toCharFormat())
        if position < 0 or not stored.startswith("{"):
            return -1, "", None
        return position, stored, self._face(position, stored)
