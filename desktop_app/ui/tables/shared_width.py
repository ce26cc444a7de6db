"""Columns of a read-only table that keep their width while one takes what is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

_LINE = 19  # height of a line in ordinary type, for which widths are meant


def type_scale(table: QTableView) -> float:
    """Return how much larger than ordinary the table's type is."""
    return table.fontMetrics().height() / _LINE


def share_width(table: QTableView, widths: Sequence[int], taker: int, least: int) -> None:
    """Set the columns' widths; hidden ones take none.

    widths: px in ordinary type, a column each. taker: the place of the column that takes what the
    others leave, but not less than least px in ordinary type.
    """
    scale = type_scale(table)
    shown = [
        0 if table.isColumnHidden(column) else round(width * scale)
        for column, width in enumerate(widths)
    ]
    shown[taker] = 0
    shown[taker] = max(table.viewport().width() - sum(shown), round(least * scale))
    for column, width in enumerate(shown):
        if not table.isColumnHidden(column):
            table.setColumnWidth(column, width)
