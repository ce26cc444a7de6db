"""What is proposed for one blank: numbered alternatives, a search over all figures, own words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.services.old_reports.service import (
    NEW,
    Choice,
    OldReports,
    Proposal,
    formatted_like,
    literal_choice,
)
from desktop_app.services.old_reports.words import CONFIDENCES, choice_words
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.old_report.confirming import Confirming
from desktop_app.ui.old_report.new_figure_form import NewFigureForm

_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MOST_FOUND = 30
_AROUND = 22


class ChoicePanel(QWidget):
    """accepted: a Choice was taken. went_back: the blank before is wanted."""

    accepted = Signal(object)
    went_back = Signal()

    def __init__(self, service: OldReports, parent: QWidget | None = None) -> None:
        """service: finds figures by what is typed."""
        super().__init__(parent)
        self._service = service
        self._confirming: Confirming | None = None
        self._shown: list[Choice] = []
        self.place = QLabel()
        self.place.setProperty("role", "subtitle")
        self.context = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "hint")
        self.list = QListWidget()
        self.list.setAccessibleName("建议")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText("找别的指标：输入名称或拼音首字母")
        self.own = QLineEdit(clearButtonEnabled=True)
        self.own.setPlaceholderText("或者自己写：输入要印的字，按回车")
        self.new_figure = NewFigureForm()
        self._lay_out()
        for widget in (self.list, self.search, self.own):
            widget.installEventFilter(self)
        self.search.textChanged.connect(self._fill)
        self.list.itemDoubleClicked.connect(self._accept_row)
        self.list.currentRowChanged.connect(self._show_new_figure)
        self.new_figure.accepted.connect(self._accept_row)
        self.new_figure.left.connect(self.list.setFocus)

    def show_blank(self, confirming: Confirming) -> None:
        """Show the blank that is looked at, with the best choice or the one confirmed picked."""
        self._confirming = confirming
        proposal = confirming.proposal
        self.place.setText(f"第{confirming.current + 1}处，共{confirming.total}处")
        self.context.setText(_in_context(proposal))
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's argument
        self.own.clear()
        self._fill()
        known = confirming.chosen.get(confirming.current)
        self.note.setText(_note(proposal, known))
        if known is not None:
            self._show_known(known)
        self.list.setFocus()

    def ask_for_words(self) -> None:
        """Ask for what is to be printed, where only the clerk knows it."""
        self.note.setText("请在最下面一格写上要印的名称，再按回车")
        self.own.setFocus()

    def _show_known(self, known: Choice) -> None:
        """Pick what was confirmed; a new figure as it was named then."""
        row = next((row for row, one in enumerate(self._shown) if _is_like(one, known)), None)
        if row is None:
            return
        self._shown[row] = known
        self.list.setCurrentRow(row)
        self._show_new_figure(row)

    def _show_new_figure(self, row: int) -> None:
        is_new = 0 <= row < len(self._shown) and _names_a_figure(self._shown[row], self._confirming)
        self.new_figure.setVisible(is_new)
        if is_new:
            self.new_figure.show_choice(self._shown[row])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let digits choose, Enter accept, Esc go back; letters go to the search."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape(watched)
            return True
        if watched is self.list:
            return self._list_key(event)
        return self._field_key(watched, event)

    def _field_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if watched is self.search and key in _MOVES:
            self.list.keyPressEvent(event)
            return True
        if key not in _ENTER:
            return False
        if watched is self.search:
            self._accept_row()
        elif own := self.own.text().strip():
            self.accepted.emit(literal_choice(own))
        return True

    def _list_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._accept_row()
            return True
        if key in _DIGITS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = key - Qt.Key.Key_1
            if place < self.list.count():
                self.list.setCurrentRow(place)
                self._accept_row()
            return True
        if event.text().isalpha():
            self.search.setFocus()
            self.search.setText(self.search.text() + event.text())
            return True
        return False

    def _escape(self, watched: QObject) -> None:
        if watched is self.list:
            self.went_back.emit()
            return
        self.search.clear()
        self.own.clear()
        self.list.setFocus()

    def _accept_row(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            choice = self._shown[row]
            if _names_a_figure(choice, self._confirming):
                choice = self.new_figure.changed(choice)
            self.accepted.emit(choice)

    def _fill(self) -> None:
        """List the alternatives, or what the search finds."""
        assert self._confirming is not None
        typed = self.search.text().strip()
        proposal = self._confirming.proposal
        self._shown = (
            [formatted_like(one, proposal) for one in self._service.search(typed)[:_MOST_FOUND]]
            if typed
            else self._confirming.choices()
        )
        self.list.clear()
        for number, choice in enumerate(self._shown, 1):
            area = self._service.area_label(choice.figure or "")
            words = choice_words(choice) + (f"　{area}" if area else "")
            row = QListWidgetItem(
                f"{number}　{words}" if number <= len(_DIGITS) else f"　　{words}"
            )
            row.setToolTip(words)
            self.list.addItem(row)
        if self._shown:
            self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.place)
        layout.addWidget(self.context)
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.new_figure)
        layout.addWidget(self.search)
        layout.addWidget(self.own)
        layout.addWidget(hint("数字键选一条，回车采用并到下一处，Tab 到下面几格，Esc 回上一处"))


def _is_like(one: Choice, known: Choice) -> bool:
    return one == known or (one.kind == known.kind == NEW)


def _names_a_figure(choice: Choice, confirming: Confirming | None) -> bool:
    """Say whether a choice makes a new figure; a comparison speaks of the one before it."""
    assert confirming is not None
    return choice.kind == NEW and confirming.proposal.blank.kind == "number"


def _in_context(proposal: Proposal) -> str:
    before = proposal.before[-_AROUND:]
    after = proposal.after[:_AROUND]
    return (
        f"…{escape(before)}<b style='background:{theme.ACCENT};color:{theme.SURFACE}'>"
        f"&nbsp;{escape(proposal.blank.text)}&nbsp;</b>{escape(after)}…"
    )


def _note(proposal: Proposal, known: Choice | None) -> str:
    said = (
        f"已采用：{choice_words(known)}" if known else f"建议：{CONFIDENCES[proposal.confidence]}"
    )
    return f"{said}。{proposal.note}" if proposal.note else said
