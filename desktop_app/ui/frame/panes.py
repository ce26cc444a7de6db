"""F6: from one part of the window to the next, also out of a table, which keeps Tab for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

_BY_TAB = Qt.FocusPolicy.TabFocus
_WITHIN_FIRST = 2  # px from the corner of a view: within the first entry that is seen
_WORKED_IN = (
    *(QAbstractItemView, QTabBar),
    *(QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox),
)
"""Where one works; beside them stand buttons, which have keys of their own."""


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
    _enter(_first_of(found[target]))


def go_into(page: QWidget) -> None:
    """Put the focus where one works on a page: its first table, else its first list or field."""
    widgets = list(focusable(page))
    tables = [widget for widget in widgets if isinstance(widget, QTableView)]
    if widgets:
        _enter(_first_of(tables or widgets))


def _first_of(widgets: Sequence[QWidget]) -> QWidget:
    """Return where one begins in a part: a table, list or field; else what Tab reaches first."""
    return next((widget for widget in widgets if isinstance(widget, _WORKED_IN)), widgets[0])


def _enter(widget: QWidget) -> None:
    """Put the focus on a widget; a table or list is entered at its current row, else its first."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    if isinstance(widget, QAbstractItemView) and not widget.currentIndex().isValid():
        widget.setCurrentIndex(widget.indexAt(QPoint(_WITHIN_FIRST, _WITHIN_FIRST)))


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
