"""The menu of 零报告: which units had nothing of a ledger this quarter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledgers.pages import RowQuery
from desktop_app.ui.context import Context

REST = "其余为零"
"""What a nil return says of a unit that has rows."""
_SECTION = "已有记录的单位"


def nil_units(context: Context, ledger: str) -> list[str]:
    """Return the units that gave a nil return for a ledger, those with rows marked 其余为零."""
    given = {
        unit for unit, of in context.services.office.nil_reports(context.period) if of == ledger
    }
    return [
        f"{unit.name}（{REST}）" if _has_rows(context, ledger, unit.name) else unit.name
        for unit in context.services.office.units(context.period)
        if unit.name in given
    ]


def _has_rows(context: Context, ledger: str, unit: str) -> bool:
    return bool(context.services.pages.ids(RowQuery(ledger, context.period, unit=unit)))


class LedgerInFront(Protocol):
    """What the menu asks of the ledger that is shown."""

    spec: LedgerSpec

    def preferred_unit(self) -> str:
        """Return the unit that is looked at."""
        ...


class NilMenu(QMenu):
    """Lists the units, the one looked at first; a tick means that it said 零.

    Beside rows 零 means the rest: kinds without a row are 0, not unknown.
    """

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
        units.sort(key=lambda unit: unit != first)
        with_rows = {unit for unit in units if _has_rows(context, key, unit)}
        for unit in units:
            if unit not in with_rows:
                self._offer(unit, unit, given=unit in given)
        if with_rows:
            self.addSection(_SECTION)
        for unit in units:
            if unit in with_rows:
                self._offer(unit, f"{unit}（{REST}）", given=unit in given)

    def _offer(self, unit: str, text: str, *, given: bool) -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(given)
        action.triggered.connect(lambda checked: self._give(unit, given=checked))

    def _give(self, unit: str, *, given: bool) -> None:
        context, spec = self._context, self._ledger().spec
        word = f"报“{REST}”" if _has_rows(context, spec.key, unit) else "零报告"
        context.write(
            lambda: context.services.office.save_nil_report(
                context.period, unit, spec.key, given=given
            ),
            f"{unit}：{spec.label}{'已' if given else '已撤回'}{word}",
        )
