"""Small pieces that several pages are made of: cards, sentences, buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from desktop_app.ui.theme import icon, set_role


def hint(text: str) -> QLabel:
    """Return a sentence that explains, over several lines where it must."""
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "hint")
    return label


def card() -> tuple[QFrame, QVBoxLayout]:
    """Return a white surface and the layout inside it."""
    frame = QFrame()
    set_role(frame, "card", value=True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 14, 16, 14)
    layout.setSpacing(8)
    return frame, layout


def button(text: str, icon_name: str = "", help: str = "") -> QPushButton:  # noqa: A002 - as in specs
    """Return a button; it does not take Enter from a form."""
    found = QPushButton(text, autoDefault=False)
    found.setToolTip(help)
    if icon_name:
        found.setIcon(icon(icon_name))
    return found
