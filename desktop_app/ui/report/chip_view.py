"""Text with figure chips as it is seen: live values, clauses, generated numbers of points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.core.records import FigureValue
from desktop_app.services.reports.carried_over import Carried
from desktop_app.services.reports.editing import ChipFace, face, is_unsaid, point_numbers
from desktop_app.services.reports.find_replace import places_of
from desktop_app.ui import theme
from desktop_app.ui.report import chip_text, text_marks
from desktop_app.ui.report.chip_drawing import ChipDrawing
from desktop_app.ui.report.clauses import Clauses, clauses_of


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
        self._carried = Carried()
        self._wanted = ""
        self._numbers: list[str] | None = None
        self._point_style = ""
        self._is_loading = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.viewport().setMouseTracking(True)
        self.setStyleSheet(text_marks.SELECTION)
        self._drawing = ChipDrawing(self._face, self._is_broken, self._is_inner, self._widest_chip)
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

    def set_carried(self, carried: Carried) -> None:
        """Underline the sentences that read as in the last report."""
        if carried != self._carried:
            self._carried = carried
            self._draw_marks()

    def set_wanted(self, words: str) -> None:
        """Light up words wherever they stand, "" for none."""
        if words != self._wanted:
            self._wanted = words
            self._draw_marks()

    def select_stored(self, start: int, end: int) -> None:
        """Select a part by its places in the stored text, and bring it into view."""
        block, lines = self.document().begin(), self.text().split("\n")
        for line in lines:
            if start <= len(line):
                break
            start, end = start - len(line) - 1, end - len(line) - 1
            block = block.next()
        places = chip_text.places(block)
        cursor = self.textCursor()
        cursor.setPosition(places[start])
        cursor.setPosition(places[min(end, len(places) - 1)], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selected_stored(self) -> tuple[int, int]:
        """Return where the selection begins and ends in the stored text."""
        cursor = self.textCursor()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        return self.stored_place(ends[0]), self.stored_place(ends[1])

    def stored_place(self, position: int) -> int:
        """Return where a position of the document is in the stored text."""
        wanted = self.document().findBlock(position)
        block, before = self.document().begin(), 0
        while block.isValid() and block != wanted:
            before += len(chip_text.stored_line(block)) + 1
            block = block.next()
        mark = len(chip_text.POINT_MARK) if chip_text.is_point(wanted) else 0
        return before + mark + chip_text.places(wanted)[mark:].index(position)

    def print_numbers(self) -> list[str]:
        """Return what stands in the margin, line by line."""
        if self._numbers is None:
            self._numbers = point_numbers(self.text(), self._point_style, self._values or {})
        return self._numbers

    # ── look ─────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text, then selected chips once more and the numbers of points."""
        self._drawing.forget()
        super().paintEvent(event)
        self._draw_selected()
        self._draw_numbers()

    def _draw_selected(self) -> None:
        """Draw the chips in the selection as they look outside of it."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        selected = range(cursor.selectionStart(), cursor.selectionEnd())
        self._drawing.draw_again(painter, self.document(), selected)

    def _draw_numbers(self) -> None:
        """Draw the generated numbers of points in the margin."""
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
        """Match the marks of clauses, then draw all marks anew."""
        self._clauses = clauses_of(chip_text.marks(self.document()), self._is_unsaid)
        self._draw_marks()

    def _draw_marks(self) -> None:
        """Dim what will not be printed, underline what is untouched, light up what is found."""
        document = self.document()
        marked = (
            (self._clauses.unprinted, text_marks.UNPRINTED),
            (text_marks.spans(document, self._untouched), text_marks.UNTOUCHED),
            (text_marks.spans(document, self._found), text_marks.FOUND),
        )
        self.setExtraSelections(
            [
                selection
                for places, look in marked
                for selection in text_marks.selections(document, places, look)
            ]
        )

    def _untouched(self, line: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self._carried.unchanged(line)]

    def _found(self, line: str) -> Iterable[tuple[int, int]]:
        return places_of(line, self._wanted)

    def _is_unsaid(self, slots: list[str]) -> bool:
        return self._values is not None and is_unsaid(slots, self._values)

    def _is_broken(self, position: int) -> bool:
        clauses = self._clauses
        return position not in clauses.partner and position not in clauses.otherwise.values()

    def _is_inner(self, position: int) -> bool:
        return position in self._clauses.inner

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
