"""What the dialogs of own definitions share: fields under each other, a reason, 保存 and 取消."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.fields.surfaces import hint
from desktop_app.ui.theme import set_role


class OwnDialog(QDialog):
    """Stays open, with the reason, until what stands in it was saved."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str) -> None:
        """sentence: what this is for."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = new_form()
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "error")
        self.reason.setVisible(False)
        self.rows = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(hint(sentence))
        layout.addLayout(self.form)

    def add_buttons(self) -> None:
        """End the dialog; last of all, so that Tab comes to the buttons last."""
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setText("保存")
        set_role(self.save_button, "primary", value=True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        self.rows.addWidget(self.reason)
        self.rows.addWidget(self.buttons)

    def store(self) -> str:
        """Save what stands in the dialog; return why not, "" when it was saved."""
        raise NotImplementedError

    def add_line(self, label: str, text: str, placeholder: str = "") -> QLineEdit:
        """Add a line of text to the form."""
        return add_line(self.form, label, text, placeholder)

    def add_choice(self, label: str, texts: Iterable[str], chosen: str) -> QComboBox:
        """Add a list to choose from; each text is its own value."""
        return add_choice(self.form, label, texts, chosen)

    def add_area(self, homes: Mapping[str, str], chosen: str) -> QComboBox:
        """Add the list of areas to the form, key → label; its data are the keys."""
        editor = add_choice(self.form, "工作领域", (), "")
        for key, label in homes.items():
            editor.addItem(label, key)
        editor.setCurrentIndex(max(editor.findData(chosen), 0))
        return editor

    def _try(self) -> None:
        reason = self.store()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        if not reason:
            self.accept()


def new_form() -> QFormLayout:
    """Return a form whose fields take the room there is."""
    form = QFormLayout()
    form.setSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return form


def add_line(form: QFormLayout, label: str, text: str, placeholder: str = "") -> QLineEdit:
    """Add a line of text to a form."""
    editor = QLineEdit(text)
    editor.setPlaceholderText(placeholder)
    editor.setAccessibleName(label)
    form.addRow(label, editor)
    return editor


def add_choice(form: QFormLayout, label: str, texts: Iterable[str], chosen: str) -> QComboBox:
    """Add a list to choose from to a form."""
    editor = QComboBox()
    editor.addItems(list(texts))
    editor.setCurrentText(chosen)
    editor.setAccessibleName(label)
    form.addRow(label, editor)
    return editor


def follow_within(
    within: QComboBox, over_periods: QComboBox, follows: Callable[[str], str]
) -> None:
    """Let what a half-year does follow from what a quarter does, until it is chosen itself."""
    within.currentTextChanged.connect(lambda text: over_periods.setCurrentText(follows(text)))
