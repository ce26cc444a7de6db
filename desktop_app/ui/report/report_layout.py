"""The parts of the report page and how they stand beside each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.periods import Period
from desktop_app.services.reports.previews import Draft
from desktop_app.services.reports.service import ATTACHMENTS
from desktop_app.ui import theme
from desktop_app.ui.context import Context
from desktop_app.ui.fields.scrolled import scrolled
from desktop_app.ui.report.chapter_list import ChapterList
from desktop_app.ui.report.exporting import KINDS
from desktop_app.ui.report.final_banner import FinalBanner
from desktop_app.ui.report.findings_list import FindingsList
from desktop_app.ui.report.more_menu import MoreMenu
from desktop_app.ui.report.preview import PreviewPane
from desktop_app.ui.report.text_pane import TextPane

_CHAPTERS_WIDTH, _TEXT_WIDTH, _PREVIEW_WIDTH = 190, 540, 430
_WRITING_HEIGHT, _FINDINGS_HEIGHT = 440, 130


class ReportParts(QObject):
    """Builds the page. export_wanted: the ending of a format. attachments_changed: other 附件."""

    export_wanted = Signal(str)
    attachments_changed = Signal()

    def __init__(self, page: QWidget, context: Context, draft: Callable[[], Draft]) -> None:
        """draft: what the preview should show."""
        super().__init__(page)
        self.scope = QComboBox()
        self.chapters, self.text = ChapterList(), TextPane()
        self.preview, self.findings = PreviewPane(context, draft), FindingsList()
        self.add = _tool("add", "在当前章节后面增加一章")
        self.chapter_more = _tool("more", "改标题、层级、拆分、合并、删除")
        self.up = _tool("", "上移（Alt+↑）", "▲")
        self.down = _tool("", "下移（Alt+↓）", "▼")
        self.boxes = {name: QCheckBox(name) for name in ATTACHMENTS}
        self.form_button = QPushButton("公文格式…")
        self.banner = FinalBanner()
        self.more_button = QPushButton("更多")
        self.more = MoreMenu(self.more_button)
        self.more_button.setMenu(self.more)
        self.export_button = QPushButton("导出")
        self.print_button = QPushButton("打印")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(self._toolbar())
        layout.addWidget(self.banner)
        layout.addWidget(scrolled(self._body()), 1)  # 导出 and 打印 stay in sight

    def attachments(self) -> tuple[str, ...]:
        """Return the 附件 that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def period_of(self, quarter: Period) -> Period:
        """Return the period whose report is looked at: the quarter, its half-year or its year."""
        return _periods(quarter)[max(0, self.scope.currentIndex())]

    def name_periods(self, quarter: Period) -> None:
        """Name the reports of a quarter."""
        for index, period in enumerate(_periods(quarter)):
            if self.scope.count() <= index:
                self.scope.addItem("")
            self.scope.setItemText(index, f"{period.year}年{period.name}")

    def lock(self, is_locked: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Let nothing be changed in a frozen report."""
        self.text.lock(is_locked)
        self.chapters.setDragEnabled(not is_locked)
        for widget in (self.up, self.down, self.add, self.chapter_more, self.form_button):
            widget.setEnabled(not is_locked)
        self.more.show_state(is_frozen=is_locked)

    def _toolbar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        title = QLabel("报告编制")
        title.setProperty("role", "title")
        self.scope.setToolTip("编制季度、半年或全年的报告")
        bar.addWidget(title)
        bar.addWidget(self.scope)
        bar.addStretch()
        bar.addWidget(QLabel("附件"))
        for name, box in self.boxes.items():
            box.setToolTip(f"在报告后面附上{name}表")
            box.toggled.connect(self.attachments_changed)
            bar.addWidget(box)
        bar.addSpacing(8)
        menu = QMenu(self.export_button)
        for suffix, name, icon in KINDS:
            action = menu.addAction(theme.icon(icon), name)
            action.triggered.connect(lambda _on=False, kind=suffix: self.export_wanted.emit(kind))
        self.export_button.setMenu(menu)
        self.export_button.setIcon(theme.icon("export-pdf"))
        self.print_button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self.print_button.setIcon(theme.icon("print", theme.SURFACE))
        self.form_button.setToolTip("总结、报告还是红头文件，标题、主送机关、发文字号、盖章、版记")
        for button in (
            *(self.form_button, self.more_button),
            *(self.export_button, self.print_button),
        ):
            bar.addWidget(button)
        return bar

    def _body(self) -> QSplitter:
        writing = _splitter(
            Qt.Orientation.Horizontal,
            (self._chapter_box(), self.text),
            (_CHAPTERS_WIDTH, _TEXT_WIDTH),
        )
        left = _splitter(
            Qt.Orientation.Vertical, (writing, self.findings), (_WRITING_HEIGHT, _FINDINGS_HEIGHT)
        )
        widths = (_CHAPTERS_WIDTH + _TEXT_WIDTH, _PREVIEW_WIDTH)
        return _splitter(Qt.Orientation.Horizontal, (left, self.preview), widths)

    def _chapter_box(self) -> QWidget:
        box = QWidget()
        head = QHBoxLayout()
        head.setSpacing(2)
        title = QLabel("章节")
        title.setProperty("role", "subtitle")
        head.addWidget(title)
        head.addStretch()
        for button in (self.up, self.down, self.add, self.chapter_more):
            head.addWidget(button)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.chapters)
        return box


def _periods(quarter: Period) -> tuple[Period, Period, Period]:
    """Return the quarter, its half-year and its year."""
    half = Period(quarter.year, "H", (quarter.number + 1) // 2)
    return quarter, half, Period(quarter.year, "Y", 1)


def _tool(icon: str, tip: str, text: str = "") -> QToolButton:
    button = QToolButton()
    if text:
        button.setText(text)
    else:
        button.setIcon(theme.icon(icon))
    button.setToolTip(tip)
    button.setProperty("flat", True)  # noqa: FBT003 - Qt's signature
    return button


def _splitter(
    direction: Qt.Orientation, widgets: tuple[QWidget, QWidget], sizes: tuple[int, int]
) -> QSplitter:
    """Put two widgets beside each other; both grow with the window by their share."""
    splitter = QSplitter(direction)
    for place, (widget, size) in enumerate(zip(widgets, sizes, strict=True)):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, size)
    splitter.setSizes(list(sizes))
    splitter.setChildrenCollapsible(False)
    return splitter
