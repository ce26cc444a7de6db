"""Problems that come again: open since several quarters, or worded like one that was put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop_app.core.periods import Period
from desktop_app.core.records import Finding, ProblemRecord

ALIKE = 0.8
"""Share of two wordings that must agree; below it two problems merely use the same words."""

LONG_OPEN = 3
"""Quarters from which on the checks ask whether the measures are the right ones."""

_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A problem of a period that is not put right yet.

    quarters: how many it has been open for, the first and the present one included. like: quarter
    in which a problem that reads much the same was put right, None for none; like_text: that one.
    """

    uid: str
    description: str
    quarters: int
    like: Period | None = None
    like_text: str = ""

    @property
    def sentence(self) -> str:
        """What the card says of the earlier one, "" for none."""
        return f"与{self.like.label}已整改的问题相似" if self.like else ""


def repeats(
    open_ones: Sequence[ProblemRecord], closed_ones: Sequence[ProblemRecord], period: Period
) -> list[Repeat]:
    """Return how often each open problem of a period has been on the list, in their order.

    closed_ones: all that were ever put right; those put right after a problem came up do not count.
    """
    found = []
    for problem in open_ones:
        earlier = [
            other
            for other in closed_ones
            if other.uid != problem.uid and other.closed and other.closed <= problem.opened
        ]
        like = _most_alike(problem, earlier)
        found.append(
            Repeat(
                problem.uid,
                problem.description,
                _quarters_between(problem.opened, period),
                Period.parse(like.closed) if like and like.closed else None,
                like.description if like else "",
            )
        )
    return found


def repeat_findings(found: Sequence[Repeat]) -> list[Finding]:
    """Return what the checks say: a hint where a problem stays open, 提醒 where one came again."""
    findings = []
    for number, problem in enumerate(found, 1):
        where = f"存在问题第{number}条"
        if problem.quarters >= LONG_OPEN:
            findings.append(
                Finding(
                    "rectification.long_open",
                    "hint",
                    f"这个问题连续{problem.quarters}个季度没有销号，请看措施是否管用。",
                    where,
                    "rectification.problem_texts",
                )
            )
        if problem.like:
            findings.append(
                Finding(
                    "rectification.again",
                    "warning",
                    f"{problem.sentence}（“{problem.like_text}”），请核对是不是同一个问题又出现了。",
                    where,
                    "rectification.problem_texts",
                )
            )
    return findings


def _quarters_between(opened: str, period: Period) -> int:
    """Count the quarters from one to the last one of a period, both included."""
    first, last = Period.parse(opened), period.quarters[-1]
    return (last.year - first.year) * 4 + last.number - first.number + 1


def _most_alike(problem: ProblemRecord, others: Sequence[ProblemRecord]) -> ProblemRecord | None:
    """Return the one that reads most alike, the latest of equals; None below ALIKE."""
    text = _plain(problem.description)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    best: tuple[float, str] = (ALIKE, "")
    found = None
    for other in others:
        matcher.set_seq1(_plain(other.description))
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            continue
        rank = (matcher.ratio(), other.closed or "")
        if rank >= best:
            best, found = rank, other
    return found


def _plain(text: str) -> str:
    """Leave marks and spaces out: they do not make a problem another one."""
    return _MARKS.sub("", text)
