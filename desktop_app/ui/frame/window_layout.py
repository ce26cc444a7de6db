"""How the parts of the window stand: the list of pages at the left, the page beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def window_layout(navigation: QWidget, above: Sequence[QWidget], pages: QWidget) -> QWidget:
    """Return the window's middle. above: what stands over the page and is never scrolled."""
    right = _tight(QVBoxLayout())
    for widget in above:
        right.addWidget(widget)
    right.addWidget(_scrolled(pages), 1)
    whole = QWidget()
    layout = _tight(QHBoxLayout(whole))
    layout.addWidget(navigation)
    layout.addLayout(right, 1)
    return whole


def _scrolled(pages: QWidget) -> QScrollArea:
    """A page that needs more room than there is, as on a screen at 200 %, is scrolled."""
    scroll = QScrollArea(widgetResizable=True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(pages)
    return scroll


def _tight(layout: QBoxLayout) -> QBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
