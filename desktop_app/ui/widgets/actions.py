"""Keys of a part of the window: they work while the focus is in it, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def key_action(keys: QKeySequence | str, action: Callable[[], object], parent: QWidget) -> QAction:
    """Return an action whose key works within the widgets that the action is added to.

    parent: owns it; that alone does not make the key work there.
    """
    found = QAction(parent)
    found.setShortcut(QKeySequence(keys))
    found.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    found.triggered.connect(lambda _checked: action())
    return found
