"""The tabs of a page's ledgers, which Ctrl+Tab and Ctrl+Shift+Tab switch from anywhere on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.core.specs import LedgerSpec
from desktop_app.ui.widgets.actions import key_action

NEXT, PREVIOUS = "Ctrl+Tab", "Ctrl+Shift+Tab"


class LedgerTabs(QTabBar):
    """A tab a ledger. switched: one was brought to the front by a key."""

    switched = Signal()

    def __init__(self, ledgers: Sequence[LedgerSpec], page: QWidget) -> None:
        """page: within it the keys work."""
        super().__init__()
        self._ledgers = ledgers
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for ledger in ledgers:
            self.addTab(ledger.label)
        self.show_counts({})
        for keys, step in ((NEXT, 1), (PREVIOUS, -1)):
            page.addAction(key_action(keys, partial(self.step, step), page))

    def step(self, step: int) -> None:
        """Bring the next ledger to the front (the one before with -1), round the end."""
        if self.count() > 1:
            self.setCurrentIndex((self.currentIndex() + step) % self.count())
            self.switched.emit()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many rows each ledger has: key → number."""
        for place, ledger in enumerate(self._ledgers):
            count = counts.get(ledger.key, 0)
            self.setTabText(place, f"{ledger.label} {count}" if count else ledger.label)
            tip = f"{ledger.help}\n{NEXT}：到下一个台账"
            self.setTabToolTip(place, tip.strip())

    @property
    def in_front(self) -> str:
        """Which ledger is in front, in words; "" where there is no choice."""
        if self.count() < 2:
            return ""
        return f"现在是“{self._ledgers[self.currentIndex()].label}”台账，按 {NEXT} 换下一个"
