"""Photographs every page and dialog of the window from demo data, in both sizes and large type.

`python dev.py screenshots [FOLDER]` runs it without a display; pictures land in screenshots/.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QElapsedTimer, QEventLoop  # noqa: E402 - the checkout comes first
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop_app import paths  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services import demo  # noqa: E402
from desktop_app.services.assembly import assemble  # noqa: E402
from desktop_app.services.workplace import Workplace  # noqa: E402
from desktop_app.ui.context import Context  # noqa: E402
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog  # noqa: E402
from desktop_app.ui.dialogs.row_history import RowHistoryDialog  # noqa: E402
from desktop_app.ui.first_start import FirstStart  # noqa: E402
from desktop_app.ui.frame.search_results import SearchResults  # noqa: E402
from desktop_app.ui.pages.report_page import ReportPage  # noqa: E402
from desktop_app.ui.report.print_dialog import PrintDialog  # noqa: E402
from desktop_app.ui.theme import apply_theme  # noqa: E402
from desktop_app.ui.window import MainWindow  # noqa: E402

PAGES = (
    *("workbench", "epidemic", "organization", "production", "integrity"),
    *("rectification", "report", "summary", "settings", "settings/page"),
)
RED_HEAD = {
    "form": "红头文件",
    "number": "18",
    "recipients": "中共云川县委",
    "signer": "章禾",
    "sealed": True,
    "copies_to": "县委办公室，县委组织部",
    "issuer": "禾汀镇党政办公室",
    "issued_on": "2020-04-08",
    "across": True,
}
SIZES = {"1366x768": (1366, 728), "1920x1080": (1920, 1040)}  # less the title bar and task bar
PERIOD = Period.parse("2020Q1")
_QUIET = 1500  # milliseconds in which previews and dots arrive


def settle(context: Context | None = None, milliseconds: int = 300) -> None:
    """Let events and background work come to rest."""
    timer = QElapsedTimer()
    timer.start()
    limit = _QUIET if context is not None else milliseconds
    while timer.elapsed() < limit:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if context is not None and timer.elapsed() > milliseconds and not context.tasks.is_busy():
            break


def photograph(widget: QWidget, folder: Path, name: str) -> None:
    """Save a picture of a widget as it stands."""
    picture = folder / f"{name}.png"
    widget.grab().save(str(picture))
    print(picture.relative_to(folder.parent))


def dialogs(window: MainWindow) -> dict[str, Callable[[], QWidget]]:
    """Name → what makes the dialog."""
    services = window.context.services
    row = services.ledgers.rows("theme_party_day", PERIOD)[0]
    spec = services.catalogue.ledgers["theme_party_day"]
    labels = {key: found.label for key, found in services.catalogue.ledgers.items()}
    report = window.page("report")
    assert isinstance(report, ReportPage)

    def rows_behind(figure: str) -> QWidget:
        return FigureRowsDialog(services, PERIOD, figure, parent=window)

    return {
        "first-start": lambda: FirstStart(date(2020, 4, 2), window),
        "figure-rows": lambda: rows_behind("organization.party_day_attendance"),
        "figure-ratio": lambda: rows_behind("organization.donation_ratio"),
        "figure-township": lambda: rows_behind("integrity.clues_received"),
        "row-history": lambda: RowHistoryDialog(
            f"{row.unit} · {spec.label}",
            services.row_tools.changes(spec.key, row.uid),
            window,
        ),
        "figure-picker": report._picker,  # noqa: SLF001 - what its button opens
        "report-form": report.form_dialog,
        "print": lambda: PrintDialog(5, "报告", window),
        "search": lambda: SearchResults(
            "先锋", services.pages.search(PERIOD, "先锋"), labels, window
        ),
    }


def main(arguments: list[str]) -> None:
    """Take all pictures."""
    folder = Path(arguments[0]) if arguments else ROOT / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    apply_theme(app, paths.resources_folder())
    with tempfile.TemporaryDirectory() as data:
        place = Workplace(Path(data), paths.migrations_folder())
        place.open()
        services = assemble(place.store, Catalogue(ALL_AREAS), paths.resources_folder() / "fonts")
        demo.create(place, services)
        context = Context(services, place.store.reading, PERIOD)
        window = MainWindow(context, place, paths.resources_folder())
        window.start()
        for large in (False, True):
            window.large_button.setChecked(large)
            for name, (width, height) in SIZES.items():
                window.resize(width, height)
                for page in PAGES:
                    window.show_page(*page.split("/"))
                    settle(context)
                    title = page.replace("/", "-")
                    photograph(window, folder, f"{title}-{name}{'-large' if large else ''}")
            for name, make in dialogs(window).items():
                dialog = make()
                dialog.show()
                settle(context)
                photograph(dialog, folder, f"dialog-{name}{'-large' if large else ''}")
                dialog.close()
        for field, typed in RED_HEAD.items():
            services.forms.save_field(PERIOD, field, typed)
        context.data_changed.emit()
        report = window.page("report")
        assert isinstance(report, ReportPage)
        for box in report.parts.boxes.values():
            box.setChecked(True)
        dialog = report.form_dialog()
        dialog.show()
        settle(context)
        photograph(window, folder, "report-red-head")
        photograph(dialog, folder, "dialog-report-form-red-head")
        dialog.close()
        window.close()
        place.close()


if __name__ == "__main__":
    main(sys.argv[1:])
