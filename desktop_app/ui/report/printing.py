"""Printing at true size: vectors through `lp` where there is one, else bitmaps through Qt.

Pages are A4 without margins of our own: the PDF carries them, and nothing is scaled.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop_app.core.errors import Refusal
from desktop_app.ui.report.pdf_pages import POINTS_PER_INCH, render_pages
from desktop_app.ui.tasks import Tasks

_SMALLEST_DPI, _LARGEST_DPI = 300, 600
_LP_SECONDS = 60
_SIDES = {False: "one-sided", True: "two-sided-long-edge"}


class PrintRefused(Refusal):
    """The printer, or what brings pages to it, did not take them."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print on which printer. pages: first and last, from 1; None for all."""

    printer: str
    title: str = ""
    copies: int = 1
    pages: tuple[int, int] | None = None
    two_sided: bool = False

    def numbers(self, count: int) -> list[int]:
        """Return the pages to print of so many."""
        first, last = self.pages or (1, count)
        return list(range(max(1, first), min(last, count) + 1))


def has_lp() -> bool:
    """Whether pages can go to the printer as vectors."""
    return sys.platform.startswith("linux") and shutil.which("lp") is not None


def lp_command(job: PrintJob, file: Path) -> list[str]:
    """Return the call that prints a PDF as it is, on A4, without scaling."""
    command = ["lp", "-d", job.printer, "-n", str(job.copies), "-t", job.title or "党建季报"]
    for option in ("media=A4", f"sides={_SIDES[job.two_sided]}", "print-scaling=none"):
        command += ["-o", option]
    if job.pages is not None:
        command += ["-P", f"{job.pages[0]}-{job.pages[1]}"]
    return [*command, "--", str(file)]


def print_with_lp(job: PrintJob, data: bytes) -> None:
    """Hand a PDF to the print queue; called in a worker. Raises PrintRefused with the reason."""
    with tempfile.TemporaryDirectory(prefix="dangjian-") as folder:
        file = Path(folder) / "report.pdf"
        file.write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603 - a list, no shell
                lp_command(job, file), capture_output=True, timeout=_LP_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintRefused(f"打印机“{job.printer}”没有响应，请检查后再试。") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise PrintRefused(f"打印机“{job.printer}”没有接受这份报告（{reason}），请检查后再试。")


def prepare_printer(printer: QPrinter, job: PrintJob) -> None:
    """Set a printer to A4, the whole sheet, at 300 to 600 dots an inch."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setResolution(min(max(printer.resolution(), _SMALLEST_DPI), _LARGEST_DPI))
    printer.setDocName(job.title or "党建季报")
    printer.setDuplex(
        QPrinter.DuplexMode.DuplexLongSide if job.two_sided else QPrinter.DuplexMode.DuplexNone
    )
    if printer.supportsMultipleCopies():
        printer.setCopyCount(job.copies)


class BitmapPrinting:
    """Prints page by page: each is drawn in a worker and put on the printer between two keys."""

    def __init__(
        self,
        tasks: Tasks,
        printer: QPrinter,
        data: bytes,
        numbers: list[int],
        done: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        """numbers: the pages in the order in which they are printed; copies are repeated there."""
        self._tasks = tasks
        self._printer = printer
        self._data = data
        self._waiting = list(numbers)
        self._done = done
        self._failed = failed
        self._painter = QPainter()
        self._is_first = True

    def start(self) -> None:
        """Print the first page, and so on."""
        if not self._painter.begin(self._printer):
            self._failed(f"打印机“{self._printer.printerName()}”不能使用，请检查后再试。")
            return
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._painter.end()
            self._done()
            return
        data, number = self._data, self._waiting.pop(0)
        scale = self._printer.resolution() / POINTS_PER_INCH
        self._tasks.run(
            "print-page",
            lambda: render_pages(data, [number], scale, grey=True)[number],
            self._put,
            self._give_up,
        )

    def _put(self, image: QImage) -> None:
        """Put a page on paper, dot for dot."""
        if not self._is_first:
            self._printer.newPage()
        self._is_first = False
        self._painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
        self._next()

    def _give_up(self, reason: str) -> None:
        self._printer.abort()
        self._painter.end()
        self._failed(reason)
