"""A form over one record: each field is saved as it is left, a refused text stays with its reason.

What could not be saved is kept for its record until it is mended or given up with Esc, also while
another record is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.core.errors import InvalidRow, Refusal
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.editors import ChoiceEditor, editor_for
from desktop_app.ui.theme import set_role

Save = Callable[[str, str, object], str]
"""Saves what was typed (record's key, field's name, text or tick); "" or why it was refused."""


@dataclass(slots=True)
class _Row:
    """A field on the form; shown: what the editor held when it was last in step with the record."""

    spec: FieldSpec
    editor: Any
    reason: QLabel
    shown: object = None
    drafts: dict[str, tuple[object, str]] = field(default_factory=dict)
    """Record's key → what could not be saved, and why."""


class FieldForm(QWidget):
    """Labels, editors and reasons, drawn from field declarations."""

    def __init__(self, fields: Sequence[FieldSpec], save: Save) -> None:
        """save: called for each field that was left with another content."""
        super().__init__()
        self._save = save
        self._key = ""
        self._rows: dict[str, _Row] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, spec in enumerate(fields):
            editor = editor_for(spec)
            label = QLabel(spec.heading + (" *" if spec.required else ""))
            label.setBuddy(editor)
            label.setMinimumHeight(editor.sizeHint().height() if not spec.max_length else 30)
            reason = QLabel(wordWrap=True)
            reason.setVisible(False)
            reason.setProperty("role", "error")
            grid.addWidget(label, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, 2 * number, 1)
            grid.addWidget(reason, 2 * number + 1, 1)
            self._rows[spec.name] = _Row(spec, editor, reason)
            editor.left.connect(partial(self._leave, spec.name))
            editor.given_up.connect(partial(self._give_up, spec.name))

    @property
    def key(self) -> str:
        """The record that is shown, "" for a new one."""
        return self._key

    def editor(self, name: str) -> Any:  # noqa: ANN401 - one of editors.Editor
        """Return a field's editor."""
        return self._rows[name].editor

    def reason(self, name: str) -> str:
        """Return why a field's text was refused, "" where it was not."""
        label = self._rows[name].reason
        return label.text() if label.isVisibleTo(self) else ""

    def typed(self) -> dict[str, object]:
        """Return what stands in every editor."""
        return {name: row.editor.typed() for name, row in self._rows.items()}

    def offer(self, name: str, choices: Sequence[str]) -> None:
        """Set the choices of a field that draws on a quarter's list."""
        editor = self._rows[name].editor
        assert isinstance(editor, ChoiceEditor)
        editor.offer(choices)

    def load(self, key: str, values: Mapping[str, CellValue]) -> None:
        """Show a record; of the same record what is being typed stays as it is."""
        other = key != self._key
        if other:
            self.commit()
            self._key = key
        for name, row in self._rows.items():
            draft = row.drafts.get(key)
            is_busy = not other and (draft or row.editor.hasFocus())
            if not is_busy:
                row.editor.show_value(values.get(name))
                row.shown = row.editor.typed()
            if other and draft:
                row.editor.show_value(draft[0])
            self._explain(row, draft[1] if draft else "")

    def become(self, key: str) -> None:
        """Take the new record that is shown as the one of that key from now on."""
        for row in self._rows.values():
            if self._key in row.drafts:
                row.drafts[key] = row.drafts.pop(self._key)
            row.shown = row.editor.typed()
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

    def _leave(self, name: str) -> None:
        row = self._rows[name]
        typed = row.editor.typed()
        if typed == row.shown:
            row.drafts.pop(self._key, None)
            self._explain(row, "")
            return
        key, before = self._key, row.shown
        row.drafts.pop(key, None)
        row.shown = typed  # saving reloads the page, which may show the text tidied up
        reason = self._save(key, name, typed)
        if reason:
            row.drafts[key] = (typed, reason)
            row.shown = before
        self._explain(row, reason)

    def _give_up(self, name: str) -> None:
        row = self._rows[name]
        row.drafts.pop(self._key, None)
        row.editor.show_value(row.shown)
        self._explain(row, "")

    def _explain(self, row: _Row, reason: str) -> None:
        row.reason.setText(reason)
        row.reason.setVisible(bool(reason))
        set_role(row.editor, "invalid", bool(reason))


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
