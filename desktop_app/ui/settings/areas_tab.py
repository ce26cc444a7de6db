"""工作领域: which are on in the quarter."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.office.quarter_settings import AreaSwitch, QuarterSettings
from desktop_app.ui.context import Context
from desktop_app.ui.fields.surfaces import card, hint
from desktop_app.ui.settings.tab import Tab


class AreasTab(Tab):
    """A tick for each area, with what it is about and what it holds."""

    title = "工作领域"

    def __init__(self, context: Context, settings: QuarterSettings) -> None:
        """settings: reads; the office service switches."""
        super().__init__()
        self._context = context
        self._settings = settings
        self.switches: dict[str, QCheckBox] = {}
        self._remarks: dict[str, QLabel] = {}
        self._sentence = hint("")
        frame, inside = card()
        frame.setMaximumWidth(900)
        inside.addWidget(self._sentence)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        inside.addLayout(self._list)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 12, 0, 12)
        around.addWidget(frame)
        around.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def reload(self) -> None:
        """Read which areas are on."""
        self._sentence.setText(
            f"{self._context.period.label}要填哪些工作。不勾选的领域在本季度不用填、"
            "不计入指标、不催报、不校核，报告里也不出现；已经填的数据都留着，重新勾选就恢复。"
            "下个季度照这个季度来，其他季度不受影响。"
        )
        areas = self._settings.areas(self._context.period)
        if list(self.switches) != [area.key for area in areas]:
            self._clear()
        for area in areas:
            if area.key not in self.switches:
                self._add(area)
            self.switches[area.key].setChecked(area.on)
            kept = f"本季度已填{area.rows}条" if area.rows else ""
            self._remarks[area.key].setText(kept and (kept if area.on else f"{kept}，保留不用"))

    def _clear(self) -> None:
        """Forget all ticks: the office's own areas came or went."""
        self.switches.clear()
        self._remarks.clear()
        while self._list.count():
            item = self._list.takeAt(0)
            row = item.layout()
            items = [row.itemAt(place) for place in range(row.count())] if row else [item]
            for one in items:
                if one is not None and (widget := one.widget()):
                    widget.deleteLater()

    def _add(self, area: AreaSwitch) -> None:
        switch = QCheckBox(area.label)
        switch.clicked.connect(lambda: self._switch(area, on=switch.isChecked()))
        remark = hint("")
        remark.setWordWrap(False)
        first = QHBoxLayout()
        first.addWidget(switch)
        first.addStretch()
        first.addWidget(remark)
        about = hint(area.help)
        about.setContentsMargins(28, 0, 0, 0)
        self._list.addLayout(first)
        self._list.addWidget(about)
        self.switches[area.key] = switch
        self._remarks[area.key] = remark

    def _switch(self, area: AreaSwitch, *, on: bool) -> None:
        self._context.write(
            lambda: self._context.services.office.switch_area(
                self._context.period, area.key, enabled=on
            ),
            f"{area.label}已{'启用' if on else '停用'}",
        )
        self.reload()
