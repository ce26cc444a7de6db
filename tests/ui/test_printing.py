"""Printing: the page leaves at its true size, by whichever way it goes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.report import printing
from desktop_app.ui.report.pdf_pages import PDFIUM, page_sizes, render_pages
from desktop_app.ui.report.print_dialog import PrintDialog
from desktop_app.ui.report.printing import BitmapPrinting, PrintJob, PrintRefused, lp_command
from desktop_app.ui.tasks import Tasks

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
DPI = 300
POINT_TOLERANCE = 0.5 / 25.4 * 72  # half a millimetre


@pytest.fixture
def marked() -> bytes:
    """Two A4 pages with a square near each corner and, on the second, one in the middle."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for number in (1, 2):
        for x in (20, A4[0] - 60):
            for y in (20, A4[1] - 60):
                canvas.rect(x, y, 40, 40, fill=1)
        if number == 2:
            canvas.rect(280, 400, 40, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.fixture
def tasks(app: QApplication, workplace: Workplace) -> Iterator[Tasks]:
    """Tasks as the program has them: they outlive the work."""
    made = Tasks(workplace.store.reading)
    yield made
    made.finish()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def ink(image: QImage, scale: float) -> tuple[float, float, float, float]:
    """Where ink stands on a grey page: left, top, right, bottom, in points."""
    rows = [
        bytes(image.constScanLine(y))[: image.width()]
        for y in range(image.height())
    ]  # fmt: skip
    inked = [y for y, row in enumerate(rows) if min(row) < 128]
    columns = [min(column) for column in zip(*rows[:: max(1, int(scale))], strict=True)]
    dark = [x for x, value in enumerate(columns) if value < 128]
    return dark[0] / scale, inked[0] / scale, dark[-1] / scale, inked[-1] / scale


def print_into_pdf(tasks: Tasks, data: bytes, target: Path, numbers: list[int]) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printing.prepare_printer(printer, PrintJob("", "报告"))
    printer.setResolution(DPI)
    loop, said = QEventLoop(), []

    def fail(reason: str) -> None:
        said.append(reason)
        loop.quit()

    run = BitmapPrinting(tasks, printer, data, numbers, loop.quit, fail)
    QTimer.singleShot(0, run.start)
    timer = QTimer()
    timer.timeout.connect(lambda: fail("too slow"))
    timer.start(20_000)
    loop.exec()
    timer.stop()
    assert said == []


def test_bitmaps_stand_where_the_page_has_them(tasks: Tasks, marked: bytes, tmp_path: Path):
    target = tmp_path / "printed.pdf"
    print_into_pdf(tasks, marked, target, [1, 2])
    copy = target.read_bytes()

    sizes = page_sizes(copy)
    assert len(sizes) == 2
    for size in sizes:
        assert size == pytest.approx(A4, abs=POINT_TOLERANCE)
    scale = DPI / 72
    for number in (1, 2):
        before = ink(render_pages(marked, [number], scale, grey=True)[number], scale)
        after = ink(render_pages(copy, [number], scale, grey=True)[number], scale)
        assert after == pytest.approx(before, abs=POINT_TOLERANCE)


@pytest.fixture
def turned() -> bytes:
    """An upright page and one that is set across the sheet, each with a square at the top left."""
    data = BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.rect(20, A4[1] - 60, 40, 40, fill=1)
    canvas.showPage()
    canvas.setPageSize(A4[::-1])  # as it is seen; the sheet itself stays upright
    canvas.setPageRotation(90)
    canvas.rect(20, A4[1] - 60, 40, 40, fill=1)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def test_a_page_set_across_goes_through_the_printer_upright(turned: bytes):
    pages = render_pages(turned, [1, 2], 1.0, grey=True)
    assert [(page.width(), page.height()) for page in pages.values()] == [(596, 842)] * 2
    assert ink(pages[2], 1.0) == ink(pages[1], 1.0)


def test_a_page_set_across_is_read_turned_and_no_wider_than_the_others(turned: bytes):
    assert [round(width) for width, _height in page_sizes(turned)] == [595, 842]
    pages = render_pages(turned, [1, 2], 2.0, grey=True, for_screen=True)
    assert pages[1].width() == pytest.approx(pages[2].width(), abs=1)
    assert pages[2].height() == pytest.approx(2 * A4[0] ** 2 / A4[1], abs=2)
    left, top, right, _bottom = ink(pages[2], 2.0 * A4[0] / A4[1])
    assert left > A4[1] / 2  # the sheet's top is the reader's right
    assert top < A4[0] / 2
    assert right < A4[1]


def test_only_the_pages_asked_for_are_printed(tasks: Tasks, marked: bytes, tmp_path: Path):
    target = tmp_path / "printed.pdf"
    numbers = PrintJob("", pages=(2, 9)).numbers(2)
    print_into_pdf(tasks, marked, target, numbers)

    with PDFIUM, pypdfium2.PdfDocument(target.read_bytes()) as pdf:
        assert len(pdf) == 1
    assert PrintJob("").numbers(3) == [1, 2, 3]


def test_lp_is_told_true_size_a4_sides_copies_and_pages():
    job = PrintJob("办公室 打印机", "总结", copies=2, pages=(1, 3), two_sided=True)
    command = lp_command(job, Path("报告.pdf"))

    assert command[:3] == ["lp", "-d", "办公室 打印机"]
    assert command[-2:] == ["--", "报告.pdf"]
    for option in ("media=A4", "sides=two-sided-long-edge", "print-scaling=none"):
        assert option in command
    assert command[command.index("-n") + 1] == "2"
    assert command[command.index("-P") + 1] == "1-3"
    assert "sides=one-sided" in lp_command(PrintJob("x"), Path("f"))


def test_a_queue_that_refuses_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch):
    refused = CompletedProcess([], 1, b"", "lp: 找不到打印机".encode())
    monkeypatch.setattr(printing.subprocess, "run", lambda *_a, **_k: refused)

    with pytest.raises(PrintRefused, match=r"没有接受.*找不到打印机"):
        printing.print_with_lp(PrintJob("x"), b"%PDF")


def test_the_dialog_gives_the_job(app: QApplication):
    dialog = PrintDialog(5, "总结")
    assert dialog.job().pages is None
    dialog.whole.setChecked(False)
    dialog.first.setValue(2)
    dialog.last.setValue(4)
    dialog.copies.setValue(3)
    dialog.two_sided.setChecked(False)

    job = dialog.job()
    assert (job.pages, job.copies, job.two_sided, job.title) == ((2, 4), 3, False, "总结")
    dialog.first.setValue(5)
    assert dialog.job().pages == (5, 5)
