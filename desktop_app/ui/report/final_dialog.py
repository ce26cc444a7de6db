"""定稿: what is frozen with the report, and a reason for each error that is to stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Refusal
from desktop_app.core.records import Finding
from desktop_app.services.reports.service import ATTACHMENTS

Freeze = Callable[[Mapping[str, str], str, Sequence[str]], object]
"""(sentence of an error → reason, 更正说明, 附件); raises Refusal."""


class FinalDialog(QDialog):
    """Freezes a report once every error has a reason. go_to: an error that is to be put right."""

    go_to = Signal(object)

    def __init__(
        self,
        errors: Sequence[Finding],
        attachments: Sequence[str],
        freeze: Freeze,
        parent: QWidget | None = None,
        *,
        last_reasons: Mapping[str, str] | None = None,
        is_correction: bool = False,
        unexplained: int = 0,
    ) -> None:
        """errors: those of the checks. is_correction: the report was frozen before.

        last_reasons: sentence of an error → what was said of it at the last 定稿. unexplained: how
        many figures jumped without a 说明.
        """
        super().__init__(parent)
        self.unexplained = _hint(
            f"还有{unexplained}项数据增减较大、没有写说明，可以先到校核意见里填写。"
        )
        self.unexplained.setVisible(bool(unexplained))
        self._freeze = freeze
        self._is_correction = is_correction
        self.boxes = {name: QCheckBox(name) for name in ATTACHMENTS}
        for name, box in self.boxes.items():
            box.setChecked(name in attachments)
        known = last_reasons or {}
        self.reasons = {error.message: QLineEdit(known.get(error.message, "")) for error in errors}
        self._last_typed = ""
        self.same = QPushButton("同一理由用于全部空白")
        self.same.setToolTip("把刚写的理由填到其余还空着的各条")
        self.same.setAutoDefault(False)
        self.same.clicked.connect(self.fill_blanks)
        self.note = QLineEdit()
        self.refusal = QLabel()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._lay_out({error.message: error for error in errors})
        for field in (self.note, *self.reasons.values()):
            field.textChanged.connect(self._allow)
        for field in self.reasons.values():
            field.textEdited.connect(self._note_typed)
        self.buttons.accepted.connect(self.freeze)
        self.buttons.rejected.connect(self.reject)
        self._allow()

    def freeze(self) -> None:
        """Freeze the report; where that is refused the dialog stays and says why."""
        reasons = {message: field.text() for message, field in self.reasons.items()}
        attachments = [name for name, box in self.boxes.items() if box.isChecked()]
        try:
            self._freeze(reasons, self.note.text(), attachments)
        except Refusal as refusal:
            self.refusal.setText(str(refusal))
            self.refusal.show()
            return
        self.accept()

    def fill_blanks(self) -> None:
        """Give the reason that was typed last to every error that has none yet."""
        for field in self._blanks():
            field.setText(self._reason_to_share())

    def _reason_to_share(self) -> str:
        given = [text for field in self.reasons.values() if (text := field.text().strip())]
        return self._last_typed if self._last_typed in given else next(iter(given), "")

    def _blanks(self) -> list[QLineEdit]:
        return [field for field in self.reasons.values() if not field.text().strip()]

    def _note_typed(self, text: str) -> None:
        self._last_typed = text.strip()
        self._allow()

    def _allow(self) -> None:
        self.same.setEnabled(bool(self._blanks() and self._reason_to_share()))
        wanted = [*self.reasons.values(), *([self.note] if self._is_correction else [])]
        self.ok.setEnabled(all(field.text().strip() for field in wanted))

    def _lay_out(self, errors: Mapping[str, Finding]) -> None:
        self.setWindowTitle("定稿")
        self.resize(760, 480 if errors else 240)
        self.ok.setText("定稿")
        self.ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.refusal.setProperty("role", "error")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(
            _hint(
                "定稿以后正文锁定，再导出、打印的都是定稿时的文件，一个字也不变；"
                "台账照常填写。要改正文，点“更正”，原来的版本仍然留着。"
            )
        )
        boxes = QHBoxLayout()
        boxes.addWidget(QLabel("一起定稿的附件"))
        for box in self.boxes.values():
            boxes.addWidget(box)
        boxes.addStretch()
        layout.addLayout(boxes)
        if self._is_correction:
            self.note.setPlaceholderText("这次更正了什么，如“更正第二部分主题党日次数”")
            layout.addWidget(QLabel("更正说明"))
            layout.addWidget(self.note)
        if errors:
            layout.addLayout(self._errors_head(len(errors)))
            layout.addWidget(self._error_list(errors), 1)
        else:
            layout.addStretch()
        layout.addWidget(self.unexplained)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)

    def _errors_head(self, count: int) -> QHBoxLayout:
        told = f"还有{count}条错误，请改正，或逐条写明可以这样的理由"
        if any(field.text() for field in self.reasons.values()):
            told += "；上次写过的理由已经填好，请核对"
        title = QLabel(told)
        title.setProperty("role", "warning")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.same)
        return head

    def _error_list(self, errors: Mapping[str, Finding]) -> QScrollArea:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setColumnStretch(0, 1)
        for row, (message, error) in enumerate(errors.items()):
            sentence = QLabel(message)
            sentence.setWordWrap(True)
            field = self.reasons[message]
            field.setPlaceholderText("理由")
            field.setMinimumWidth(260)
            mend = QPushButton("去改")
            mend.setAutoDefault(False)
            mend.clicked.connect(partial(self._go, error))
            for column, widget in enumerate((sentence, field, mend)):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(errors), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        return area

    def _go(self, error: Finding) -> None:
        self.reject()
        self.go_to.emit(error)


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
