"""What would send a report back, as pure functions over a CheckInput.

Each rule is a function CheckInput → findings; RULES lists them in the order of the report.
"""

from __future__ import annotations

from desktop_app.core.records import Finding
from desktop_app.report.checks.arithmetic import (
    absent_quarters,
    double_counted,
    odd_rows,
    overridden_values,
    partial_totals,
    ratios_out_of_range,
)
from desktop_app.report.checks.elements import missing_elements, missing_glyphs
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.checks.text import blanks, broken_marks, missing_counters, undated

RULES = (
    missing_glyphs,
    blanks,
    broken_marks,
    missing_counters,
    undated,
    missing_elements,
    odd_rows,
    double_counted,
    absent_quarters,
    partial_totals,
    ratios_out_of_range,
    overridden_values,
)


def run_checks(given: CheckInput) -> list[Finding]:
    """Apply every rule; findings in the order of the rules."""
    return [finding for rule in RULES for finding in rule(given)]
