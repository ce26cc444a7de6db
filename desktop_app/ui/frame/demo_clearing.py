"""From the demonstration to real work: everything goes, after a backup, and a quarter is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.first_start import FirstStart, lead_on


def clear_demo(
    parent: QWidget, context: Context, workplace: Workplace, leave: Callable[[], None]
) -> bool:
    """Ask, ask for the first quarter, and clear; say whether it was done.

    leave: saves what is still being typed. Without a first quarter there is nothing to show.
    """
    answer = QMessageBox.question(
        parent,
        "清除演示数据",
        "演示数据和您在里面试着填写的内容会一并删去，删去以前自动备份一份。确定清除吗？",
    )
    if answer is not QMessageBox.StandardButton.Yes:
        return False
    from desktop_app.services import demo  # noqa: PLC0415 - seldom wanted

    today = date.today()  # noqa: DTZ011 - the clerk's own calendar
    first = FirstStart(today, parent, folder=workplace.folder, offers_demo=False)
    if not first.exec():
        return False
    services = context.services
    leave()
    kept = context.attempt(lambda: demo.remove(workplace, services, force=True))
    if not isinstance(kept, Path):
        return False
    period = first.write(services)
    context.show_unit("")
    context.show_period(period)
    lead_on(first, context, parent, f"演示数据已清除，备份在“{kept}”。")
    return True
