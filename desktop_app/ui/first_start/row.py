"""Widgets beside each other, as one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget


def row_of(*widgets: QWidget) -> QWidget:
    """Return a widget that holds these from the left; radio buttons in it are one group."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(18)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder
