"""Choosing what a cell takes: the report's list of figures, with the cell's own unit kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.services.reports.editing import slot_choice
from desktop_app.services.upper_forms.cell_names import cell_name
from desktop_app.services.upper_forms.moving import Spot
from desktop_app.services.upper_forms.records import FormView
from desktop_app.services.upper_forms.service import UpperForms
from desktop_app.ui.report.figure_picker import FigurePicker

OTHER_AREAS = (("office", "单位信息"), ("report", "报告期"))


class CellPicker(FigurePicker):
    """Starts with what the cell takes or what is proposed for it."""

    def __init__(
        self,
        service: UpperForms,
        view: FormView,
        spot: Spot,
        areas: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """areas: (key, label) in report order."""
        self._service, self._view, self._spot = service, view, spot
        self._unit = service.unit_at(view, spot)
        mapped, suggestion = view.mapped.get(spot), view.suggestion(spot)
        content = mapped.content if mapped else suggestion.content if suggestion else ""
        self.along = QCheckBox()
        self.along.setChecked(True)
        super().__init__(view.values, [*OTHER_AREAS, *areas], parent, slot_choice(content))
        self.setWindowTitle(f"{cell_name(spot[1])}填哪个指标")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        self.choices.offer_counter(False)  # noqa: FBT003 - its argument is the only one
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.along)
        self.list.currentItemChanged.connect(self._keep_unit)
        if slot_choice(content) is None:
            self._keep_unit()
        self._show_sample()

    def contents(self) -> dict[Spot, str]:
        """Return what was chosen, for the cell and for those of the other units where wanted."""
        picked = self.picked()
        if picked is None:
            return {}
        others = self._along(picked.stored) if self.along.isChecked() else {}
        return {**others, self._spot: picked.stored}

    def _along(self, stored: str) -> dict[Spot, str]:
        """Return the cells of the other units; those with a content of their own keep it."""
        found = self._service.along_units(self._view, self._spot, stored)
        return {spot: one for spot, one in found.items() if spot not in self._view.mapped}

    def _keep_unit(self) -> None:
        """Choose the cell's own unit for another figure too."""
        place = self.choices.at.findData(f"unit {self._unit}")
        if self._unit and place >= 0:
            self.choices.at.setCurrentIndex(place)

    def _show_sample(self) -> None:
        """Show what the cell would take, and whom it goes to as well."""
        super()._show_sample()
        picked = self.picked()
        others = {} if picked is None else self._along(picked.stored)
        others.pop(self._spot, None)
        self.along.setVisible(bool(others))
        self.along.setText(f"旁边其他单位的{len(others)}个格也填这个指标")
        if picked is not None:
            found = self._service.reading(self._view, self._spot, picked.stored).filling
            self._shown.setText(f"表里填：{found.shown or '（本期没有数据，保持原样）'}")
