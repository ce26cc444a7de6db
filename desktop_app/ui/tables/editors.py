"""One editor a kind of field, for cells and forms alike; each can be empty and says what is wrong.

An editor never throws away what was typed: `check` parses it with the validator of its field, marks
the editor and keeps the reason in `problem`; whoever holds the editor shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from desktop_app.core.errors import InvalidValue
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import FROM_PERIOD, PERIOD, Options, Parser, parser_for
from desktop_app.services.finding import initials
from desktop_app.services.ledgers.pages import UNIT
from desktop_app.ui.tables.suggestions import Line, Suggestions
from desktop_app.ui.tables.wording import cell_text
from desktop_app.ui.theme import set_role

_SEEN_OF_CHOICE = 4


def unit_field(names: tuple[str, ...]) -> FieldSpec:
    """Return the unit column as a field whose choices are the units of the quarter."""
    return FieldSpec(UNIT, FieldKind.CHOICE, "填报单位", required=True, choices=names)


class FieldEditor:
    """Mixin of all editors: what was typed, whether it is right, whether it was touched.

    `touched`: typed in since the value was last shown. `problem`: why it cannot be kept, "" if it
    can.
    """

    field: FieldSpec
    touched = False
    problem = ""
    _parse: Parser

    def prepare(self, field: FieldSpec, options: Options) -> None:
        """Take the field's facts."""
        self.field = field
        self._parse = parser_for(field, options)

    def raw(self) -> object:
        """Return what was typed, None when empty."""
        raise NotImplementedError

    def show_value(self, value: CellValue) -> None:
        """Show a value as it is kept; nothing is touched then."""
        self._show(value)
        self.touched = False
        self.refuse("")

    def value(self) -> CellValue:
        """Return what was typed as its field keeps it; InvalidValue says why it cannot be."""
        return self._parse(self.raw())

    def check(self) -> str:
        """Parse what was typed, mark the editor, and return the reason against it."""
        try:
            self.value()
        except InvalidValue as reason:
            self.refuse(str(reason))
        else:
            self.refuse("")
        return self.problem

    def refuse(self, reason: str) -> None:
        """Mark the editor with a reason, or with "" take the mark away."""
        self.problem = reason
        assert isinstance(self, QWidget)
        set_role(self, "invalid", bool(reason))
        self.setToolTip(reason or self.field.help)

    def select_text(self) -> None:
        """Select what was typed, so that typing replaces it; words are mended, not replaced."""

    def offer(self) -> None:
        """List what might have been meant, where what was typed is none of the choices."""

    def _show(self, value: CellValue) -> None:
        raise NotImplementedError

    def _note_typing(self) -> None:
        self.touched = True
        self.check()


class LineEditor(Line, FieldEditor):
    """One line: texts, numbers, dates."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.textEdited.connect(self._on_edited)

    def prepare(self, field: FieldSpec, options: Options) -> None:
        """Align numbers right; hint at how a date is written."""
        super().prepare(field, options)
        if field.kind is FieldKind.DATE:
            has_year = PERIOD in options or FROM_PERIOD in options
            self.setPlaceholderText("如 3.5" if has_year else "如 2020-03-05")
        if field.is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def suggest(self, texts: Sequence[str]) -> None:
        """Offer texts while one types."""
        if texts:
            self.setCompleter(Suggestions(texts, self))

    def select_text(self) -> None:
        """Select the text, unless it is of words."""
        if self.field.kind is not FieldKind.TEXT:
            self.selectAll()

    def raw(self) -> object:
        """Return the text; a day as such, as only the editor knows the year of 3.5."""
        text = self.text()
        if self.field.kind is FieldKind.DATE and text:
            try:
                return self._parse(text)
            except InvalidValue:
                return text
        return text or None

    def _show(self, value: CellValue) -> None:
        text = cell_text(value)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def _on_edited(self) -> None:
        self._note_typing()
        self.edited.emit()


class LongEditor(QPlainTextEdit, FieldEditor):
    """Several lines; Tab leaves it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._is_showing = False
        self.textChanged.connect(self._on_changed)

    def raw(self) -> object:
        """Return the text with its line breaks."""
        return self.toPlainText() or None

    def _show(self, value: CellValue) -> None:
        self._is_showing = True
        self.setPlainText(cell_text(value))
        self._is_showing = False

    def _on_changed(self) -> None:
        if not self._is_showing:
            self._note_typing()
            self.edited.emit()


