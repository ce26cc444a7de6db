"""A row that is copied and pasted on a new one arrives as it was, in every ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from area_driving import Driven
from grid_driving import CTRL, Key, drop, place, press, select
from PySide6.QtWidgets import QApplication
from township import Q1, Town

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.specs import FieldKind, FieldSpec, LedgerSpec
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.dialogs.paste_preview import PastePreview

pytestmark = pytest.mark.usefixtures("app")

CATALOGUE = Catalogue(ALL_AREAS)
CASES = "disposition"
OWN = frozenset({"is_subtotal", "counted", "estimated"})


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a look before a paste would have said; each is answered with 取消."""
    said: list[str] = []

    def refuse(dialog: PastePreview) -> int:
        said.append(dialog.summary.text())
        return 0

    monkeypatch.setattr(PastePreview, "exec", refuse)
    return said


@pytest.fixture
def opened(town: Town, workplace: Workplace) -> Iterator[Any]:
    pages: list[Driven] = []

    def open_ledger(key: str) -> Driven:
        area = next(
            area.spec.key
            for area in CATALOGUE.areas
            if any(one.spec.key == key for one in area.ledgers)
        )
        driven = Driven(town.services, workplace.store.reading, Q1, area)
        pages.append(driven)
        driven.tab(CATALOGUE.ledgers[key].label)
        return driven

    yield open_ledger
    for driven in pages:
        driven.page.leave()
        drop(driven.page, driven.context)


def a_value(field: FieldSpec, options: Any) -> object:
    if field.kind is FieldKind.DATE:
        return date(2020, 2, 3)
    if field.kind is FieldKind.CHOICE:
        return (options[field.option_list] if field.option_list else field.choices)[-1]
    if field.kind is FieldKind.BOOLEAN:
        return True
    return 1 if field.is_number and field.counter != "%" else "90" if field.is_number else "甲"


def save_full_row(town: Town, spec: LedgerSpec, driven: Driven, *, only: str = "") -> None:
    options = town.services.office.options(Q1)
    values = {
        field.name: a_value(field, options)
        for field in spec.fields
        if not field.derived and field.name not in OWN and (not only or field.name == only)
    }
    values |= driven.page.pane._preset()  # what the page itself gives a new row
    town.row(spec.key, None if spec.kept_by_office else "李村", **values)
    driven.context.data_changed.emit()


def cells(driven: Driven, row: int) -> list[str]:
    columns = driven.view.picked.columns()
    return [str(driven.model.data(driven.model.index(row, column)) or "") for column in columns]


def copy_and_paste(driven: Driven, first: str, right: int) -> None:
    """Copy a row from one column on, and paste it on a new one from the same column on."""
    select(driven, 0, first, right=right)
    press(Key.Key_C, CTRL)
    driven.page.pane.add_row()
    driven.go_to(1, first)
    press(Key.Key_V, CTRL)


@pytest.mark.parametrize("key", CATALOGUE.ledgers)
def test_a_row_that_is_copied_whole_arrives_whole(
    key: str, town: Town, opened: Any, shown: list[str]
):
    driven = opened(key)
    save_full_row(town, CATALOGUE.ledgers[key], driven)
    columns = driven.view.picked.columns()
    copy_and_paste(driven, driven.model.columns[columns[0]].name, len(columns) - 1)
    assert (shown, driven.refused) == ([], [])
    assert cells(driven, 1) == cells(driven, 0)
    assert any(cells(driven, 0))


@pytest.mark.parametrize("key", CATALOGUE.ledgers)
def test_a_block_with_a_single_number_goes_back_into_the_same_column(
    key: str, town: Town, opened: Any, shown: list[str]
):
    spec = CATALOGUE.ledgers[key]
    number = next((field.name for field in reversed(spec.fields) if field.is_number), "")
    only = number or spec.fields[0].name
    driven = opened(key)
    save_full_row(town, spec, driven, only=only)
    columns = driven.view.picked.columns()
    copy_and_paste(driven, driven.model.columns[columns[0]].name, len(columns) - 1)
    assert (shown, driven.refused) == ([], [])
    assert cells(driven, 1) == cells(driven, 0)


def test_what_is_pasted_for_a_computed_cell_is_dropped_and_told(
    town: Town, opened: Any, shown: list[str]
):
    driven = opened(CASES)
    save_full_row(town, CATALOGUE.ledgers[CASES], driven)
    before = cells(driven, 0)
    driven.go_to(0, "form")
    QApplication.clipboard().setText("第九种形态")
    press(Key.Key_V, CTRL)
    assert len(shown) == 1
    assert "请留意" in shown[0]
    assert cells(driven, 0) == before
    assert place(driven) == (0, "form")
