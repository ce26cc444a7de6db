"""Taking a window of a test down at once: one that lingers is restyled with every later one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


def take_down(*widgets: QWidget) -> None:
    """Close widgets and delete them now, not when an event loop comes to it."""
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
