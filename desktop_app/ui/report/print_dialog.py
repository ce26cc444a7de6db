"""Choosing a printer, copies, pages and sides; then printing in the background."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.context import Context
from desktop_app.ui.report.pdf_pages import page_sizes
from desktop_app.ui.report.printing import (
    BitmapPrinting,
    PrintJob,
    has_lp,
    prepare_printer,
    print_with_lp,
)

_last: list[PrintJob] = []  # what was chosen last in this session
_running: list[BitmapPrinting] = []


class PrintDialog(QDialog):
    """Asks how to print a report."""

    def __init__(self, pages: int, title: str, parent: QWidget | None = None) -> None:
        """pages: how many the report has."""
        super().__init__(parent)
        self._title = title
        self._count = pages
        self.printer = QComboBox()
        self.copies = QSpinBox()
        self.whole = QCheckBox(f"全部 {pages} 页")
        self.first, self.last = QSpinBox(), QSpinBox()
        self.two_sided = QCheckBox("双面（沿长边翻转）")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._fill()
        self._lay_out()
        self.whole.toggled.connect(self._allow)
        self.first.valueChanged.connect(self.last.setMinimum)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._allow()

    def job(self) -> PrintJob:
        """Return what was chosen."""
        pages = None if self.whole.isChecked() else (self.first.value(), self.last.value())
        return PrintJob(
            self.printer.currentText(),
            self._title,
            self.copies.value(),
            pages,
            self.two_sided.isChecked(),
        )

    def _fill(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        self.printer.addItems(names)
        wanted = _last[-1].printer if _last else QPrinterInfo.defaultPrinterName()
        self.printer.setCurrentIndex(max(0, self.printer.findText(wanted)) if names else -1)
        self.copies.setRange(1, 99)
        for box, value in ((self.first, 1), (self.last, self._count)):
            box.setRange(1, self._count)
            box.setValue(value)
        self.whole.setChecked(True)
        self.two_sided.setChecked(_last[-1].two_sided if _last else True)

    def _allow(self) -> None:
        for box in (self.first, self.last):
            box.setEnabled(not self.whole.isChecked())
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.printer.count()))

    def _lay_out(self) -> None:
        self.setWindowTitle("打印报告")
        self.setMinimumWidth(420)
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("打印")
        ok.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        pages = QHBoxLayout()
        pages.addWidget(self.whole)
        for widget in (QLabel("从第"), self.first, QLabel("页到第"), self.last, QLabel("页")):
            pages.addWidget(widget)
        pages.addStretch()
        form = QFormLayout()
        form.addRow("打印机", self.printer)
        form.addRow("份数", self.copies)
        form.addRow("页码", pages)
        form.addRow("", self.two_sided)
        note = QLabel(
            "按 A4 原大打印，不缩放。"
            if self.printer.count()
            else "这台电脑还没有安装打印机；可以先导出 PDF，到别的电脑上打印。"
        )
        note.setProperty("role", "hint" if self.printer.count() else "warning")
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self._buttons)


def ask_and_print(parent: QWidget, context: Context, data: bytes, title: str) -> None:
    """Ask how to print a PDF, and print it."""
    dialog = PrintDialog(len(page_sizes(data)), title, parent)
    job = dialog.job() if dialog.exec() else None
    dialog.deleteLater()
    if job is not None:
        _last[:] = [job]
        start_printing(context, job, data)


def start_printing(context: Context, job: PrintJob, data: bytes) -> None:
    """Print a PDF in the background; the status bar tells what became of it."""

    def done(_result: object = None) -> None:
        context.told.emit(f"已送到打印机“{job.printer}”")

    if has_lp():
        context.tasks.run("print", lambda: print_with_lp(job, data), done, context.refused.emit)
        return
    printer = QPrinter(QPrinterInfo.printerInfo(job.printer), QPrinter.PrinterMode.HighResolution)
    prepare_printer(printer, job)
    numbers = job.numbers(len(page_sizes(data)))
    if not printer.supportsMultipleCopies():
        numbers *= job.copies

    def finish() -> None:
        _running.clear()
        done()

    def fail(reason: str) -> None:
        _running.clear()
        context.refused.emit(reason)

    _running[:] = [BitmapPrinting(context.tasks, printer, data, numbers, finish, fail)]
    _running[0].start()
