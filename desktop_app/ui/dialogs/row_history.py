"""The life of a row: who changed what, and when; and where the report prints it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.ledgers.row_tools import FieldChange, RowChange
from desktop_app.ui.tables.plain_table import PlainTable
from desktop_app.ui.tables.wording import cell_text

_EMPTY = "（空）"
_SENTENCES = 110  # px: some four lines


class RowHistoryDialog(QDialog):
    """One line a changed value, newest first."""

    def __init__(
        self,
        title: str,
        changes: Sequence[RowChange],
        parent: QWidget | None = None,
        sentences: Sequence[str] = (),
    ) -> None:
        """title: what the row is, its unit and ledger. sentences: of the report, with it."""
        super().__init__(parent)
        self.setWindowTitle("修改记录")
        self.resize(760, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        heading = QLabel(title)
        heading.setProperty("role", "title")
        layout.addWidget(heading)
        self.rows = [line for change in changes for line in _lines(change)]
        if self.rows:
            headings = ("时间", "操作", "内容", "原来", "改为", "操作人")
            table = PlainTable(headings, self.rows)
            table.setTabKeyNavigation(False)  # Tab goes on to the button
            layout.addWidget(table, 1)
        else:
            nothing = QLabel("这一行还没有修改记录。")
            nothing.setProperty("role", "hint")
            layout.addWidget(nothing, 1)
        if sentences:
            layout.addWidget(QLabel(f"报告里用到这一行的有{len(sentences)}句："))
            texts = QPlainTextEdit("\n".join(sentences), readOnly=True)
            texts.setTabChangesFocus(True)
            texts.setMaximumHeight(_SENTENCES)
            layout.addWidget(texts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()


def _lines(change: RowChange) -> list[list[str]]:
    """Return the lines of one step; its time and name stand on the first."""
    lines = []
    for place, field in enumerate(change.fields):
        start = ["", ""] if place else [f"{change.at:%Y-%m-%d %H:%M}", change.step]
        who = "" if place else change.who
        lines.append([*start, field.label, _text(field, old=True), _text(field, old=False), who])
    return lines


def _text(field: FieldChange, *, old: bool) -> str:
    value = field.old if old else field.new
    if value is None or value == "":
        return "" if old or not field.label else _EMPTY
    if isinstance(value, bool):
        return "是" if value else "否"
    return cell_text(value, field.field)
