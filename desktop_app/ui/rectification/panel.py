"""What the panels of a problem and of a measure have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.specs import FieldSpec
from desktop_app.services.rectification.board import RectificationBoard
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import FieldForm
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.rectification.link_dialog import LinkDialog

CHOOSE = "选择…"


class Panel(QWidget):
    """The form of one record with its links and what can be done to it.

    added: a new record was saved; its uid. left: Esc was pressed where nothing was typed. shown:
    which record it is, "" for a new one.
    """

    added = Signal(str)
    left = Signal()
    link_title = ""
    form: FieldForm

    def __init__(self, context: Context, board: RectificationBoard) -> None:
        """board: reads and changes."""
        super().__init__()
        self.context = context
        self.board = board
        self.shown = ""
        self.title = QLabel()
        self.title.setProperty("role", "subtitle")
        self.remark = hint("")
        self.links = hint("")
        self.link = button(CHOOSE, "link")
        self.up = button("上移")
        self.down = button("下移")
        self.remove = button("删除")
        self.close_here = button("")
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(16, 14, 16, 14)
        self.inside.setSpacing(8)

    def section(self, text: str, *beside: QWidget) -> None:
        """Add a heading to the panel, with buttons at its end."""
        row = QHBoxLayout()
        label = QLabel(text)
        label.setProperty("role", "subtitle")
        row.addWidget(label)
        row.addStretch()
        for widget in beside:
            row.addWidget(widget)
        self.inside.addLayout(row)

    def add_actions(self, *buttons: QPushButton) -> None:
        """Add the row of buttons, the panel's own before those of every record."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for item in (*buttons, self.up, self.down, self.remove):
            row.addWidget(item)
        row.addStretch()
        self.inside.addLayout(row)
        self.inside.addStretch()

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return what makes no sense for a record that is not saved yet."""
        return (self.link, self.up, self.down, self.remove, self.close_here)

    def enter(self) -> None:
        """Put the cursor into the first field that is shown."""
        first = next((form for form in self.findChildren(FieldForm) if form.isVisible()), None)
        if first is not None:
            first.editor(next(iter(first.typed()))).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back to the list by Esc; a field that holds something typed takes it first."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def ask_for_links(
        self,
        choices: Sequence[tuple[str, str]],
        linked: Sequence[str],
        keep: Callable[[list[str]], None],
    ) -> LinkDialog:
        """Open the list to tick; links to what the quarter no longer shows stay."""
        visible = {uid for uid, _text in choices}
        hidden = [uid for uid in linked if uid not in visible]
        dialog = LinkDialog(
            self, self.link_title, choices, linked, lambda ticked: keep([*ticked, *hidden])
        )
        dialog.open()
        return dialog

    def confirm(self, question: str, agreed: Callable[[], None]) -> None:
        """Ask before something that reaches into earlier quarters."""
        box = QMessageBox(QMessageBox.Icon.Question, "删除", question, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes = box.addButton("删除", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(agreed)
        box.open()

    def show_links(self, texts: Sequence[str], nothing: str) -> None:
        """Show what the record is linked to."""
        self.links.setText("\n".join(f"· {text}" for text in texts) or nothing)


def missing_first(form: FieldForm, fields: Sequence[FieldSpec]) -> FieldSpec | None:
    """Return the required field of a new record that is still empty."""
    typed = form.typed()
    return next((field for field in fields if field.required and not typed[field.name]), None)
