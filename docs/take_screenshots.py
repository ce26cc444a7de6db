"""Photographs every page and dialog of the window from demo data, in both sizes and large type.

`python dev.py screenshots [FOLDER]` runs it without a display; pictures land in screenshots/.
`python dev.py screenshots --manual` takes the few that manual and README show, where they belong.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from first_start_pictures import first_starts  # noqa: E402 - it lies beside this script
from manual_pictures import Folders, take_all  # noqa: E402 - likewise
from openpyxl import Workbook  # noqa: E402 - the checkout comes first
from openpyxl.styles import Alignment, Border, Font, Side  # noqa: E402
from openpyxl.worksheet.worksheet import Worksheet  # noqa: E402
from PySide6.QtCore import QElapsedTimer, QEventLoop  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop_app import paths  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services import demo  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402
from desktop_app.services.program.local_settings import LocalSettings  # noqa: E402
from desktop_app.services.program.start_lock import StartLock  # noqa: E402
from desktop_app.services.program.workplace import Workplace  # noqa: E402
from desktop_app.services.safekeeping import condition_words  # noqa: E402
from desktop_app.ui.context import Context  # noqa: E402
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog  # noqa: E402
from desktop_app.ui.dialogs.row_history import RowHistoryDialog  # noqa: E402
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog  # noqa: E402
from desktop_app.ui.dialogs.undo_steps import MOST_STEPS, UndoStepsDialog  # noqa: E402
from desktop_app.ui.frame import key_list  # noqa: E402
from desktop_app.ui.frame.about import AboutDialog  # noqa: E402
from desktop_app.ui.frame.search_results import SearchResults  # noqa: E402
from desktop_app.ui.lock.lock_dialog import LockDialog  # noqa: E402
from desktop_app.ui.manual.door import ManualDoor  # noqa: E402
from desktop_app.ui.pages.report_page import ReportPage  # noqa: E402
from desktop_app.ui.pages.upper_forms_page import UpperFormsPage  # noqa: E402
from desktop_app.ui.report.print_dialog import PrintDialog  # noqa: E402
from desktop_app.ui.starting.start_page import StartPage  # noqa: E402
from desktop_app.ui.theme import apply_theme  # noqa: E402
from desktop_app.ui.window import MainWindow  # noqa: E402

PAGES = (
    *("workbench", "epidemic", "organization", "production", "integrity"),
    *("rectification", "report", "summary", "upper_forms", "settings", "settings/page"),
    *("settings/lock", "change_log", "backups", "recycle_bin"),
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
MANUAL = "--manual"
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


def county_form(path: Path, units: Sequence[str]) -> Path:
    """Write a form as a county sends it: units down, figures across, a total below."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "汇总表"
    sheet.append(["2020年第一季度基层党建工作汇总表"])
    sheet.append(["填报单位（盖章）：            填表日期：    年  月  日"])
    sheet.append(["单位名称", "主题党日（次）", "主题党日参加（人次）", "捐款金额（万元）", "备注"])
    for unit in units:
        sheet.append([unit])
    last = sheet.max_row
    sheet.append(["合计", *(f"=SUM({letter}4:{letter}{last})" for letter in "BCD")])
    line = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_col=5):
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for title in ("A1:E1", "A2:E2"):
        sheet.merge_cells(title)
    sheet["A1"].font = Font(size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for letter, width in zip("ABCDE", (16, 11, 14, 12, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(path)
    return path


def keep_form(services: Services, folder: Path) -> None:
    """Keep a form of which one column is mapped, so that every kind of cell is to be seen."""
    units = [unit.name for unit in services.office.units(PERIOD) if not unit.is_office_itself]
    forms, today = services.upper_forms, date(2020, 4, 2)
    uid = forms.add(county_form(folder / "2020年第一季度基层党建汇总表.xlsx", units), today)
    found = forms.view(uid, PERIOD, today).suggestions
    forms.map_cells(uid, {one.spot: one.content for one in found if one.spot[1][1] < 3})


def dialogs(window: MainWindow) -> dict[str, Callable[[], QWidget]]:
    """Name → what makes the dialog."""
    services = window.context.services
    row = services.ledgers.rows("theme_party_day", PERIOD)[0]
    spec = services.catalogue.ledgers["theme_party_day"]
    labels = {key: found.label for key, found in services.catalogue.ledgers.items()}
    report = window.page("report")
    assert isinstance(report, ReportPage)
    forms = window.page("upper_forms")
    assert isinstance(forms, UpperFormsPage)
    settle(window.context)
    forms.grid.go_to((5, 3))

    def cell_picker() -> QWidget:
        picker = forms.picker()
        assert picker is not None
        return picker

    def rows_behind(figure: str) -> QWidget:
        return FigureRowsDialog(services, PERIOD, figure, parent=window)

    def manual_at(page: str, heading: str) -> QWidget:
        folder = paths.resources_folder() / "manual"
        manual = ManualDoor(window, window.context, folder, window.navigation.labels).manual()
        manual.open_page(page, heading)
        return manual

    return {
        "about": lambda: AboutDialog(services.writer.store.path.parent, window),
        "lock": lambda: LockDialog(
            StartLock(LocalSettings(services.writer.store.path.parent)), can_leave=True
        ),
        "start-page": lambda: StartPage(
            condition_words.damaged(services.writer.store.path, services.writer.store.path.parent),
            (),
        ),
        **first_starts(window, services.writer.store.path.parent / "第一次"),
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
        "report-versions": report.versions_dialog,
        "report-final": lambda: report.finishing.final_dialog(()),
        "upper-form-proposals": forms.suggestions_dialog,
        "upper-form-picker": cell_picker,
        "print": lambda: PrintDialog(5, "报告", window),
        "manual": lambda: manual_at("pasting", "怎么把村里报来的数粘进去"),
        "manual-figures": lambda: manual_at("figures", "党员捐款比例（%）"),
        "shortcuts": lambda: ShortcutsDialog(key_list.places(window.navigation.labels()), window),
        "undo-steps": lambda: UndoStepsDialog(
            steps := services.history.undoable(MOST_STEPS),
            [services.places.of(step.batch).words for step in steps],
            window,
        ),
        "search": lambda: SearchResults(
            "先锋", services.pages.search(PERIOD, "先锋"), labels, window
        ),
    }


def photograph_all(window: MainWindow, folder: Path) -> None:
    """Photograph all pages and dialogs in both sizes and sizes of type."""
    context = window.context
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
    photograph_red_head(window, folder)


def photograph_red_head(window: MainWindow, folder: Path) -> None:
    """Photograph a report with everything that a red head brings."""
    context = window.context
    for field, typed in RED_HEAD.items():
        context.services.forms.save_field(PERIOD, field, typed)
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


def main(arguments: list[str]) -> None:
    """Take all pictures; with --manual those of manual and README alone."""
    for_manual = MANUAL in arguments
    named = [argument for argument in arguments if argument != MANUAL]
    folder = Path(named[0]) if named else ROOT / "screenshots"
    app = QApplication([])
    apply_theme(app, paths.resources_folder())
    with tempfile.TemporaryDirectory() as data:
        place = Workplace(Path(data, "党建季报"), paths.migrations_folder())
        place.open()
        services = assemble(place.store, Catalogue(ALL_AREAS), paths.resources_folder() / "fonts")
        demo.create(place, services)
        keep_form(services, Path(data))
        for ledger in ("theme_party_day", "help_visit", "exemplar"):
            rows = services.ledgers.rows(ledger, PERIOD)[:3]
            services.row_tools.delete(ledger, [row.uid for row in rows])
            services.recycle_bin.restore([(ledger, row.uid) for row in rows[1:]])
        context = Context(services, place.store.reading, PERIOD)
        window = MainWindow(context, place, paths.resources_folder())
        window.start()
        if for_manual:
            manual = paths.resources_folder() / "manual"
            folders = Folders(manual / "pictures", ROOT / "docs" / "pictures")
            take_all(window, Path(data), folders, lambda: settle(context))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            photograph_all(window, folder)
        window.close()
        place.close()


if __name__ == "__main__":
    main(sys.argv[1:])
