"""Text with figure chips as it is seen: live values, clauses, generated numbers of points."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.core.records import FigureValue
from desktop_app.services.report_editing import ChipFace, face, point_numbers
from desktop_app.ui import theme
from desktop_app.ui.report import chip_text
from desktop_app.ui.report.chip_drawing import ChipDrawing
from desktop_app.ui.report.clauses import Clauses, clauses_of

_UNPRINTED = QColor("#8a919b")


class ChipView(QTextEdit):
    """Shows one stored text; `ChipEditor` adds what keys, mouse and clipboard do.

    edited: the content changed other than by `load`.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, without values: chips show … until they are known."""
        super().__init__(parent)
        self._values: Mapping[str, FigureValue] | None = None
        self._faces: dict[tuple[str, bool], ChipFace] = {}
        self._clauses = Clauses()
        self._numbers: list[str] | None = None
        self._point_style = ""
        self._is_loading = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.viewport().setMouseTracking(True)
        self._drawing = ChipDrawing(self._face, self._is_broken, self._widest_chip)
        self.document().documentLayout().registerHandler(chip_text.CHIP, self._drawing)
        self.document().contentsChanged.connect(self._note_change)

    def load(self, text: str) -> None:
        """Show a stored text; earlier typing cannot be undone past this."""
        self._is_loading = True
        place = self.textCursor().position()
        chip_text.load_stored(self.document(), text, margin=self._margin(), indent=self._indent())
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._note_change()
        self._is_loading = False

    def text(self) -> str:
        """Return the text as it is stored."""
        return chip_text.read_stored(self.document())

    def set_values(self, values: Mapping[str, FigureValue]) -> None:
        """Show other values in the chips; cursor, selection and undo stay as they are."""
        self._values = values
        self._faces.clear()
        self._numbers = None
        self._find_clauses()
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def set_point_style(self, style: str) -> None:
        """Number the points as a chapter's point_style says."""
        self._point_style = style
        self._numbers = None
        self.viewport().update()

    def chips(self) -> list[tuple[int, str, str]]:
        """Return (position, stored slot, text shown) of every chip."""
        found = []
        for mark in chip_text.marks(self.document()):
            if mark.is_slot:
                shown = self._face(mark.position, mark.stored)
                found.append((mark.position, mark.stored, shown.text if shown else "…"))
        return found

    def print_numbers(self) -> list[str]:
        """Return what stands in the margin, line by line."""
        if self._numbers is None:
            self._numbers = point_numbers(self.text(), self._point_style, self._values or {})
        return self._numbers

    # ── look ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text, then the generated numbers of points in the margin."""
        super().paintEvent(event)
        if not self._point_style and not any(self.print_numbers()):
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.MUTED))
        layout = self.document().documentLayout()
        scroll = self.verticalScrollBar().value()
        block = self.document().begin()
        for number in self.print_numbers():
            box = layout.blockBoundingRect(block).translated(0, -scroll)
            if number and box.bottom() > 0 and box.top() < self.viewport().height():
                box.setLeft(self.document().documentMargin())
                box.setWidth(self._margin() - 6)
                box.setHeight(block.layout().lineAt(0).height())
                painter.drawText(
                    box,
                    int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom).value),
                    number,
                )
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let wide chips follow the width of the line."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.document().markContentsDirty(0, self.document().characterCount())

    def _note_change(self) -> None:
        self._numbers = None
        self._find_clauses()
        if not self._is_loading:
            self.edited.emit()

    def _find_clauses(self) -> None:
        """Match the marks of clauses and dim those that will not be printed."""
        marks = list(chip_text.marks(self.document()))
        self._clauses = clauses_of(marks, self._is_zero)
        selections = []
        for start, end in self._clauses.unprinted:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            text_format = QTextCharFormat()
            text_format.setForeground(_UNPRINTED)
            selection.cursor = cursor  # type: ignore[attr-defined] # missing in the stubs
            selection.format = text_format  # type: ignore[attr-defined] # likewise
            selections.append(selection)
        self.setExtraSelections(selections)

    def _is_zero(self, mark: chip_text.Mark) -> bool:
        shown = self._face(mark.position, mark.stored)
        return shown is not None and shown.zero

    def _is_broken(self, position: int) -> bool:
        return position not in self._clauses.partner

    def _face(self, position: int, stored: str) -> ChipFace | None:
        if self._values is None:
            return None
        shortened = self.document().characterAt(position + 1) == "等"
        key = (stored, shortened)
        if key not in self._faces:
            self._faces[key] = face(stored, self._values, "等" if shortened else "")
        return self._faces[key]

    def _widest_chip(self) -> float:
        width = self.document().textWidth()
        return max(120.0, width - self._margin() - 2 * self.document().documentMargin() - 4)

    def _margin(self) -> float:
        """Room for （一） ahead of a point."""
        return float(self.fontMetrics().horizontalAdvance("（一）") + 8)

    def _indent(self) -> float:
        return float(2 * self.fontMetrics().horizontalAdvance("字"))

    def _line_format(self, *, point: bool) -> QTextBlockFormat:
        return chip_text.line_format(point=point, margin=self._margin(), indent=self._indent())
