"""How the parts of the window stand: the list of pages at the left, the page beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.fields.scrolled import scrolled


def window_layout(navigation: QWidget, above: Sequence[QWidget], pages: QStackedWidget) -> QWidget:
    """Return the window's middle. above: what stands over the page and is never scrolled."""
    right = _tight(QVBoxLayout())
    for widget in above:
        right.addWidget(widget)
    right.addWidget(_from_its_corner(pages), 1)
    whole = QWidget()
    layout = _tight(QHBoxLayout(whole))
    layout.addWidget(navigation)
    layout.addLayout(right, 1)
    return whole


def _from_its_corner(pages: QStackedWidget) -> QScrollArea:
    """A page that needs more room than there is, as on a screen at 200 %, is scrolled.

    Each begins at its own upper left corner, wherever the one before was scrolled to.
    """
    area = scrolled(pages)

    def go_to_corner() -> None:
        area.horizontalScrollBar().setValue(0)  # asked anew: PySide forgets bars that it handed out
        area.verticalScrollBar().setValue(0)

    pages.currentChanged.connect(go_to_corner)
    return area


def _tight(layout: QBoxLayout) -> QBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
