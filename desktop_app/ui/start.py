"""Starting the window: look, data folder, first quarter; and what happens to an exception."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Kind
from desktop_app.services.safekeeping.saving_words import trouble_sentence
from desktop_app.ui.collecting import Collector
from desktop_app.ui.context import Context
from desktop_app.ui.dialog_bounds import let_dialogs_fit
from desktop_app.ui.enter_key import let_enter_press
from desktop_app.ui.frame.window_state import WindowState
from desktop_app.ui.input_method import give_back, prepare_chinese_input
from desktop_app.ui.lock.guarding import ask_at_start, guard_window
from desktop_app.ui.safekeeping.restore_request import take_request
from desktop_app.ui.starting.first_window import FirstWindow, bring_to_front
from desktop_app.ui.starting.lasting_bar import LastingBar
from desktop_app.ui.starting.opening import CalledFirst, open_or_ask
from desktop_app.ui.starting.waiting import wait_for
from desktop_app.ui.theme import apply_theme
from desktop_app.ui.unexpected import catch_unexpected
from desktop_app.ui.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.ui.first_start import FirstStart


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
    workplace: Workplace,
    resources: Path,
    open_services: Callable[[Workplace], Services],
    file_to_open: Path | None = None,
) -> int:
    """Show the window until it is closed and return the exit code.

    0 also when another window already works on the data and was brought to the front; 1 when the
    data could not be opened and the user left. file_to_open: a 方案 that was double-clicked.
    """
    app = _application()
    apply_theme(app, resources)
    let_enter_press(app)
    let_dialogs_fit(app)
    told = LocalSettings(workplace.folder).trouble()
    if not ask_at_start(workplace.folder):
        return 0
    first = None
    if workplace.look().kind is Kind.FIRST_START and _can_be_made(workplace.folder):
        first = ask_first_quarter(workplace.folder)
        if first is None:
            return 0
    while True:
        try:
            opened = open_or_ask(workplace, open_services, file_to_open=file_to_open)
        except CalledFirst:
            print("党建季报已经打开，它的窗口现在显示在前面。")  # noqa: T201 - for who started it by a command
            return 0
        if opened is None:
            return 1
        if not opened.services.periods.all():
            first = first or ask_first_quarter(workplace.folder)
            if first is None:
                return 0
        told = " ".join(filter(None, (told, opened.told)))
        window = _window(workplace, resources, opened.services, first)
        lead_in = partial(_lead_in, window, told, first, file_to_open)
        code = _show(window, workplace, lead_in)
        first = file_to_open = None
        source = take_request()
        if source is None:
            return code
        told = _restore(workplace, source)


def _can_be_made(folder: Path) -> bool:
    """Say whether a folder can be written, or made; where not, the start page says so first."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return os.access(there, os.W_OK)


def _application() -> QApplication:
    """Return Qt's application; it alone looks at what Chinese input needs of the environment."""
    before = prepare_chinese_input()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    give_back(before)
    app.setApplicationName("党建季报")
    if app.findChild(Collector) is None:
        Collector(app)
    return app


def _window(
    workplace: Workplace, resources: Path, services: Services, first: FirstStart | None
) -> MainWindow:
    """Make the window over open data. first: what was answered where there was no quarter yet."""
    if first is None:
        period = last_period(workplace, services)
    else:
        from desktop_app.ui.first_start import begin  # noqa: PLC0415 - once in a lifetime

        period = begin(first, workplace, services)
    context = Context(services, workplace.store.reading, period)
    catch_unexpected(
        context.warned.emit, context, lambda error: trouble_sentence(error, workplace.database)
    )
    return MainWindow(context, workplace, resources)


def _lead_in(
    window: MainWindow, told: str, first: FirstStart | None, file_to_open: Path | None
) -> None:
    """Let the window say what was done before and, once its first page is there, what is next.

    told: what was done before; "" for nothing.
    """
    if first is not None:
        from desktop_app.ui.first_start import lead_on  # noqa: PLC0415 - once in a lifetime

        window.ready.connect(lambda: lead_on(first, window.context, window, told))
    elif told:
        window.context.noted.emit(told)
    if file_to_open is not None:
        window.ready.connect(lambda: window.open_scheme(file_to_open))


def _show(window: MainWindow, workplace: Workplace, lead_in: Callable[[], None]) -> int:
    """Show the window until it is closed. lead_in: what it says at the beginning."""
    listener = prepare_window(window, workplace)
    guard_window(window, workplace.folder, window.stack.leave)
    window.start()
    lead_in()
    code = QApplication.exec()
    listener.close()
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

    def answer(file_to_open: str) -> None:
        bring_to_front(window)
        window.context.told.emit("党建季报已经打开，就是这个窗口")
        if file_to_open:
            window.open_scheme(Path(file_to_open))

    first.called.connect(answer)
    return first


def ask_first_quarter(folder: Path) -> FirstStart | None:
    """Welcome whoever starts for the first time; None when he leaves, and nothing was made."""
    from desktop_app.ui.first_start import FirstStart  # noqa: PLC0415 - once in a lifetime

    dialog = FirstStart(date.today(), folder=folder)  # noqa: DTZ011 - the clerk's own calendar
    return dialog if dialog.exec() else None


def last_period(workplace: Workplace, services: Services) -> Period:
    """Return the quarter that was looked at last, else the newest; there is one at least."""
    known = services.periods.all()
    last = WindowState(workplace.folder).period
    return last if last in known else known[-1]
