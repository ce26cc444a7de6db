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
from desktop_app.report.checks.changes import frozen_bases, unexplained_jumps
from desktop_app.report.checks.elements import missing_elements, missing_glyphs
from desktop_app.report.checks.input import CheckInput
from desktop_app.report.checks.relations import (
    as_of,
    names_over_counts,
    parts_over_wholes,
    theme_days_due,
)
from desktop_app.report.checks.repetition import unchanged_points
from desktop_app.report.checks.text import (
    blanks,
    broken_marks,
    lists_in_lines,
    missing_counters,
    undated,
)

RULES = (
    missing_glyphs,
    blanks,
    broken_marks,
    lists_in_lines,
    missing_counters,
    undated,
    as_of,
    missing_elements,
    odd_rows,
    double_counted,
    absent_quarters,
    parts_over_wholes,
    names_over_counts,
    theme_days_due,
    partial_totals,
    ratios_out_of_range,
    overridden_values,
    unexplained_jumps,
    frozen_bases,
    unchanged_points,
)


def run_checks(given: CheckInput) -> list[Finding]:
    """Apply every rule; findings in the order of the rules."""
    return [finding for rule in RULES for finding in rule(given)]
