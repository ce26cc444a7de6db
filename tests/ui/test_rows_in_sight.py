"""Tables to choose from: no heading is cut off where only air between the columns is to blame."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QVBoxLayout

from desktop_app.ui.dialogs.chosen_rows import ChosenRows

HEADINGS = ["填报单位", "应复工（家）", "已复工（家）", "已复产（家）", "达产率（%）"]

pytestmark = pytest.mark.usefixtures("app")


def shown(width: int) -> ChosenRows:
    table = ChosenRows(HEADINGS, [["张村", "1", "1", "1", "92.5"]], ["a"])
    table.resize(width, 200)
    table.show()
    QApplication.processEvents()
    return table


def needed(table: ChosenRows) -> list[int]:
    header = table.horizontalHeader()
    return [header.sectionSizeHint(column) for column in range(header.count())]


@pytest.mark.parametrize("more", [8, 30, 400])
def test_all_columns_are_seen_where_their_texts_fit(more: int):
    wanted = sum(needed(shown(2000)))
    table = shown(wanted + more)
    header = table.horizontalHeader()
    assert header.length() <= table.viewport().width()
    assert all(header.sectionSize(at) >= least for at, least in enumerate(needed(table)))


def test_in_a_dialog_that_is_wide_enough_columns_keep_their_air():
    dialog = QDialog()
    tabs = QTabWidget()
    table = ChosenRows(HEADINGS, [["张村", "1", "1", "1", "92.5"]], ["a"])
    tabs.addTab(table, "企业")
    QVBoxLayout(dialog).addWidget(tabs)
    header = table.horizontalHeader()
    before = [header.sectionSize(column) for column in range(header.count() - 1)]
    dialog.resize(1000, 300)
    dialog.show()
    QApplication.processEvents()
    assert [header.sectionSize(column) for column in range(header.count() - 1)] == before


def test_where_they_do_not_fit_no_heading_is_squeezed():
    table = shown(300)
    header = table.horizontalHeader()
    assert all(header.sectionSize(at) >= least for at, least in enumerate(needed(table)))
