"""What is to be said about one change: comments, who changed it, and numbers to decide about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.returned_drafts.service import Disputed, ReturnedDraft
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button
from desktop_app.ui.returned_draft.model import Line

_LONGEST = 24  # characters of a number; what is longer is text


class Details(QScrollArea):
    """answered: place of a disputed number, whether it stays as typed. rows_wanted: its figure."""

    answered = Signal(int, bool)
    rows_wanted = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices: list[tuple[QRadioButton, QRadioButton]] = []

    def show_line(self, draft: ReturnedDraft | None, line: Line | None) -> None:
        """Show what there is to say about a change."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(2, 4, 2, 4)
        layout.setSpacing(6)
        self.choices = []
        if draft is not None and line is not None:
            for place, disputed in enumerate(line.change.disputed):
                self._ask(layout, draft, line, place, disputed)
            for note in line.change.notes:
                layout.addWidget(_sentence(f"{note}。", "warning"))
            for comment in line.change.comments:
                layout.addWidget(_sentence(comment.sentence, ""))
            for revision in line.change.revisions:
                layout.addWidget(_sentence(revision.sentence, "hint"))
        layout.addStretch(1)
        self.setWidget(inside)

    def _ask(
        self, layout: QVBoxLayout, draft: ReturnedDraft, line: Line, place: int, disputed: Disputed
    ) -> None:
        question, first, second = _wording(draft.label(disputed.reference), disputed)
        layout.addWidget(_sentence(question, "subtitle"))
        row = QHBoxLayout()
        row.setSpacing(16)
        group = QButtonGroup(self.widget())
        wrong, kept = QRadioButton(f"1　{first}"), QRadioButton(f"2　{second}")
        for literal, choice in ((False, wrong), (True, kept)):
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            choice.setChecked(line.literal[place] is literal)
            choice.clicked.connect(partial(self.answered.emit, place, literal))
            group.addButton(choice)
            row.addWidget(choice)
        rows = button("3　看来历…")
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.clicked.connect(lambda: self.rows_wanted.emit(disputed.reference))
        row.addWidget(rows)
        row.addStretch(1)
        layout.addLayout(row)
        self.choices.append((wrong, kept))


def _sentence(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.set_role(label, "role", role)
    return label


def _wording(label: str, disputed: Disputed) -> tuple[str, str, str]:
    """Return a question and its two answers; points that one figure prints are no number."""
    if len(disputed.now) > _LONGEST:
        return (
            f"这几条取自“{label}”，改稿改了它们：到那里改，还是只改这份报告？",
            "到那里改：这里先不动，那里改了正文会跟着变",
            "只改报告：正文照改稿写，以后不跟着变",
        )
    if disputed.live:
        return (
            f"“{label}”原来印“{disputed.was}”，改稿写“{disputed.now}”：这个数还要跟着台账变吗？",
            f"跟着变：现在印“{disputed.live}”，以后随台账变",
            f"不跟着变：写成“{disputed.now}”，以后不随台账变",
        )
    return (
        f"“{label}”程序里是{disputed.was}，改稿写{disputed.now}：数字错，还是文字错？",
        "数字错：到台账里改，正文会跟着变",
        f"文字错：正文写成{disputed.now}，以后不随台账变",
    )
