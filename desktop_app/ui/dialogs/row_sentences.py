"""哪些句子用到: from a row of a ledger to the sentences of the report that print it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QVBoxLayout, QWidget

from desktop_app.services.reports.row_sentences import PrintedSentence
from desktop_app.ui import theme
from desktop_app.ui.dialogs.chosen_rows import ChosenRows
from desktop_app.ui.fields.surfaces import hint

_NOTHING = "报告里还没有句子用到这一行。不计入合计的行、没有写进报告的指标，都不会印出来。"


class RowSentencesDialog(QDialog):
    """The sentences, in the order of the report. sentence_chosen: the key of a figure in it."""

    sentence_chosen = Signal(str)

    def __init__(
        self, title: str, sentences: Sequence[PrintedSentence], parent: QWidget | None = None
    ) -> None:
        """title: what the row is, its unit and ledger."""
        super().__init__(parent)
        self.setWindowTitle("哪些句子用到")
        self.resize(860, 420)
        heading = QLabel(title)
        theme.set_role(heading, "role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(heading)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        self.table: ChosenRows | None = None
        if sentences:
            layout.addWidget(hint("双击一句或按回车，到报告里那一处。"))
            self.table = _table(sentences)
            self.table.row_chosen.connect(self._choose)
            layout.addWidget(self.table, 1)
        else:
            layout.addWidget(hint(_NOTHING), 1)
        layout.addWidget(buttons)
        (self.table or buttons.button(QDialogButtonBox.StandardButton.Close)).setFocus()

    def _choose(self, key: str) -> None:
        self.accept()
        self.sentence_chosen.emit(key)


def _table(sentences: Sequence[PrintedSentence]) -> ChosenRows:
    lines = [["、".join(one.labels), one.text] for one in sentences]
    table = ChosenRows(["用到的数", "报告里的句子"], lines, [one.figure for one in sentences])
    table.setAccessibleName("用到这一行的句子")
    table.setWordWrap(True)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
