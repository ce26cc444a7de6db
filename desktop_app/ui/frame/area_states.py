"""The dots of the navigation: which areas have rows, and in which the checks found something."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.core.periods import Period
from desktop_app.core.specs import LedgerSpec
from desktop_app.services.ledgers.pages import RowQuery
from desktop_app.ui.context import Context


def count_states(context: Context, show: Callable[[dict[str, str]], None]) -> None:
    """Compute area key → "empty", "filled" or "findings" and hand it to `show`.

    In the background: the checks read every ledger.
    """
    services, period = context.services, context.period

    def work() -> dict[str, str]:
        figures = services.figures.figures(period)
        odd = {
            figures[finding.figure].area
            for finding in services.checks.findings(period)
            if finding.figure in figures and finding.severity != "hint"
        }
        states = {}
        for area in services.catalogue.areas:
            if area.ledgers:
                has_rows = any(
                    services.pages.ids(_rows_of(ledger.spec, area.spec.label, period))
                    for ledger in area.ledgers
                )
                filled = "findings" if area.spec.key in odd else "filled"
                states[area.spec.key] = filled if has_rows else "empty"
        return states

    context.tasks.run("states", work, show, context.refused.emit)


def _rows_of(ledger: LedgerSpec, area: str, period: Period) -> RowQuery:
    """Ask for the rows of an area's ledger; of one that areas share only those of this area."""
    return RowQuery(ledger.key, period, area=area if ledger.shared_by else "")
