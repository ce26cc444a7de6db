"""From the answers into the window: what is written, what is opened, and what comes next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.first_start.dialog import FirstStart

_DEMO_PERIOD = Period.parse("2020Q1")
_DEMO = (
    "这是一个虚构的乡镇，可以随便点、随便改。看完点窗口底部的“现在是演示数据，清除…”，"
    "就从您自己的单位开始。"
)


def begin(first: FirstStart, workplace: Workplace, services: Services) -> Period:
    """Write what was answered, or the demonstration, and return the quarter to show."""
    if not first.wants_demo:
        return first.write(services)
    from desktop_app.services.demo import create as write_demo  # noqa: PLC0415 - seldom wanted

    write_demo(workplace, services)
    return _DEMO_PERIOD


def lead_on(first: FirstStart, context: Context, window: QWidget, told: str = "") -> None:
    """Ask for the old report where one was wanted, then say what to do next.

    told: what was done before, "" for nothing.
    """
    if first.from_old_report:
        from desktop_app.ui.old_report.dialog import ask_old_report  # noqa: PLC0415 - rarely

        ask_old_report(context, context.services.old_reports, context.period, window)
    context.noted.emit(told + (_DEMO if first.wants_demo else _next_to_do(context)))


def _next_to_do(context: Context) -> str:
    units = context.services.office.units(context.period)
    villages = sum(not unit.is_office_itself for unit in units)
    label = context.period.label
    if not villages:
        return (
            f"{label}已经建好。接下来点左边的“设置”，在“填报单位”里粘贴村和社区的名单，"
            "再回到“本季工作台”填数。"
        )
    return (
        f"{label}已经建好，{villages}个村（社区）都在下面的表里。接下来把村里报来的数填进表里，"
        "填完一格就自动存好。"
    )
