"""F6: from one part of the window to the next, also out of a table, which keeps Tab for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QTableView, QWidget

_BY_TAB = Qt.FocusPolicy.TabFocus


def focusable(within: QWidget) -> Iterator[QWidget]:
    """Return what Tab reaches within a widget, in its order."""
    window = within.window()
    widget = window.nextInFocusChain() if window else None
    while widget is not None and widget is not window:
        takes_tab = (widget.focusPolicy() & _BY_TAB) == _BY_TAB
        if (
            takes_tab
            and widget.focusProxy() is None
            and widget.isEnabled()
            and within.isAncestorOf(widget)
            and widget.isVisibleTo(window)
        ):
            yield widget
        widget = widget.nextInFocusChain()


def panes(regions: Sequence[QWidget]) -> list[list[QWidget]]:
    """Return the parts that F6 stops at, each as what Tab reaches within it.

    regions: navigation, top bar, page … in the order on screen. A page falls apart into the sides
    of its splitters, and a table stands for itself.
    """
    found: list[list[QWidget]] = []
    for region in regions:
        groups = groupby(focusable(region), partial(_part_of, region))
        found += [list(widgets) for _part, widgets in groups]
    return found


def go_to_next(regions: Sequence[QWidget], steps: int = 1) -> None:
    """Put the focus into the next part; with steps -1 into the one before."""
    found = panes(regions)
    if not found:
        return
    focus = QApplication.focusWidget()
    here = [
        place
        for place, widgets in enumerate(found)
        if any(widget is focus or (focus and widget.isAncestorOf(focus)) for widget in widgets)
    ]
    target = (here[-1] + steps) % len(found) if here else 0
    found[target][0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def go_into(page: QWidget) -> None:
    """Put the focus where one works on a page: its first table, else whatever Tab reaches first."""
    widgets = list(focusable(page))
    tables = [widget for widget in widgets if isinstance(widget, QTableView)]
    for widget in (tables or widgets)[:1]:
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _part_of(region: QWidget, widget: QWidget) -> QWidget:
    """Return what a widget belongs to: itself for a table, a splitter's side, else the region."""
    if isinstance(widget, QTableView):
        return widget
    part: QWidget = widget
    while part is not region:
        above = part.parentWidget()
        assert above is not None
        if isinstance(above, QSplitter):
            return part
        part = above
    return region
