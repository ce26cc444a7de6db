"""上季度问题整改情况: what became of the problems that the last report named; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.records import MeasureRecord
from desktop_app.services.rectification.values import Values

_STOPS = "。；;，,. "


@dataclass(frozen=True, slots=True)
class ReviewedProblem:
    """A problem that was open when a period began. note: what was done, where it is closed now.

    measures: those that answer it and lived in the period.
    """

    wording: str
    closed: bool
    note: str = ""
    measures: tuple[MeasureRecord, ...] = ()


def review_values(code: str, reviewed: Sequence[ReviewedProblem]) -> Values:
    """Return the values of a period; all 0 where nothing came over, so that the chapter drops out.

    Here nothing is 0 and not unknown: what is not on the list was not a problem.
    """
    closed = sum(problem.closed for problem in reviewed)
    return {
        (code, "reviewed", None): len(reviewed),
        (code, "reviewed_closed", None): closed,
        (code, "reviewed_open", None): len(reviewed) - closed,
        (code, "review_texts", None): tuple(review_text(problem) for problem in reviewed),
    }


def review_text(problem: ReviewedProblem) -> str:
    """Say what became of a problem: its wording, then the note or where its measures stand."""
    wording = problem.wording.strip(_STOPS)
    if problem.closed:
        note = problem.note.strip(_STOPS)
        return f"{wording}。已整改销号{f'：{note}' if note else ''}。"
    standing = "；".join(_standing(measure) for measure in problem.measures)
    return f"{wording}。正在推进整改{f'：{standing}' if standing else ''}。"


def _standing(measure: MeasureRecord) -> str:
    note = measure.note.strip(_STOPS)
    return f"“{measure.heading.strip(_STOPS)}”{measure.state}{f'，{note}' if note else ''}"
