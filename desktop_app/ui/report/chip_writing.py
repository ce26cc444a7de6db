"""What is done to a text with figure chips: figures, points, clauses, its parting in two."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor

from desktop_app.services.reports.editing import CLOSE, OPEN, OTHERWISE, figures_in, with_counter
from desktop_app.ui.report import chip_text
from desktop_app.ui.report.chip_view import ChipView


class ChipWriting(ChipView):
    """Changes one stored text; `chip_editor.ChipEditor` adds keys, mouse and clipboard."""

    def insert_stored(self, text: str) -> None:
        """Put a stored text at the cursor, in place of what is selected."""
        cursor = self.textCursor()
        chip_text.insert_stored(cursor, text, margin=self._margin(), indent=self._indent())
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_figure(self, stored: str, counter: str = "") -> None:
        """Put a chip at the cursor, with its counter unless one follows already."""
        if self.isReadOnly():
            return
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

    def split_at_cursor(self) -> tuple[str, str]:
        """Return what is stored ahead of the cursor and behind it; a point stays a point."""
        text, place = self.text(), self.textCursor().position()
        at, block = self.stored_place(place), self.document().findBlock(place)
        mark = chip_text.POINT_MARK if chip_text.is_point(block) else ""
        if place == block.position():
            return text[: at - len(mark)].removesuffix("\n"), text[at - len(mark) :]
        return text[:at], mark + text[at:]

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

    def make_clause(self) -> tuple[int, int]:
        """Let the selected part disappear from the report when every figure in it is 0.

        Returns the positions of its marks. Clauses that the selection cuts are taken in whole; one
        that is selected already stays the one that it is.
        """
        cursor = self.textCursor()
        start, end = self._around_clauses(cursor.selectionStart(), cursor.selectionEnd())
        partner = self._clauses.partner
        for opening, close in ((start, end - 1), (start - 1, end)):
            if opening < close and partner.get(opening) == close:
                return opening, close
        cursor.beginEditBlock()
        for position, mark in ((end, CLOSE), (start, OPEN)):
            cursor.setPosition(position)
            cursor.insertText(chip_text.OBJECT, chip_text.chip_format(mark))
        cursor.endEditBlock()
        return start, end + 1

    def _around_clauses(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch until it holds both marks of each clause of which it holds one."""
        wider = start, end
        for opening, close in self._clauses.partner.items():
            if opening < close and (start <= opening < end) != (start <= close < end):
                wider = min(wider[0], opening), max(wider[1], close + 1)
        return wider if wider == (start, end) else self._around_clauses(*wider)

    def make_alternative(self) -> None:
        """Let something else be said in place of the selected part when its figures are 0.

        The cursor then stands where that is typed; without selection, in the clause around it.
        """
        cursor = self.textCursor()
        if cursor.hasSelection():
            start, close = self.make_clause()
        else:
            start, close = self.clause_at(cursor.position())
        if start < 0:
            return
        if start in self._clauses.otherwise:
            cursor.setPosition(close)
            self.setTextCursor(cursor)
            return
        cursor.setPosition(close)
        cursor.insertText(chip_text.OBJECT, chip_text.chip_format(OTHERWISE))
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)

    def clause_at(self, place: int) -> tuple[int, int]:
        """Return the marks of the innermost clause around a place, (-1, -1) for none."""
        around = [
            (start, end) for start, end in self._clauses.partner.items() if start < place <= end
        ]
        return max(around, default=(-1, -1))

    def remove_pair(self, place: int) -> None:
        """Delete a mark of a clause with its partner and what stands between what it says."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        pair = [place, self._clauses.partner[place]]
        if min(pair) in self._clauses.otherwise:
            pair.append(self._clauses.otherwise[min(pair)])
        for position in sorted(pair, reverse=True):
            cursor.setPosition(position)
            cursor.deleteChar()
        cursor.endEditBlock()
