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
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desktop_app.services.reports.editing import (
    ChipFace,
    plain_text,
)
from desktop_app.ui.report import chip_text
from desktop_app.ui.report.chip_writing import ChipWriting

STORED_MIME = "application/x-dangjian-text"
_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_SPLIT = tuple(
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
)
_BLOCK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChipEditor(ChipWriting):
    """Edits one stored text.

    chip_clicked: the reference of a clicked figure (key or key@…). change_wanted: the user asks to
    write a chip differently: (position, stored slot). split_wanted: a new chapter at the cursor.
    sentence_seen: a sentence of the last report was looked at.
    """

    chip_clicked = Signal(str)
    change_wanted = Signal(int, str)
    split_wanted = Signal()
    sentence_seen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._pressed: QPointF | None = None

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

    # ── keys and mouse ───────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z and Ctrl+Y from the window while they have something to do in this text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            redoes = event.keyCombination() == _REDO
            if redoes or event.matches(QKeySequence.StandardKey.Undo):
                keeps = document.isRedoAvailable() if redoes else document.isUndoAvailable()
                event.setAccepted(keeps)
                return keeps
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete clause marks in pairs; Enter and Backspace end a list of points."""
        if event.keyCombination() == _REDO:
            self.redo()
            return
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if event.keyCombination() in _SPLIT:
            self.split_wanted.emit()
            return
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not cursor.hasSelection():
            ahead = event.key() == Qt.Key.Key_Delete
            place = cursor.position() if ahead else cursor.position() - 1
            if place in self._clauses.partner:
                self.remove_pair(place)
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
                tip = shown.note or f"{shown.label}：{shown.text}{shown.counter}"
                QToolTip.showText(event.globalPos(), tip)
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
        if self.isReadOnly():
            return
        if shown is not None:
            menu.addAction("修改数据写法…", lambda: self.change_wanted.emit(position, stored))
        if self.textCursor().hasSelection():
            menu.addAction("选中部分为 0 时不印", self.make_clause)
        if self.textCursor().hasSelection() or self.clause_at(self.textCursor().position())[0] >= 0:
            menu.addAction("为 0 时改写成别的话…", self.make_alternative)
        menu.addAction("分点或取消分点", self.toggle_point)
        sentence = self._untouched_at(position if position >= 0 else self._position_at(point))
        if sentence:
            menu.addAction("这一句看过了，不再标出", lambda: self.sentence_seen.emit(sentence))

    def _position_at(self, point: QPointF) -> int:
        return self.cursorForPosition(point.toPoint()).position()

    def _untouched_at(self, position: int) -> str:
        """Return the marked sentence at a position, "" for none."""
        block = self.document().findBlock(position)
        places = chip_text.places(block)
        for one in self._carried.unchanged(chip_text.stored_line(block)):
            if places[one.start] <= position <= places[one.end]:
                return one.text
        return ""

    def _chip_at(self, point: QPointF) -> tuple[int, str, ChipFace | None]:
        """Return (position, stored slot, face) of the chip under a point of the viewport."""
        scroll = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        position = layout.hitTest(point + scroll, Qt.HitTestAccuracy.ExactHit)
        stored = chip_text.stored_of(layout.formatAt(point + scroll).toCharFormat())
        if position < 0 or not stored.startswith("{"):
            return -1, "", None
        return position, stored, self._face(position, stored)
