"""Before confirmations would be lost by leaving, the clerk is asked what to do with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop_app.services.old_reports.service import OldReports
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.old_report.confirming import Confirming


class Leaving:
    """One for a dialog. question: what is asked right now, None for nothing."""

    def __init__(self, parent: QWidget, context: Context, service: OldReports) -> None:
        """service: keeps what is to be confirmed further another day."""
        self._parent = parent
        self._context = context
        self._drafts = service.drafts
        self.question: LeavingQuestion | None = None

    def ask(self, confirming: Confirming | None, close: Callable[[], object]) -> None:
        """Close at once where nothing was confirmed, else as the clerk answers."""
        if confirming is None or not confirming.chosen:
            close()
        elif self.question is None:
            self.question = LeavingQuestion(self._parent, len(confirming.chosen))
            self.question.finished.connect(lambda _result: self._answered(confirming, close))
            self.question.open()

    def _answered(self, confirming: Confirming, close: Callable[[], object]) -> None:
        question, self.question = self.question, None
        assert question is not None
        clicked = question.clickedButton()
        question.deleteLater()
        reading, chosen = confirming.reading, confirming.chosen
        if clicked is question.keep:
            kept = self._context.attempt(lambda: self._drafts.keep(reading, chosen))
            if kept is not Failed:
                close()
        elif clicked is question.drop:
            self._context.attempt(lambda: self._drafts.forget(reading))
            close()


class LeavingQuestion(QMessageBox):
    """留着 is what Enter means, 返回 what Esc does."""

    def __init__(self, parent: QWidget, confirmed: int) -> None:
        """confirmed: how many blanks were."""
        super().__init__(
            QMessageBox.Icon.Question,
            "从旧报告开始",
            f"已经确认的{confirmed}处还没有写进报告",
            parent=parent,
        )
        self.setInformativeText("要留着吗？留着的话，下次再选这份旧报告，可以接着确认。")
        self.keep: QPushButton = self.addButton("留着", QMessageBox.ButtonRole.AcceptRole)
        self.drop: QPushButton = self.addButton("不留", QMessageBox.ButtonRole.DestructiveRole)
        self.back: QPushButton = self.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.back)
