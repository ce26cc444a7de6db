"""Cyclic garbage is collected in the window's thread alone.

Python collects in whichever thread happens to allocate. A dialog that was closed and forgotten
would then be taken apart by a worker that reads the database, and Qt ends the program when a widget
dies in a thread that is not its own.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_OLDEST_AGAIN = 20.0  # seconds between looks at all that is long-lived, which take some 50 ms
_OLDEST = 2


class Collector(QObject):
    """Collects when the event loop is about to wait, as much as Python would; wakes it never."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python; to be made in the window's thread."""
        super().__init__(parent)
        self._looked_at_oldest = monotonic()
        gc.disable()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self.collect)

    def collect(self) -> None:
        """Collect the oldest generation of which enough has come together."""
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > most
        ]
        if due and due[-1] == _OLDEST:
            now = monotonic()
            if now - self._looked_at_oldest < _OLDEST_AGAIN:
                due.pop()
            else:
                self._looked_at_oldest = now
        if due:
            gc.collect(due[-1])
