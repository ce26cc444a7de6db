"""A form over one record: each field is saved as it is left, a refused text stays with its reason.

What could not be saved is kept for its record until it is mended or given up with Esc, also while
another record is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import Options
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.calendar import offer_calendar
from desktop_app.ui.fields.growing import grow_with_text
from desktop_app.ui.tables.editors import ChoiceEditor, Editor, FlagEditor, LongEditor, make_editor
from desktop_app.ui.theme import row_height

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
    shown: CellValue = None
    held: object = None
    drafts: dict[str, tuple[object, str]] = field(default_factory=dict)
    """Record's key → what could not be saved, and why."""


class FieldForm(QWidget):
    """Labels, editors and reasons, drawn from field declarations."""

    def __init__(
        self, fields: Sequence[FieldSpec], save: Save, options: Options | None = None
    ) -> None:
        """save: called for each field that was left with another content."""
        super().__init__()
        self._save = save
        self._key = ""
        self._rows: dict[str, _Row] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("四字标签 *"))
        for number, spec in enumerate(fields):
            editor = make_editor(spec, options or {}, self)
            self._listen(editor, spec)
            label = QLabel(spec.heading + (" *" if spec.required else ""))
            label.setBuddy(editor)
            label.setMinimumHeight(row_height(self))
            reason = QLabel(wordWrap=True)
            reason.setVisible(False)
            reason.setProperty("role", "error")
            grid.addWidget(label, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, 2 * number, 1)
            grid.addWidget(reason, 2 * number + 1, 1)
            self._rows[spec.name] = _Row(spec, editor, reason)

    @property
    def key(self) -> str:
        """The record that is shown, "" for a new one."""
        return self._key

    def editor(self, name: str) -> Editor:
        """Return a field's editor."""
        return self._rows[name].editor

    def reason(self, name: str) -> str:
        """Return why a field's text was refused, "" where it was not."""
        label = self._rows[name].reason
        return label.text() if label.isVisibleTo(self) else ""

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
        editor = self._rows[name].editor
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._leave(name)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._give_up(name)
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not isinstance(editor, LongEditor):
                self._leave(name)
        return False

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

    def _give_up(self, name: str) -> None:
        row = self._rows[name]
        row.drafts.pop(self._key, None)
        row.editor.show_value(row.shown)
        self._explain(row, "")

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
