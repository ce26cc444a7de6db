"""The three steps of the first start as a clerk of an invented township answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.ui.first_start import FirstStart

TODAY = date(2020, 4, 2)
SIZE = (820, 510)
FULL_NAME = "中共禾汀镇委员会"
NAMES = """1. 上汀村（32户）
2. 下汀村（18户）
3. 柳笛村
4. 栗坡村　46　2
栗坡村
麦畈村 王五
河湾社区、老街社区"""
SHOWN_PLACE = r"D:\党建季报"  # in the place of this machine's


def first_starts(parent: QWidget, scratch: Path) -> dict[str, Callable[[], QDialog]]:
    """Name → what makes the dialog at one of its steps. scratch: an empty folder."""

    def at(place: int) -> QDialog:
        folder = scratch / str(place)
        first = FirstStart(TODAY, parent, folder=folder)
        sentence = first.quarter.place
        sentence.setText(sentence.text().replace(str(folder), SHOWN_PLACE))
        first.office.full_name.insert(FULL_NAME)
        first.office.full_name.textEdited.emit(FULL_NAME)
        first.units.names.setPlainText(NAMES)
        for _step in range(place):
            first.next_button.click()
        first.next_button.setFocus()  # without a selected name
        first.resize(*SIZE)
        return first

    return {
        "first_office": lambda: at(0),
        "first_units": lambda: at(1),
        "first_quarter": lambda: at(2),
    }
