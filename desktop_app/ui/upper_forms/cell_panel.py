"""The chosen cell: what stands beside it, what it takes, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from desktop_app.services.upper_forms.cell_names import Place, cell_name
from desktop_app.services.upper_forms.grid import Grid
from desktop_app.services.upper_forms.labels import labels_of
from desktop_app.services.upper_forms.records import FormView
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.theme import set_role

_NOTHING_CHOSEN = "点一个格子，看它填什么；双击或按回车选指标。"


class CellPanel(QFrame):
    """accepting, picking, writing, leaving, forgetting, going_on: what the buttons ask for."""

    accepting = Signal()
    picking = Signal()
    writing = Signal()
    leaving = Signal()
    forgetting = Signal()
    going_on = Signal()

    def __init__(self) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        set_role(self, "card", value=True)
        self.name = QLabel()
        self.name.setProperty("role", "subtitle")
        self.labels = hint("")
        self.what = QLabel(wordWrap=True)
        self.value = QLabel(wordWrap=True)
        self.value.setProperty("role", "subtitle")
        self.reason = QLabel(wordWrap=True)
        self.reason.setProperty("role", "warning")
        self.accept = button("确认建议", "ok", "按建议填这个格（空格键）")
        self.pick = button("选择指标…", "search", "从全部指标里选一个（回车键）")
        self.write = button("固定文字…", "edit", "每季度都填同样的文字，如填表人、电话")
        self.leave = button("留空不填", "close", "这个格每季度都不填，以后不再提醒")
        self.forget = button("取消对应", "delete", "忘掉这个格填什么（Delete键）")
        self.next = button("下一个待对应的格", "next", "在表里按F3也可以")
        self._lay_out()
        for one, signal in (
            (self.accept, self.accepting),
            (self.pick, self.picking),
            (self.write, self.writing),
            (self.leave, self.leaving),
            (self.forget, self.forgetting),
            (self.next, self.going_on),
        ):
            one.clicked.connect(signal)
        self.show_cells(None, None, [])

    def show_cells(self, view: FormView | None, grid: Grid | None, places: list[Place]) -> None:
        """Show the one chosen cell, or how many there are."""
        self.next.setVisible(bool(view and view.asked))
        buttons = (self.accept, self.pick, self.write, self.leave, self.forget)
        if view is None or grid is None or not places:
            self._say("", "", _NOTHING_CHOSEN)
            for one in buttons:
                one.hide()
            return
        spots = [(grid.title, place) for place in places]
        mapped = [spot for spot in spots if spot in view.mapped]
        proposed = [spot for spot in spots if view.suggestion(spot)]
        takes = [place for place in places if not grid.cell(place).is_formula]
        if len(places) == 1:
            self._show_one(view, grid, places[0])
        else:
            self._say(
                f"选中{len(places)}个格",
                "",
                f"其中{len(mapped)}个已有安排，{len(proposed)}个有建议。",
            )
        self.accept.setVisible(bool(proposed))
        self.accept.setText("确认建议" if len(places) == 1 else f"确认{len(proposed)}处建议")
        for one in (self.pick, self.write):
            one.setVisible(len(places) == 1 and bool(takes))
        self.leave.setVisible(bool(takes))
        self.forget.setVisible(bool(mapped))

    def _show_one(self, view: FormView, grid: Grid, place: Place) -> None:
        spot = (grid.title, place)
        cell, mapped, suggestion = grid.cell(place), view.mapped.get(spot), view.suggestion(spot)
        name = cell_name(place)
        if mapped is not None:
            value = mapped.filling.shown
            self._say(name, mapped.labels, mapped.what, value, mapped.filling.reason)
        elif suggestion is not None:
            what = f"建议填：{suggestion.what}"
            sure = "" if suggestion.certain else "名称不完全一样，请核对后再确认"
            self._say(name, suggestion.labels, what, suggestion.shown, sure)
        elif cell.is_formula:
            self._say(name, "", "这里是公式，打开导出的表格时自动算出，不用填。")
        elif cell.text:
            self._say(name, cell.text, "表格原有的文字，导出时不变。")
        else:
            labels = labels_of(grid, place).shown
            self._say(name, labels, "还没有安排填什么，导出时保持原样。")

    def _say(self, name: str, labels: str, what: str, value: str = "", reason: str = "") -> None:
        for label, text in (
            (self.name, name),
            (self.labels, labels),
            (self.what, what),
            (self.value, value),
            (self.reason, reason),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        for widget in (self.name, self.labels, self.what, self.value, self.reason, self.accept):
            layout.addWidget(widget)
        others = QGridLayout()
        others.setSpacing(6)
        for place, widget in enumerate((self.pick, self.write, self.leave, self.forget)):
            others.addWidget(widget, place // 2, place % 2)
        layout.addLayout(others)
        layout.addWidget(self.next)
