"""A screen at 200 % has half the room: every dialog stays on it, with nothing squeezed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from closing import take_down
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QScrollArea
from township import Q1
from window_driving import attendance, open_window, with_villages

from desktop_app.services.assembly import Services
from desktop_app.services.own.records import OwnAreaRecord, OwnLedgerRecord
from desktop_app.services.pasting.plan import PastePlan
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping import condition_words
from desktop_app.ui import dialog_bounds
from desktop_app.ui.dialogs.figure_rows import FigureRowsDialog
from desktop_app.ui.dialogs.ignore_finding import ReasonDialog
from desktop_app.ui.dialogs.message_dialog import MessageDialog
from desktop_app.ui.dialogs.new_quarter import NewQuarter
from desktop_app.ui.dialogs.paste_preview import PastePreview
from desktop_app.ui.dialogs.returned_files import ReturnedFilesDialog
from desktop_app.ui.dialogs.row_history import RowHistoryDialog
from desktop_app.ui.dialogs.shortcuts import ShortcutsDialog
from desktop_app.ui.dialogs.undo_steps import UndoStepsDialog
from desktop_app.ui.dialogs.village_forms import VillageFormsDialog
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.frame.about import AboutDialog
from desktop_app.ui.frame.key_list import places
from desktop_app.ui.frame.search_results import SearchResults
from desktop_app.ui.report.figure_picker import FigurePicker
from desktop_app.ui.report.final_dialog import FinalDialog
from desktop_app.ui.report.form_dialog import FormDialog
from desktop_app.ui.report.print_dialog import PrintDialog
from desktop_app.ui.returned_draft.dialog import ReturnedDraftDialog
from desktop_app.ui.settings.own_area_dialog import OwnAreaDialog
from desktop_app.ui.settings.own_ledger_dialog import OwnLedgerDialog
from desktop_app.ui.settings.own_scheme_dialog import SchemeDialog
from desktop_app.ui.starting.start_page import StartPage
from desktop_app.ui.upper_forms.proposals_dialog import ProposalsDialog
from desktop_app.ui.window import MainWindow

ROOM = QRect(8, 32, 884, 430)  # of 960 × 540 less a task bar of 40 px, and less a window's frame
TODAY = date(2020, 4, 2)

Make = Callable[[MainWindow], QDialog]

DIALOGS: dict[str, Make] = {
    "about": lambda window: AboutDialog(_folder(window), window),
    "figure rows": lambda window: FigureRowsDialog(
        window.context.services, Q1, "organization.party_day_attendance", parent=window
    ),
    "final": lambda window: FinalDialog((), (), lambda *_: None, window),
    "first start": lambda window: FirstStart(TODAY, window, folder=_folder(window) / "新"),
    "keys": lambda window: ShortcutsDialog(places(window.navigation.labels()), window),
    "messages": lambda window: MessageDialog(window.context, window),
    "new quarter": lambda window: NewQuarter(window.context.services.periods, Q1, window),
    "own area": lambda window: OwnAreaDialog(window, OwnAreaRecord(""), lambda _area: ""),
    "own ledger": lambda window: OwnLedgerDialog(
        window, OwnLedgerRecord("", ""), {"epidemic": "疫情防控"}, lambda _ledger: ""
    ),
    "paste": lambda window: PastePreview(PastePlan(Q1, "", remarks=("第3行有两个数",)), window),
    "picker": lambda window: FigurePicker({}, (), window),
    "print": lambda window: PrintDialog(5, "报告", window),
    "proposals": lambda window: ProposalsDialog("填写", "", ("", "", "", ""), (), str, window),
    "reason": lambda window: ReasonDialog("不再提示", ("一句", "二句"), "", str, window),
    "report form": lambda window: FormDialog(window.context, Q1, {}, window),
    "returned draft": lambda window: ReturnedDraftDialog(window.context, Q1, window),
    "returned files": lambda window: ReturnedFilesDialog(window.context, window),
    "row history": lambda window: RowHistoryDialog("张村", (), window),
    "scheme": lambda window: SchemeDialog(window, "县里的方案", ()),
    "search": lambda window: SearchResults("先锋", (), {}, window),
    "start": lambda window: StartPage(
        condition_words.unusable(_folder(window), "没有写入权限"), (), "没有成功"
    ),
    "undo": lambda window: UndoStepsDialog((), (), window),
    "versions": lambda window: window.page("report").versions_dialog(),  # type: ignore[attr-defined]
    "village forms": lambda window: VillageFormsDialog(window.context, window),
}


def _folder(window: MainWindow):
    return window.context.services.writer.store.path.parent


@pytest.fixture
def window(
    app: QApplication, workplace: Workplace, services: Services, monkeypatch
) -> Iterator[MainWindow]:
    """The window over two villages, on a small screen."""
    monkeypatch.setattr(dialog_bounds, "room_for", lambda _dialog: ROOM)
    made = with_villages(open_window(services, workplace))
    attendance(made)
    made.resize(900, 430)
    yield made
    take_down(made)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_stays_on_a_small_screen_with_its_buttons(window: MainWindow, name: str):
    dialog = DIALOGS[name](window)
    dialog.show()
    QApplication.processEvents()
    assert dialog.size().boundedTo(ROOM.size()) == dialog.size()
    needed = dialog.layout().totalMinimumSize()
    assert needed.boundedTo(ROOM.size()) == needed, "its content is squeezed"
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and button.parent() is dialog:
            assert dialog.rect().contains(button.geometry()), button.text()
    take_down(dialog)


def test_a_dialog_that_grows_stays_on_the_screen(window: MainWindow):
    dialog = QDialog(window)
    dialog.resize(300, 200)
    dialog.show()
    dialog.move(700, 300)
    dialog.resize(500, 4000)
    assert dialog.height() == ROOM.height()
    assert ROOM.contains(dialog.geometry())
    take_down(dialog)


def test_a_dialog_that_fits_keeps_the_size_it_asked_for(window: MainWindow):
    dialog = QDialog(window)
    dialog.resize(640, 400)
    dialog.show()
    assert dialog.size() == QSize(640, 400)
    take_down(dialog)


def test_a_page_begins_at_its_corner_wherever_the_one_before_was_scrolled_to(window: MainWindow):
    window.resize(480, 320)
    window.show_page("organization")
    QApplication.processEvents()
    area = window.stack.parent().parent()
    assert isinstance(area, QScrollArea)
    bars = (area.horizontalScrollBar(), area.verticalScrollBar())
    for bar in bars:
        assert bar.maximum() > 0
        bar.setValue(bar.maximum())
    window.show_page("integrity")  # needs as much room, so that nothing but us moves the bars
    QApplication.processEvents()
    assert [bar.value() for bar in bars] == [0, 0]


def test_a_page_that_was_shown_before_makes_no_other_one_higher(window: MainWindow):
    window.resize(960, 480)
    area = window.stack.parent().parent()
    assert isinstance(area, QScrollArea)
    window.show_page("settings")
    window.show_page("backups")
    QApplication.processEvents()
    window.show_page("workbench")
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    assert area.horizontalScrollBar().maximum() == 0


def test_the_report_is_exported_and_printed_without_scrolling(window: MainWindow):
    window.resize(911, 460)
    parts = window.page("report").parts  # type: ignore[attr-defined]
    QApplication.processEvents()
    for button in (parts.export_button, parts.print_button):
        right = button.mapTo(window, button.rect().bottomRight())
        assert right.x() < window.width()
        assert right.y() < window.statusBar().y()


def test_the_names_of_the_units_can_be_read_and_all_buttons_reached(window: MainWindow):
    window.resize(960, 480)
    window.show_page("settings", "units")
    QApplication.processEvents()
    tab = window.page("settings").units  # type: ignore[attr-defined]
    assert tab.table.columnWidth(0) >= 110
    below = tab.retire.mapTo(window, tab.retire.rect().bottomRight())
    assert below.y() < window.statusBar().y()
    assert below.x() < window.width()


def test_the_row_of_backup_buttons_breaks_where_it_is_too_wide(window: MainWindow):
    window.resize(960, 480)
    buttons = window.page("backups").buttons  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert buttons.readable.y() > buttons.backup.y()
    right = buttons.readable.mapTo(window, buttons.readable.rect().topRight()).x()
    assert right < window.width()
    window.resize(1366, 728)
    QApplication.processEvents()
    assert buttons.readable.y() == buttons.backup.y()
