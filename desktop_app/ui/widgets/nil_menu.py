"""The menu of 零报告: which units had nothing of a ledger this quarter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledger_pages import RowQuery
from desktop_app.ui.context import Context


class LedgerInFront(Protocol):
    """What the menu asks of the ledger that is shown."""

    spec: LedgerSpec

    def preferred_unit(self) -> str:
        """Return the unit that is looked at."""
        ...


class NilMenu(QMenu):
    """Lists the units without rows, the one looked at first; a tick means that it said 零."""

    def __init__(
        self, context: Context, ledger: Callable[[], LedgerInFront], parent: QWidget | None = None
    ) -> None:
        """ledger: asked for each time that the menu opens."""
        super().__init__(parent)
        self._context = context
        self._ledger = ledger
        self.aboutToShow.connect(lambda: context.attempt(self.fill))

    def fill(self) -> None:
        """List the units anew."""
        self.clear()
        context, ledger = self._context, self._ledger()
        key, period = ledger.spec.key, context.period
        given = {unit for unit, of in context.services.office.nil_reports(period) if of == key}
        first = ledger.preferred_unit()
        units = [
            unit.name
            for unit in context.services.office.units(period)
            if unit.is_office_itself or not ledger.spec.kept_by_office
        ]
        listed = [
            unit
            for unit in sorted(units, key=lambda unit: unit != first)
            if unit in given or not context.services.pages.ids(RowQuery(key, period, unit=unit))
        ]
        if first and first not in listed:
            self.addAction(f"{first}已有记录，不用零报告").setEnabled(False)
        for place, unit in enumerate(listed):
            action = self.addAction(unit)
            action.setCheckable(True)
            action.setChecked(unit in given)
            action.triggered.connect(lambda checked, unit=unit: self._give(unit, given=checked))
            if place == 0 and unit == first and len(listed) > 1:
                self.addSeparator()

    def _give(self, unit: str, *, given: bool) -> None:
        context, spec = self._context, self._ledger().spec
        context.write(
            lambda: context.services.office.save_nil_report(
                context.period, unit, spec.key, given=given
            ),
            f"{unit}：{spec.label}{'已零报告' if given else '已撤回零报告'}",
        )
