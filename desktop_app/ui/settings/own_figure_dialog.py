"""One own figure: what it is called, who gives it, how it is added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.services.own.records import (
    ADDED,
    LAST,
    LATEST,
    NUMBERS,
    OVER_PERIODS,
    WITHIN,
    OwnFigureRecord,
)
from desktop_app.ui.settings.own_dialog import OwnDialog, follow_within

BY_UNITS, BY_OFFICE = "各单位填报", "镇（街道）本级登记"


def usual_span(within: str) -> str:
    """Return how quarters are usually put together: a state counts as it is at the end."""
    return LAST if within == LATEST else ADDED


class OwnFigureDialog(OwnDialog):
    """Adds a figure or changes one."""

    def __init__(
        self,
        parent: QWidget | None,
        figure: OwnFigureRecord,
        homes: Mapping[str, str],
        save: Callable[[OwnFigureRecord], str],
        wholes: Callable[[OwnFigureRecord], Mapping[str, str]],
    ) -> None:
        """homes: area key → label. save: returns why not, "" when it was saved.

        wholes: key → label of the figures that a figure may be a part of.
        """
        super().__init__(
            parent,
            "修改指标" if figure.key else "添加指标",
            "保存后，本季工作台、填报表和汇总里都有这一项，写报告时也可以插入。"
            "改名称不影响已经写好的报告。",
        )
        self._figure, self._save, self._wholes = figure, save, wholes
        self.setMinimumWidth(520)
        self.label = self.add_line("指标名称", figure.label, "如：慰问老党员")
        self.counter = self.add_line("量词", figure.counter, "如：人次、次、个、件")
        self.kind = self.add_choice("数字类型", NUMBERS, figure.kind)
        self.area = self.add_area(homes, figure.area)
        self.giver = self.add_choice(
            "由谁填", (BY_UNITS, BY_OFFICE), BY_OFFICE if figure.for_office else BY_UNITS
        )
        self.within = self.add_choice("一季填几次时", WITHIN, figure.within)
        self.within.setToolTip("合计：各次相加，如活动次数；最新：只算最近一次，如现有人数")
        self.over_periods = self.add_choice("半年、全年", OVER_PERIODS, figure.over_periods)
        follow_within(self.within, self.over_periods, usual_span)
        self.part_of = self.add_choice("其中：属于哪个指标", (), "")
        self.part_of.setToolTip("例如“困难老党员”是“慰问老党员”的其中项：比它大时校核会提醒")
        self.counter.editingFinished.connect(self._renew_wholes)
        self.area.activated.connect(self._renew_wholes)
        self.definition = self.add_line("口径", figure.definition, "怎样算一个数，可以不填")
        self._list_wholes(figure.part_of)
        for fixed in (self.kind, self.area, self.giver):
            fixed.setEnabled(not figure.key)
            if figure.key:
                fixed.setToolTip("建好后不能改；要改请停用这个指标，另加一个")
        self.add_buttons()
        self.label.setFocus()

    def store(self) -> str:
        """Save the figure."""
        return self._save(self._typed())

    def _typed(self) -> OwnFigureRecord:
        return OwnFigureRecord(
            self.label.text(),
            self.counter.text(),
            str(self.area.currentData() or ""),
            self.definition.text(),
            self.kind.currentText(),
            self.within.currentText(),
            self.over_periods.currentText(),
            for_office=self.giver.currentText() == BY_OFFICE,
            retired_from=self._figure.retired_from,
            key=self._figure.key,
            part_of=str(self.part_of.currentData() or ""),
        )

    def _renew_wholes(self) -> None:
        """Offer what counts in this measure; what is chosen stays where it still fits."""
        self._list_wholes(str(self.part_of.currentData() or ""))

    def _list_wholes(self, chosen: str) -> None:
        self.part_of.clear()
        self.part_of.addItem("不是其中项", "")
        for key, label in self._wholes(self._typed()).items():
            self.part_of.addItem(f"{label}的其中项", key)
        self.part_of.setCurrentIndex(max(self.part_of.findData(chosen), 0))
