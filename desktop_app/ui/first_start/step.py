"""What the first start asks of each of its steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.first_start.answers import Answers


class Step(QWidget):
    """One question. changed: another answer stands there."""

    changed = Signal()
    question = ""
    """The question itself, which stands above the step."""

    def show_answers(self, answers: Answers) -> None:
        """Show what was answered before."""
        raise NotImplementedError

    def with_answers(self, answers: Answers) -> Answers:
        """Return the answers with those of this step."""
        raise NotImplementedError

    @property
    def is_complete(self) -> bool:
        """Whether one may go on."""
        return True

    def take_focus(self) -> None:
        """Put the cursor where the answer is given."""
        raise NotImplementedError
