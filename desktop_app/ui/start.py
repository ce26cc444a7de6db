"""Starting the window: look, data folder, first quarter; and what happens to an exception."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.core.errors import Refusal
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.frame.window_state import WindowState
from desktop_app.ui.theme import apply_theme
from desktop_app.ui.window import MainWindow

_logger = logging.getLogger("dangjian")


def has_display() -> bool:
    """Say whether a window can be shown at all; Qt would end the program without a word."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_window(
    workplace: Workplace, resources: Path, open_services: Callable[[Workplace], Services]
) -> int:
    """Show the window until it is closed and return the exit code; 1 when the data is refused."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("党建季报")
    apply_theme(app, resources)
    try:
        services = open_services(workplace)
        period = first_period(workplace, services)
    except Refusal as refusal:
        QMessageBox.critical(None, "党建季报", str(refusal))
        return 1
    if period is None:
        return 0
    context = Context(services, workplace.store.reading, period)
    _tell_exceptions(context)
    window = MainWindow(context, workplace, resources)
    window.start()
    return app.exec()


def first_period(workplace: Workplace, services: Services) -> Period | None:
    """Return the quarter that was looked at last, else the newest, or ask for the first.

    None when the user thinks better of it.
    """
    known = services.periods.all()
    if known:
        last = WindowState(workplace.folder).period
        return last if last in known else known[-1]
    dialog = FirstStart(date.today())  # noqa: DTZ011 - the clerk's own calendar
    if not dialog.exec():
        return None
    if dialog.wants_demo:
        from desktop_app.services.demo import create as write_demo  # noqa: PLC0415 - seldom wanted

        write_demo(workplace, services)
        return Period.parse("2020Q1")
    services.periods.open(dialog.period)
    return dialog.period


def _tell_exceptions(context: Context) -> None:
    """Log an exception that nobody expected, tell it in a sentence, and go on."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _logger.error("unexpected", exc_info=(kind, error, trace))
        context.refused.emit(
            "程序出错，这一步没有完成，已记入日志；已有数据不受影响，可以继续使用。"
        )

    sys.excepthook = tell