class ChoiceEditor(QComboBox, FieldEditor):
    """A list with an empty entry first; a part of a word finds its entry, or the first letters do.

    What is typed stands for the first entry that it finds: mz for 民主生活会.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._choices: tuple[str, ...] = ()
        self._is_showing = False
        self.setEditable(True)
        self.setLineEdit(Line(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(_SEEN_OF_CHOICE)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def prepare(self, field: FieldSpec, options: Options) -> None:
        """List the choices of the field or of the period."""
        super().prepare(field, options)
        listed = options.get(field.option_list, ()) if field.option_list else field.choices
        self._choices = tuple(listed)
        self.addItems(["", *self._choices])
        self.setCompleter(Suggestions(self._choices, self, takes_first=True))
        self.editTextChanged.connect(self._on_changed)

    def whole_width(self) -> int:
        """Return the width, px, in which every entry is seen from its first character on."""
        advance = self.fontMetrics().horizontalAdvance
        around = self.sizeHint().width() - _SEEN_OF_CHOICE * advance("X")
        return around + max(map(advance, self._choices), default=0) + advance("X")

    def raw(self) -> object:
        """Return the entry that was typed or found, else what was typed."""
        typed = self.currentText()
        if not typed.strip() or typed in self._choices:
            return typed or None
        return next(iter(initials.found(self._choices, typed)), typed)

    def select_text(self) -> None:
        """Select the text, so that typing replaces it."""
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def offer(self) -> None:
        """List what is like the text."""
        completer = self.completer()
        if completer is not None and self.problem:
            completer.setCompletionPrefix(self.currentText())
            completer.complete()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to whatever scrolls: it must not change a value in passing."""
        event.ignore()

    def _show(self, value: CellValue) -> None:
        self._is_showing = True
        text = cell_text(value)
        self.setCurrentIndex(self.findText(text))
        self.setEditText(text)
        self._is_showing = False

    def _on_changed(self) -> None:
        if not self._is_showing:
            self._note_typing()
            self.edited.emit()


class FlagEditor(QCheckBox, FieldEditor):
    """Ticked or not; not ticked is empty."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a tick."""
        super().__init__(parent)
        self.clicked.connect(self._on_clicked)

    def raw(self) -> object:
        """Return True or nothing."""
        return True if self.isChecked() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter pass on to whoever moves between fields."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _show(self, value: CellValue) -> None:
        self.setChecked(bool(value))

    def _on_clicked(self) -> None:
        self._note_typing()
        self.edited.emit()


Editor = LineEditor | LongEditor | ChoiceEditor | FlagEditor

EDITORS: dict[FieldKind, Callable[[QWidget | None], Editor]] = {
    FieldKind.TEXT: LineEditor,
    FieldKind.LONG_TEXT: LongEditor,
    FieldKind.INTEGER: LineEditor,
    FieldKind.DECIMAL: LineEditor,
    FieldKind.DATE: LineEditor,
    FieldKind.BOOLEAN: FlagEditor,
    FieldKind.CHOICE: ChoiceEditor,
}


def make_editor(field: FieldSpec, options: Options, parent: QWidget | None = None) -> Editor:
    """Return an empty editor for a field; KeyError for a kind without one."""
    editor = EDITORS[field.kind](parent)
    editor.prepare(field, options)
    editor.setToolTip(field.help)
    return editor


def as_editor(widget: QObject | None) -> Editor | None:
    """Return the widget if it is one of our editors."""
    return (
        widget if isinstance(widget, LineEditor | LongEditor | ChoiceEditor | FlagEditor) else None
    )
