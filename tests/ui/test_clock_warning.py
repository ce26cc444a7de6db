"""The window and the start page under a PC's date that cannot be true."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QApplication
from township import Q1, Town
from ui.page_driving import sentences, settle

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.safekeeping.keeper import Keeper
from desktop_app.ui.starting.remedy_words import age, described

LONG_AFTER = datetime(2098, 2, 21, 9, 0)


def test_the_window_asks_for_the_right_date_and_not_for_a_backup(
    app: QApplication, town: Town, workplace: Workplace
):
    context = Context(town.services, workplace.store.reading, Q1)
    workplace.backups.make()
    keeper = Keeper(context, workplace.backups, lambda: LONG_AFTER)
    warned = sentences(context.warned)
    keeper.tell()
    settle(context)
    assert warned == ["电脑的日期是2098年2月21日，请先校准电脑的日期和时间。"]
    keeper.stop()


def test_the_start_page_reckons_no_age_of_a_backup(workplace: Workplace):
    workplace.backups.make()
    backup = workplace.backups.newest_record()
    assert backup is not None
    assert "电脑的日期不对" in described(backup, LONG_AFTER)
    assert age(datetime(2027, 2, 1), datetime(2027, 2, 3)) == "2天前"
