"""Starting the window: look, data folder, first quarter; and what happens to an exception."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Kind
from desktop_app.services.safekeeping.saving_words import trouble_sentence
from desktop_app.ui.context import Context
from desktop_app.ui.enter_key import let_enter_press
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.frame.window_state import WindowState
from desktop_app.ui.lock.guarding import ask_at_start, guard_window
from desktop_app.ui.safekeeping.restore_request import take_request
from desktop_app.ui.starting.first_window import FirstWindow, bring_to_front
from desktop_app.ui.starting.lasting_bar import LastingBar
from desktop_app.ui.starting.opening import CalledFirst, open_or_ask
from desktop_app.ui.starting.waiting import wait_for
from desktop_app.ui.theme import apply_theme
from desktop_app.ui.unexpected import catch_unexpected
from desktop_app.ui.window import MainWindow


def tell_at_end(sentence: str) -> None:
    """Tell what went wrong when there is no window any more, or none yet."""
    if QApplication.instance() is None:
        return
    QMessageBox(QMessageBox.Icon.Warning, "党建季报", sentence).exec()


def has_display() -> bool:
    """Say whether a window can be shown at all; Qt would end the program without a word."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_window(
    workplace: Workplace, resources: Path, open_services: Callable[[Workplace], Services]
) -> int:
    """Show the window until it is closed and return the exit code.

    0 also when another window already works on the data and was brought to the front; 1 when the
    data could not be opened and the user left.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("党建季报")
    apply_theme(app, resources)
    let_enter_press(app)
    told = LocalSettings(workplace.folder).trouble()
    if not ask_at_start(workplace.folder):
        return 0
    beginning = None
    if workplace.look().kind is Kind.FIRST_START:
        beginning = ask_first_quarter()
        if beginning is None:
            return 0
    while True:
        try:
            opened = open_or_ask(workplace, open_services)
        except CalledFirst:
            print("党建季报已经打开，它的窗口现在显示在前面。")  # noqa: T201 - for who started it by a command
            return 0
        if opened is None:
            return 1
        told = " ".join(filter(None, (told, opened.told)))
        code = _show_window(workplace, resources, opened.services, told, beginning)
        source = take_request()
        if source is None:
            return code
        told = _restore(workplace, source)


def _show_window(
    workplace: Workplace,
    resources: Path,
    services: Services,
    told: str,
    beginning: FirstStart | None,
) -> int:
    """Show one window until it is closed.

    told: what was done before; "" for nothing. beginning: as `first_period` takes it.
    """
    period = first_period(workplace, services, beginning)
    if period is None:
        return 0
    context = Context(services, workplace.store.reading, period)
    catch_unexpected(
        context.refused.emit, context, lambda error: trouble_sentence(error, workplace.database)
    )
    window = MainWindow(context, workplace, resources)
    first = prepare_window(window, workplace)
    guard_window(window, workplace.folder, window.stack.leave)
    window.start()
    if told:
        context.noted.emit(told)
    code = QApplication.exec()
    first.close()
    window.deleteLater()
    return code


def _restore(workplace: Workplace, source: Path) -> str:
    """Put the backup that the window asked for in place; return what to tell in the next window."""
    workplace.close()
    try:
        kept = wait_for(lambda: workplace.restore(source), "正在恢复，请稍候…")
    except Refusal as refusal:
        return str(refusal)
    point = f"恢复以前的数据另存为“{kept}”，用它再恢复一次就回到恢复以前。" if kept else ""
    return f"已用“{source}”恢复。{point}"


def prepare_window(window: MainWindow, workplace: Workplace) -> FirstWindow:
    """Let the window say how the data are open, and come to the front when a second start asks."""
    if workplace.notice:
        window.setMenuWidget(LastingBar(workplace.notice, can_be_closed=not workplace.is_read_only))
    first = FirstWindow(workplace.folder, window)
    first.called.connect(lambda: bring_to_front(window))
    first.called.connect(lambda: window.context.told.emit("党建季报已经打开，就是这个窗口"))
    return first


def ask_first_quarter() -> FirstStart | None:
    """Welcome whoever starts for the first time; None when he leaves, and nothing was made."""
    dialog = FirstStart(date.today())  # noqa: DTZ011 - the clerk's own calendar
    return dialog if dialog.exec() else None


def first_period(
    workplace: Workplace, services: Services, beginning: FirstStart | None = None
) -> Period | None:
    """Return the quarter that was looked at last, else the newest, or begin with the first.

    beginning: what was answered already; asked for without one. None when the user leaves.
    """
    known = services.periods.all()
    if known:
        last = WindowState(workplace.folder).period
        return last if last in known else known[-1]
    dialog = beginning or ask_first_quarter()
    if dialog is None:
        return None
    if dialog.wants_demo:
        from desktop_app.services.demo import create as write_demo  # noqa: PLC0415 - seldom wanted

        write_demo(workplace, services)
        return Period.parse("2020Q1")
    services.periods.open(dialog.period)
    return dialog.period
