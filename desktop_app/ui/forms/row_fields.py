"""The fields of a row, drawn from their declarations: sections, labels, editors, counters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options
from desktop_app.ui.tables.editors import Editor, FlagEditor, LineEditor, LongEditor, make_editor
from desktop_app.ui.theme import set_role

_LONG_LINES = 4
_LABEL, _EDITOR, _COUNTER = range(3)


@dataclass(frozen=True, slots=True)
class RowField:
    """An editor with what stands under it. column: its place among the model's columns."""

    column: int
    editor: Editor
    note: QLabel

    def explain(self, problem: str, warning: str = "") -> None:
        """Show why the text is not kept, or what is odd about it; "" for nothing."""
        set_role(self.note, "role", "error" if problem else "warning")
        self.note.setText(problem or warning)
        self.note.setVisible(bool(problem or warning))


class RowFields(QWidget):
    """All fields of a row, under the headings of their sections."""

    def __init__(self, fields: Sequence[FieldSpec], options: Options) -> None:
        """fields: in the order of the model's columns, which is that of the form too."""
        super().__init__()
        self.by_name: dict[str, RowField] = {}
        self._options = options
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 4, 8, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(_EDITOR, 1)
        self._line = 0
        section = ""
        for place, field in enumerate(fields):
            if field.section not in ("", section):
                self._head(field.section)
            section = field.section
            self._add(place, field)
        self._grid.setRowStretch(self._line, 1)

    def _head(self, section: str) -> None:
        """Put a heading over the fields that follow."""
        heading = QLabel(section)
        heading.setObjectName("section")
        heading.setProperty("role", "section")
        if self._line:
            self._grid.setRowMinimumHeight(self._line, 6)
            self._line += 1
        self._grid.addWidget(heading, self._line, _LABEL, 1, 3)
        self._line += 1

    def _add(self, place: int, field: FieldSpec) -> None:
        editor = make_editor(field, self._options)
        note = QLabel(wordWrap=True)
        note.hide()
        if isinstance(editor, FlagEditor):
            editor.setText(field.label)
            self._grid.addWidget(editor, self._line, _EDITOR, 1, 2)
        else:
            self._label(field, editor)
            self._grid.addWidget(editor, self._line, _EDITOR, 1, 1 if field.counter else 2)
        if field.counter:
            counter = QLabel(field.counter)
            counter.setProperty("role", "hint")
            self._grid.addWidget(counter, self._line, _COUNTER)
        if isinstance(editor, LineEditor) and field.help and field.kind is not FieldKind.DATE:
            editor.setPlaceholderText(field.help)
        if isinstance(editor, LongEditor):
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _LONG_LINES + 14)
        editor.setAccessibleName(field.heading)
        editor.setEnabled(not field.derived)
        self._grid.addWidget(note, self._line + 1, _EDITOR, 1, 2)
        self._line += 2
        self.by_name[field.name] = RowField(place, editor, note)

    def _label(self, field: FieldSpec, editor: Editor) -> None:
        label = QLabel(f"{field.label} *" if field.required else field.label)
        label.setToolTip(field.help or ("必填" if field.required else ""))
        label.setBuddy(editor)
        top = isinstance(editor, LongEditor)
        side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, self._line, _LABEL, side)
