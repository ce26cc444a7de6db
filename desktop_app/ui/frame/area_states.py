"""The dots of the navigation: which areas have rows, and in which the checks found something."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.ui.context import Context


def count_states(context: Context, show: Callable[[dict[str, str]], None]) -> None:
    """Compute area key → "empty", "filled" or "findings" and hand it to `show`.

    In the background: the checks read every ledger.
    """
    services, period = context.services, context.period

    def work() -> dict[str, str]:
        counts = services.pages.counts(period)
        figures = services.figures.figures(period)
        odd = {
            figures[finding.figure].area
            for finding in services.checks.findings(period)
            if finding.figure in figures and finding.severity != "hint"
        }
        states = {}
        for area in services.catalogue.areas:
            if area.ledgers:
                rows = sum(counts[ledger.spec.key] for ledger in area.ledgers)
                filled = "findings" if area.spec.key in odd else "filled"
                states[area.spec.key] = filled if rows else "empty"
        return states

    context.tasks.run("states", work, show, context.refused.emit)
