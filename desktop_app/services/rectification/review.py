"""上季度问题整改情况: what became of the problems that the last report named; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.records import Finding, MeasureRecord
from desktop_app.services.rectification.values import Values

NO_NEWS = "本期没有登记新的进展"
"""Stands in the text where the last report's progress would be printed as this one's."""

_MOST_NAMED = 3
_STOPS = "。；;，,. "


@dataclass(frozen=True, slots=True)
class ReviewedProblem:
    """A problem that was open when a period began. note: what was done, where it is closed now.

    measures: those that answer it and lived in the period. renewed: uids of the measures whose
    progress was written in the period; what was written before is not news.
    """

    wording: str
    closed: bool
    note: str = ""
    measures: tuple[MeasureRecord, ...] = ()
    renewed: frozenset[str] = frozenset()

    @property
    def without_news(self) -> tuple[MeasureRecord, ...]:
        """Its measures that nothing new was written of, where it is not put right yet."""
        return tuple(
            one for one in self.measures if not self.closed and one.uid not in self.renewed
        )


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
    silent = problem.without_news
    standing = "；".join(
        f"“{one.heading.strip(_STOPS)}”{one.state}（{NO_NEWS}）"
        if one in silent
        else _standing(one)
        for one in problem.measures
    )
    return f"{wording}。正在推进整改{f'：{standing}' if standing else ''}。"


def _standing(measure: MeasureRecord) -> str:
    note = measure.note.strip(_STOPS)
    return f"“{measure.heading.strip(_STOPS)}”{measure.state}{f'，{note}' if note else ''}"


def review_findings(reviewed: Sequence[ReviewedProblem]) -> list[Finding]:
    """Return what the checks say of measures without news; one finding for all."""
    silent = list(
        dict.fromkeys(one.heading.strip(_STOPS) for p in reviewed for one in p.without_news)
    )
    if not silent:
        return []
    shown = "".join(f"“{heading}”" for heading in silent[:_MOST_NAMED])
    rest = f"等{len(silent)}条措施" if len(silent) > _MOST_NAMED else ""
    return [
        Finding(
            "rectification.no_progress",
            "warning",
            f"{shown}{rest}{NO_NEWS}，上期写的不能再当这一期的用，请在“问题与措施”里填写",
            "整改情况",
            "rectification.last_quarter_review",
        )
    ]
