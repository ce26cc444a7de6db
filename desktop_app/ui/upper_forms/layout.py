"""The parts of the page: forms left, the sheet in the middle, the chosen cell right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.records import FormView
from desktop_app.ui import theme
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.upper_forms.cell_lists import CellLists
from desktop_app.ui.upper_forms.cell_panel import CellPanel
from desktop_app.ui.upper_forms.form_list import FormList
from desktop_app.ui.upper_forms.grid_view import GridView

_WELCOME = (
    "县里发来要填的表（.xlsx），在这里导入一次，对好每个格填哪个指标；\n"
    "以后每季度点一下“填好导出”，数字自动填进去，格式、公式、图片都不变。"
)


class FormLayout(QWidget):
    """Holds the parts; the page connects them."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.forms = FormList()
        self.grid = GridView()
        self.panel = CellPanel()
        self.lists = CellLists()
        self.sheets = QTabBar()
        self.sheets.setAccessibleName("工作表")
        self.sheets.setExpanding(False)
        self.sheets.setUsesScrollButtons(True)
        self.state = hint("")
        self.state.setWordWrap(False)
        self.confirm = button("确认建议…", "ok", "看一看程序按标题找到的对应，确认后才填")
        self.export = button("填好导出…", help="把本季度的数填进表格的副本，另存为文件")
        theme.set_role(self.export, "primary", value=True)
        self.empty_add = button("导入表格…", "import")
        self._stack = QStackedLayout()
        self._lay_out()

    def show_form(self, view: FormView | None, *, keep_sheet: bool) -> None:
        """Show a form's sheets and counts; None where there is no form."""
        self._stack.setCurrentIndex(0 if view is None else 1)
        number = self.sheets.currentIndex() if keep_sheet else 0
        self.sheets.blockSignals(True)  # noqa: FBT003 - Qt's argument
        while self.sheets.count():
            self.sheets.removeTab(0)
        for grid in view.sheets if view else ():
            self.sheets.addTab(grid.title)
        self.sheets.setCurrentIndex(min(number, self.sheets.count() - 1))
        self.sheets.updateGeometry()  # Qt does not say itself that it needs room now
        self.sheets.blockSignals(False)  # noqa: FBT003 - Qt's argument
        self.lists.show_form(view)
        self.confirm.setVisible(bool(view and view.suggestions))
        self.export.setEnabled(bool(view and view.record.mapped))
        if view is not None:
            self.confirm.setText(f"确认{len(view.suggestions)}处建议…")
            self.state.setText(_state(view))

    def show_sheet(self, title: str) -> None:
        """Bring a sheet to the front."""
        for number in range(self.sheets.count()):
            if self.sheets.tabText(number) == title:
                self.sheets.setCurrentIndex(number)

    def current_sheet(self, view: FormView | None) -> Grid:
        """Return the sheet that is to be shown."""
        number = self.sheets.currentIndex()
        return view.sheets[number] if view and 0 <= number < len(view.sheets) else Grid("")

    def _lay_out(self) -> None:
        title = QLabel("上报表格")
        title.setProperty("role", "title")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(title)
        top.addWidget(self.state, 1)
        top.addWidget(self.confirm)
        top.addWidget(self.export)
        scale = self.fontMetrics().height() / 19
        splitter = QSplitter(childrenCollapsible=False)
        for part in (self.forms, self._middle(), self._right()):
            splitter.addWidget(part)
        splitter.setSizes([round(190 * scale), 640, round(270 * scale)])
        for place, factor in enumerate((0, 1, 0)):
            splitter.setStretchFactor(place, factor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        whole = QWidget()
        whole.setLayout(self._stack)
        self._stack.addWidget(self._welcome())
        self._stack.addWidget(splitter)
        layout.addWidget(whole, 1)

    def _middle(self) -> QWidget:
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sheets)
        layout.addWidget(self.grid, 1)
        return middle

    def _right(self) -> QWidget:
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.panel)
        layout.addWidget(self.lists, 1)
        return right

    def _welcome(self) -> QWidget:
        welcome = QWidget()
        text = hint(_WELCOME)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(False)
        layout = QVBoxLayout(welcome)
        layout.addStretch()
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addWidget(self.empty_add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        return welcome


def _state(view: FormView) -> str:
    lacking = sum(
        bool(mapped.content) and mapped.filling.value is None for mapped in view.mapped.values()
    )
    parts = [f"{view.record.name}：已对应{view.record.mapped}格"]
    if view.asked:
        parts.append(f"待对应{len(view.asked)}格")
    if lacking:
        parts.append(f"本季度缺数据{lacking}格")
    if any(grid.is_cut for grid in view.sheets):
        parts.append("表格太大，只显示前面一部分")
    return "，".join(parts)
