"""Takes the pictures of the manual and of the README from demo data: few, small, in few colours.

`python dev.py screenshots --manual` writes them to resources/manual/pictures and docs/pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import openpyxl
from first_start_pictures import first_starts
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.workbook.service import WorkbookService
from desktop_app.ui.dialogs.message_dialog import MessageDialog
from desktop_app.ui.dialogs.paste_preview import PastePreview
from desktop_app.ui.dialogs.returned_files import ReturnedFilesDialog
from desktop_app.ui.report.pdf_pages import render_pages
from desktop_app.ui.window import MainWindow

SIZE = (1150, 650)  # of the window: what a page of the manual shows without shrinking it much
COLOURS = 128
MESSAGE = """上汀村：主题党日3次，参加86人次，宣誓40
柳笛村党课2次，支委会3次；走访困难群众5户
栗坡村 主题教育2场，约60人次，经费还没算好"""
PASTED = "上汀村\t3\t86\n栗坡村\t2\t约60\n麦畈村\t三\t多\n柳笛村\t3\t1,024"
PASTED_AT = "organization.party_days"
_PAGES = ("workbench", "organization", "rectification", "report", "summary", "upper_forms")
_IN_README = ("workbench", "report", "page")
_PAGE_SCALE = 1.1  # px a point
_PAGE_HEIGHT = 0.62  # of the sheet: what shows head and first headings

Settle = Callable[[], None]


class Folders(NamedTuple):
    """Where the pictures go: the manual's, and those that the README shows as well."""

    manual: Path
    readme: Path


def take_all(window: MainWindow, scratch: Path, folders: Folders, settle: Settle) -> None:
    """Take every picture. scratch: an empty folder. settle: lets background work come to rest."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    window.resize(*SIZE)
    window.line.set_narrow(True)  # without the name of this machine's folder
    for page in _PAGES:
        window.show_page(page)
        settle()
        window.demo_button.hide()
        _keep(_grabbed(window), page, folders)
    period, services = window.context.period, window.context.services
    _keep(_first_page(services, period), "page", folders)
    empty = services.periods.all()[-1].next  # where villages begin to report
    services.periods.open(empty)
    window.context.show_period(empty)
    for name, make in _dialogs(window, scratch).items():
        dialog = make()
        dialog.show()
        settle()
        _keep(_grabbed(dialog), name, folders)
        dialog.close()


def _dialogs(window: MainWindow, scratch: Path) -> dict[str, Callable[[], QDialog]]:
    context = window.context
    services, period = context.services, context.period

    def paste() -> QDialog:
        matrix = services.workbench.matrix(period)
        units = [unit.name for unit in matrix.units]
        figures = [figure.key for figure in matrix.figures]
        figures = figures[figures.index(PASTED_AT) :]
        dialog = PastePreview(services.pasting.plan_matrix(period, PASTED, units, figures), window)
        dialog.resize(640, 400)
        return dialog

    def message() -> QDialog:
        QApplication.clipboard().setText(MESSAGE)
        dialog = MessageDialog(context, window)
        dialog.resize(860, 560)
        return dialog

    def returned() -> QDialog:
        dialog = ReturnedFilesDialog(context, window)
        dialog.resize(900, 560)
        dialog.read(_returned_forms(services, period, scratch))
        return dialog

    return {
        "paste": paste,
        "message": message,
        "returned": returned,
        **first_starts(window, scratch / "第一次"),
    }


def _returned_forms(services: Services, period: Period, scratch: Path) -> list[Path]:
    """Fill three villages' forms as they come back, one with a slip."""
    units = [unit.name for unit in services.office.units(period) if not unit.is_office_itself][:3]
    folder = scratch / "收回"
    folder.mkdir()
    files = WorkbookService(services).write_forms(folder, period, units)
    for place, file in enumerate(files):
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        waiting = [row for row in range(1, sheet.max_row + 1) if _is_asked(sheet, row)]
        for row in waiting[:6]:
            sheet.cell(row, 5).value = 12 + row + place
        if place == 1 and waiting:
            sheet.cell(waiting[0], 5).value = "五十多人吧"
        book.save(file)
    return files


def _is_asked(sheet: Worksheet, row: int) -> bool:
    """Whether a form's row waits for a number: its cell is one of its own and may be typed into."""
    cell = sheet.cell(row, 5)
    return isinstance(cell, Cell) and cell.value is None and not cell.protection.locked


def _grabbed(widget: QWidget) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return Image.open(BytesIO(buffer.data().data()))


def _first_page(services: Services, period: Period) -> Image.Image:
    """Return the upper part of the printed report's first page, with a line around it."""
    data = services.reports.render(services.reports.document(period, ()), ".pdf").data
    page = render_pages(data, [1], _PAGE_SCALE)[1]
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.save(buffer, "PNG")  # type: ignore[call-overload] # takes a device as well
    whole = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    seen = whole.crop((0, 0, whole.width, round(whole.height * _PAGE_HEIGHT)))
    framed = Image.new("RGB", (seen.width + 2, seen.height + 2), "#d5d9de")
    framed.paste(seen, (1, 1))
    return framed


def _keep(picture: Image.Image, name: str, folders: Folders) -> None:
    # The method that keeps rare colours too: the green and amber of dots and ticks.
    few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    places = [folders.manual, *([folders.readme] if name in _IN_README else [])]
    for folder in places:
        few.save(folder / f"{name}.png", optimize=True)
        print(f"{folder.name}/{name}.png", (folder / f"{name}.png").stat().st_size)
