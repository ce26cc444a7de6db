"""自定义指标: the figures that this office added, and 方案 files."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.own.records import OwnFigureRecord
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.settings.own_figure_dialog import OwnFigureDialog
from desktop_app.ui.settings.own_list import OwnList
from desktop_app.ui.settings.own_scheme import SchemeButtons
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.theme import SURFACE, icon, set_role

_HEADINGS = ("指标", "量词", "工作领域", "由谁填", "一季内", "半年、全年", "其中", "口径", "使用")


class OwnFiguresTab(Tab):
    """A list with what can be done to the figure under the cursor."""

    title = "自定义指标"

    def __init__(self, context: Context) -> None:
        """Read and write by the context's services."""
        super().__init__()
        self._context = context
        self._figures: dict[str, OwnFigureRecord] = {}
        self.dialog: OwnFigureDialog | None = None
        self.list = OwnList(_HEADINGS, (170, 60, 110, 80, 70, 100, 150, 0, 190), stretched=7)
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("自定义指标")
        self.add = button("添加指标…")
        self.add.setIcon(icon("add", SURFACE))
        set_role(self.add, "primary", value=True)
        self.edit = button("修改…", "edit", "也可以在表里按回车")
        self.retire = button("停用", "", "从本季度起不再填，以前季度不变")
        self.bring_back = button("恢复使用")
        self.scheme = SchemeButtons(context)
        row = QHBoxLayout()
        for item in (self.add, self.edit, self.retire, self.bring_back):
            row.addWidget(item)
        row.addStretch()
        row.addWidget(self.scheme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(
            hint(
                "程序里没有的数字，在这里加：加好后在本季工作台填数，报告里用“插入数据”写进去。"
                "不再需要的从某个季度起停用，以前季度的数都留着。"
            )
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.add.clicked.connect(lambda: self.open_dialog(OwnFigureRecord("", "", "")))
        self.edit.clicked.connect(self._edit)
        self.list.opened.connect(self._edit)
        self.list.currentItemChanged.connect(lambda *_: self._show_possible())
        self.retire.clicked.connect(self._retire)
        self.bring_back.clicked.connect(self._bring_back)

    def reload(self) -> None:
        """Read the figures."""
        services = self._context.services
        homes = services.own_areas.homes()
        self._figures = {figure.key: figure for figure in services.own_figures.all()}
        self.list.fill(
            [(key, "", self._texts(found, homes)) for key, found in self._figures.items()]
        )
        self._show_possible()

    def open_dialog(self, figure: OwnFigureRecord) -> None:
        """Open the dialog for a figure; it saves by itself."""
        services = self._context.services
        homes, wholes = services.own_areas.homes(), services.own_figures.wholes
        self.dialog = OwnFigureDialog(self, figure, homes, self._save, wholes)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _texts(self, figure: OwnFigureRecord, homes: dict[str, str]) -> list[str]:
        whole = self._context.services.catalogue.figures.get(figure.part_of)
        ended = figure.retired_from
        return [
            figure.label,
            figure.counter,
            homes.get(figure.area, ""),
            "本级" if figure.for_office else "各单位",
            figure.within,
            figure.over_periods,
            f"{whole.label}的其中项" if whole else "",
            figure.definition,
            f"{Period.parse(ended).label}起停用" if ended else "使用中",
        ]

    def _forget(self) -> None:
        self.dialog = None

    def _save(self, figure: OwnFigureRecord) -> str:
        services = self._context.services
        return write_or_explain(
            self._context,
            lambda: services.own_figures.save(figure),
            f"指标“{figure.label.strip()}”已保存",
        )

    def _chosen(self) -> OwnFigureRecord | None:
        return self._figures.get(self.list.chosen())

    def _edit(self) -> None:
        figure = self._chosen()
        if figure:
            self.open_dialog(figure)

    def _retire(self) -> None:
        figure, period = self._chosen(), self._context.period
        if figure:
            figures = self._context.services.own_figures
            self._context.write(
                lambda: figures.retire(figure.key, period),
                f"指标“{figure.label}”从{period.label}起停用，可以撤销",
            )

    def _bring_back(self) -> None:
        figure = self._chosen()
        if figure:
            figures = self._context.services.own_figures
            self._context.write(
                lambda: figures.bring_back(figure.key), f"指标“{figure.label}”已恢复使用"
            )

    def _show_possible(self) -> None:
        figure = self._chosen()
        self.edit.setEnabled(figure is not None)
        is_retired = figure is not None and bool(figure.retired_from)
        self.retire.setEnabled(figure is not None and not is_retired)
        _show_one_of(self.retire, self.bring_back, second=is_retired)


def _show_one_of(first: QWidget, other: QWidget, *, second: bool) -> None:
    first.setVisible(not second)
    other.setVisible(second)
