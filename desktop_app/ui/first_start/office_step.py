"""Step 1: who writes the report; the short name and the kind are read from the full name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop_app.core.specs import FieldSpec
from desktop_app.services.first_start.answers import Answers
from desktop_app.services.first_start.office_names import kind_of_office, short_name_of
from desktop_app.services.office.quarter_settings import OFFICE_FIELDS
from desktop_app.ui.fields.surfaces import card, hint
from desktop_app.ui.first_start.row import row_of
from desktop_app.ui.first_start.step import Step

_FIELDS = {spec.name: spec for spec in OFFICE_FIELDS}


class OfficeStep(Step):
    """What the clerk typed himself stays; what follows from the full name follows it."""

    question = "您是哪个单位？"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing typed yet."""
        super().__init__(parent)
        self.full_name = _line(_FIELDS["full_name"], "如：中共青石镇委员会")
        self.short_name = _line(_FIELDS["short_name"], "如：青石镇")
        self.kinds = {kind: QRadioButton(kind) for kind in _FIELDS["kind"].choices}
        self._kind_is_chosen = False
        self._lay_out()
        self.full_name.textEdited.connect(self._follow)
        self.short_name.textEdited.connect(self.changed)
        for choice in self.kinds.values():
            choice.clicked.connect(self._choose_kind)

    def show_answers(self, answers: Answers) -> None:
        """Show what was typed; a name or a kind of the clerk's own is not followed over."""
        self.full_name.setText(answers.full_name)
        self.short_name.setText(answers.short_name)
        self.kinds[answers.kind if answers.kind in self.kinds else Answers().kind].setChecked(True)
        self._offered = short_name_of(answers.full_name)
        offered_kind = kind_of_office(answers.full_name) or Answers().kind
        self._kind_is_chosen = answers.kind != offered_kind

    def with_answers(self, answers: Answers) -> Answers:
        """Return the names and the kind."""
        return replace(
            answers,
            full_name=self.full_name.text().strip(),
            short_name=self.short_name.text().strip(),
            kind=next(kind for kind, choice in self.kinds.items() if choice.isChecked()),
        )

    def take_focus(self) -> None:
        """Begin with the full name."""
        self.full_name.setFocus()

    def _follow(self, full_name: str) -> None:
        offered, kind = short_name_of(full_name), kind_of_office(full_name)
        if self.short_name.text().strip() in ("", self._offered):
            self.short_name.setText(offered)
        self._offered = offered
        if kind and not self._kind_is_chosen:
            self.kinds[kind].setChecked(True)
        self.changed.emit()

    def _choose_kind(self) -> None:
        self._kind_is_chosen = True
        self.changed.emit()

    def _lay_out(self) -> None:
        frame, inside = card()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        for editor in (self.full_name, self.short_name):
            label = QLabel(editor.accessibleName())
            label.setBuddy(editor)
            form.addRow(label, editor)
        form.addRow(QLabel(_FIELDS["kind"].label), row_of(*self.kinds.values()))
        inside.addLayout(form)
        inside.addWidget(
            hint(
                "全称照报告标题和落款的写法填，一般是党委（党工委）的全称；简称用在正文里，"
                "程序按全称先填好，可以改。"
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(frame)
        layout.addWidget(hint("现在说不准的可以空着。这里填的，以后都能在“设置”的“单位信息”里改。"))
        layout.addStretch(1)
        self._offered = ""


def _line(spec: FieldSpec, example: str) -> QLineEdit:
    editor = QLineEdit(maxLength=spec.max_length or 100, placeholderText=example)
    editor.setAccessibleName(spec.label)
    return editor
