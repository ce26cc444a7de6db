"""The figures of problems and measures: pure functions of what lived in a period."""

from __future__ import annotations

from collections.abc import Sequence

from db.models.rectification import MeasureProgress
from desktop_app.core.records import FigureContent, MeasureRecord, ProblemRecord

Values = dict[tuple[str, str, str | None], FigureContent]
"""(period code, measure, area) → value."""

_DONE = MeasureProgress.STATES[2]


def problem_values(
    code: str, lived: Sequence[ProblemRecord], still_open: Sequence[ProblemRecord]
) -> Values:
    """Return the values that follow from the problems of a period.

    lived: all that were there; still_open: those that were not put right by its end.
    """
    values: Values = {
        (code, "open_problems", area): sum(problem.area == area for problem in still_open)
        for area in {problem.area for problem in lived}
    }
    values[code, "open_problems", None] = len(still_open)
    values[code, "closed_problems", None] = len(lived) - len(still_open)
    values[code, "problem_texts", None] = tuple(problem.wording for problem in still_open)
    return values


def measure_values(code: str, measures: Sequence[MeasureRecord]) -> Values:
    """Return the values that follow from the measures of a period."""
    done = [measure for measure in measures if measure.state == _DONE]
    going_on = [measure for measure in measures if measure.state != _DONE]
    return {
        (code, "measures", None): len(measures),
        (code, "measures_done", None): len(done),
        (code, "measures_open", None): len(going_on),
        (code, "measures_overdue", None): sum(measure.overdue for measure in measures),
        (code, "measure_texts", None): tuple(
            f"{measure.heading.rstrip('。')}。{measure.text}" for measure in going_on
        ),
    }
