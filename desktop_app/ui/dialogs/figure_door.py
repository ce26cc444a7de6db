"""来历: the one door from a number on a page to what stands behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.core.periods import Period
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.rows_table import RECTIFICATION


def figure_rows(
    context: Context, key: str, parent: QWidget, unit: str = "", period: Period | None = None
) -> FigureRowsDialog:
    """Return the dialog, wired to the window. unit: "" for all; period: None for the context's."""
    asked = period or context.period
    dialog = FigureRowsDialog(context.services, asked, key, unit, parent, totals=True)

    def go_to(row: str) -> None:
        dialog.accept()
        context.show_page(*place_of(context, key, row))

    def tell(done: str) -> None:
        context.data_changed.emit()
        context.told.emit(done)

    dialog.row_chosen.connect(go_to)
    dialog.definition_wanted.connect(context.explained)
    dialog.written.connect(tell)
    return dialog


def open_figure_rows(
    context: Context, key: str, parent: QWidget, unit: str = "", period: Period | None = None
) -> None:
    """Show what stands behind a figure until the dialog is closed."""
    dialog = context.attempt(lambda: figure_rows(context, key, parent, unit, period))
    if isinstance(dialog, FigureRowsDialog):
        dialog.exec()
        dialog.deleteLater()


def place_of(context: Context, key: str, row: str) -> tuple[str, str]:
    """Return the page that shows a row behind a figure (its own where it can), and its item."""
    ledger, _, uid = row.partition("/")
    if ledger == RECTIFICATION:
        return RECTIFICATION, uid
    catalogue = context.services.catalogue
    areas, own = catalogue.areas_of_ledger[ledger], catalogue.area_of_figure[key].key
    return (own if own in areas else areas[0]), row
