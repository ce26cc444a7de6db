"""A form over one record: each field is saved as it is left, a refused text stays with its reason.

What could not be saved is kept for its record until it is mended or given up with Esc, also while
another record is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.core.periods import Period
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options, options_from
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.calendar import offer_calendar
from desktop_app.ui.fields.growing import grow_with_text
from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.tables.editors import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    LineEditor,
    LongEditor,
    make_editor,
)
from desktop_app.ui.theme import row_height

UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_NOTE_SHARE = 2  # of the width, against 1 for the editors beside them

Save = Callable[[str, str, object], str]
"""Saves what was typed (record's key, field's name, text or tick); "" or why it was refused."""


@dataclass(slots=True)
class _Row:
    """A field on the form.

    shown: the value that the record had last. held: what the editor gave back for it.
    """

    spec: FieldSpec
    editor: Editor
    reason: QLabel
    beside: tuple[QLabel, ...] = ()
    """Its label and its note."""
    shown: CellValue = None
    held: object = None
    drafts: dict[str, tuple[object, str]] = field(default_factory=dict)
    """Record's key → what could not be saved, and why."""


class FieldForm(QWidget):
    """Labels, editors and reasons, drawn from field declarations."""

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        save: Save,
        options: Options | None = None,
        notes: Mapping[str, str] | None = None,
        *,
        breaks_by_alt: bool = False,
    ) -> None:
        """save: called for each field that was left with another content.

        notes: field → a sentence that stands beside its editor. breaks_by_alt: Enter leaves a text
        of several lines too, Alt+Enter breaks its line.
        """
        super().__init__()
        self._save = save
        self._breaks_by_alt = breaks_by_alt
        self._key = ""
        self._rows: dict[str, _Row] = {}
        # Notes break their lines by the width there is: then the hint says too little.
        upright = QSizePolicy.Policy.Preferred if notes else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, _NOTE_SHARE if notes else 0)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("四字标签 *"))
        for number, spec in enumerate(fields):
            editor = make_editor(spec, options or {}, self)
            self._listen(editor, spec)
            if isinstance(editor, LineEditor | LongEditor) and spec.kind is not FieldKind.DATE:
                editor.setPlaceholderText(spec.help)
            is_asked = spec.required and spec.kind is not FieldKind.BOOLEAN
            label = QLabel(spec.heading + (" *" if is_asked else ""))
            label.setBuddy(editor)
            label.setMinimumHeight(row_height(self))
            reason = QLabel(wordWrap=True)
            reason.setVisible(False)
            reason.setProperty("role", "error")
            grid.addWidget(label, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, 2 * number, 1)
            grid.addWidget(reason, 2 * number + 1, 1, 1, 2 if notes else 1)
            beside = [label]
            if notes and spec.name in notes:
                beside.append(hint(notes[spec.name]))
                grid.addWidget(beside[-1], 2 * number, 2)
            self._rows[spec.name] = _Row(spec, editor, reason, tuple(beside))

    @property
    def key(self) -> str:
        """The record that is shown, "" for a new one."""
        return self._key

    def show_period(self, period: Period) -> None:
        """Take days that are typed without a year as the first such ones from a quarter on."""
        for row in self._rows.values():
            if row.spec.kind is FieldKind.DATE:
                row.editor.prepare(row.spec, options_from(period))

    def editor(self, name: str) -> Editor:
        """Return a field's editor."""
        return self._rows[name].editor

    def reason(self, name: str) -> str:
        """Return why a field's text was refused, "" where it was not."""
        label = self._rows[name].reason
        return label.text() if label.isVisibleTo(self) else ""

    def show_only(self, names: Collection[str]) -> None:
        """Leave only these fields on the form; what is typed in the others is saved first."""
        for name, row in self._rows.items():
            is_wanted = name in names
            if not is_wanted:
                self._leave(name)
            row.editor.setVisible(is_wanted)
            for label in row.beside:
                label.setVisible(is_wanted)
            row.reason.setVisible(is_wanted and bool(row.reason.text()))

    def typed(self) -> dict[str, object]:
        """Return what stands in every editor."""
        return {name: row.editor.raw() for name, row in self._rows.items()}

    def load(self, key: str, values: Mapping[str, CellValue]) -> None:
        """Show a record; of the same record what is being typed stays as it is."""
        other = key != self._key
        if other:
            self.commit()
            self._key = key
        for name, row in self._rows.items():
            draft = row.drafts.get(key)
            if other or not (draft or row.editor.hasFocus()):
                row.shown = values.get(name)
                row.editor.show_value(row.shown)
                row.held = row.editor.raw()
            if other and draft:
                row.editor.show_value(draft[0])  # type: ignore[arg-type] # text as typed
            self._explain(row, draft[1] if draft else "")

    def become(self, key: str) -> None:
        """Take the new record that is shown as the one of that key from now on."""
        for row in self._rows.values():
            if self._key in row.drafts:
                row.drafts[key] = row.drafts.pop(self._key)
            row.held = row.editor.raw()
        self._key = key

    def commit(self) -> None:
        """Save what is still being typed."""
        for name in self._rows:
            self._leave(name)

    def has_unsaved(self) -> bool:
        """Whether something is kept that could not be saved, of whichever record."""
        return any(row.drafts for row in self._rows.values())

    def forget_drafts(self) -> None:
        """Drop what could not be saved of the record that is shown."""
        for row in self._rows.values():
            row.drafts.pop(self._key, None)
            self._explain(row, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save what is left or ended with Enter; give up with Esc."""
        name = next((name for name, row in self._rows.items() if row.editor is watched), None)
        if name is None:
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._leave(name)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            row = self._rows[name]
            if row.editor.raw() == row.held and any(event.matches(key) for key in UNDO_KEYS):
                event.ignore()  # nothing was typed here: the window's last step is meant
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                return self._give_up(name)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._take_enter(name, event.modifiers())
        return False

    def _take_enter(self, name: str, held: Qt.KeyboardModifier) -> bool:
        """Save a field and go to the next, with Shift to the one before; False for a line break."""
        editor = self._rows[name].editor
        if isinstance(editor, LongEditor):
            if not self._breaks_by_alt:
                return False
            if held & Qt.KeyboardModifier.AltModifier:
                editor.insertPlainText("\n")
                return True
        self._leave(name)
        if not self.reason(name):
            names = [one for one, row in self._rows.items() if row.editor.isVisible()]
            place = names.index(name) + (-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
            if 0 <= place < len(names):
                self.editor(names[place]).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _listen(self, editor: Editor, spec: FieldSpec) -> None:
        editor.setAccessibleName(spec.label)
        editor.installEventFilter(self)
        leave = partial(self._leave, spec.name)
        if isinstance(editor, ChoiceEditor):
            editor.activated.connect(leave)
        elif isinstance(editor, FlagEditor):
            editor.clicked.connect(leave)
        elif isinstance(editor, LongEditor):
            grow_with_text(editor, leave)
        elif spec.kind is FieldKind.DATE:
            offer_calendar(editor, leave)

    def _leave(self, name: str, *_from_signal: object) -> None:
        row = self._rows[name]
        typed = row.editor.raw()
        if typed == row.held:
            row.drafts.pop(self._key, None)
            self._explain(row, "")
            return
        key, before = self._key, row.held
        row.drafts.pop(key, None)
        row.held = typed  # saving reloads the page, which may show the text tidied up
        reason = self._save(key, name, typed)
        if reason:
            row.drafts[key] = (typed, reason)
            row.held = before
        self._explain(row, reason)

    def _give_up(self, name: str) -> bool:
        """Show what is kept; say whether there was anything to give up."""
        row = self._rows[name]
        had_draft = row.drafts.pop(self._key, None) is not None
        is_typed = row.editor.raw() != row.held
        row.editor.show_value(row.shown)
        self._explain(row, "")
        return had_draft or is_typed

    def _explain(self, row: _Row, reason: str) -> None:
        row.reason.setText(reason)
        row.reason.setVisible(bool(reason))
        row.editor.refuse(reason)


def write_or_explain(context: Context, action: Callable[[], object], told: str = "") -> str:
    """Do something that writes; return why it was refused, "" when it was done.

    The reason is for the place where it was typed; a fault of ours is told by the context.
    """
    reasons: list[str] = []

    def attempt() -> None:
        try:
            action()
        except InvalidRow as refusal:
            reasons.append("；".join(problem.message for problem in refusal.problems))
        except Refusal as refusal:
            reasons.append(str(refusal))

    if context.attempt(attempt) is Failed:
        return "没有保存成功，内容还在这里，请再试一次。"
    if reasons:
        return reasons[0]
    context.data_changed.emit()
    if told:
        context.told.emit(told)
    return ""
