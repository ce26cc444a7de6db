"""What the checks said when a report was frozen: its 校核单 stays what it was."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from desktop_app.core.periods import Period
from desktop_app.core.records import Finding
from desktop_app.report.checks.changes import Jump
from desktop_app.services.checks.settings import Ignored
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.seal import NotWhole, require_content
from desktop_app.services.final.stored import finding_of


class FrozenChecks(NamedTuple):
    """Findings that asked for something, those that may stay with the reason, explained jumps."""

    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, Ignored], ...]
    explained: tuple[Jump, ...]


def to_keep(
    findings: Sequence[Finding],
    ignored: Sequence[tuple[Finding, Ignored]],
    reasons: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return the findings with what was said of them; reasons: sentence → why it may stay."""
    return [
        *({**asdict(one), "reason": decision.reason} for one, decision in ignored),
        *({**asdict(one), "reason": reasons.get(one.message, "")} for one in findings),
    ]


def jumps_to_keep(jumps: Sequence[Jump]) -> list[dict[str, str]]:
    """Return the jumps with their 说明."""
    return [{"figure": one.figure.key, "sentence": one.sentence, "note": one.note} for one in jumps]


def frozen_checks(period: Period) -> FrozenChecks | None:
    """Return what the checks said of a period's frozen report.

    None while it is being written, and where that is not known any more.
    """
    row = frozen_reports.current_row(period)
    if row is None:
        return None
    try:
        require_content(row)
    except NotWhole:
        return None
    kept = json.loads(row.findings)
    figures = frozen_reports.figures(row, {})
    return FrozenChecks(
        tuple(finding_of(one) for one in kept if not one["reason"]),
        tuple((finding_of(one), _decision(one)) for one in kept if one["reason"]),
        tuple(
            Jump(figures[one["figure"]], one["sentence"], one["note"])
            for one in json.loads(row.document).get("jumps", ())
        ),
    )


def _decision(kept: Mapping[str, Any]) -> Ignored:
    return Ignored("", kept["rule"], kept["where"], kept["message"], kept["reason"])
