"""The order of what may stand at a blank: figures, a new one, the text; and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.report.old_reports.certainty import (
    LOOSE,
    NAMED,
    OTHER,
    how_named,
    is_apart,
    is_bare,
)
from desktop_app.report.old_reports.comparisons import compared
from desktop_app.report.old_reports.new_figures import new_figure
from desktop_app.report.old_reports.records import (
    FIGURE,
    LIKELY,
    LITERAL_CHOICE,
    SURE,
    UNSURE,
    Blank,
    Choice,
    Proposal,
)
from desktop_app.report.old_reports.scoring import Score, Surroundings
from desktop_app.report.old_reports.vocabulary import Vocabulary

MOST_CHOICES = 6
_TAKEN, _LEAST, _OWN = 0.5, 0.8, 0.2
"""Least cover, value and share in the blank's own clause of a figure that is proposed."""
_SHOWN = 0.3
"""Least value of a figure that is shown as an alternative."""
_CERTAIN, _CLEAR = 0.75, 1.3
"""Cover of a figure that is sure, and how far ahead of the next it must be."""

_WHOLE = 0.9
"""Share of a figure's name that must stand at a blank whose words name nothing by themselves."""

Ranking = tuple[tuple[Choice, ...], str, str]
"""The choices, best first, with the confidence of the first and a note."""


def ranking(
    blank: Blank,
    around: Surroundings,
    ranked: Sequence[Score],
    before: Proposal | None,
    vocabulary: Vocabulary,
) -> Ranking:
    """Order what may stand at a blank.

    ranked: the figures that fit, best first. before: what is proposed for the number before it.
    """
    best = ranked[0] if ranked else None
    is_said = bool(around.own_left or around.own_right) and best and best.own >= _WHOLE
    if is_bare(around, vocabulary) and not is_said:
        return _continued(ranked, around, blank, before, vocabulary)
    named = how_named(around, best.entry, best.own, vocabulary) if best else OTHER
    return _ranked(ranked, new_figure(blank, around), blank, named)


def _continued(
    ranked: Sequence[Score],
    around: Surroundings,
    blank: Blank,
    before: Proposal | None,
    vocabulary: Vocabulary,
) -> Ranking:
    """Propose for words that name nothing, 参加X人次: they speak of the number before."""
    new = new_figure(blank, around, before.choice if before else None)
    if before is None or before.choice.kind != FIGURE:
        return (new, *_worth_showing(ranked, blank), LITERAL_CHOICE), LIKELY, ""
    ledger = vocabulary.entries[before.choice.figure or ""].ledger
    same = [score for score in ranked if score.entry.ledger == ledger != ""]
    if not same:
        return (new, LITERAL_CHOICE), LIKELY, ""
    is_sure = before.confidence == SURE and not is_apart(around, vocabulary)
    named = NAMED if is_sure else LOOSE
    return _ranked(same, new, blank, named, certain=_TAKEN)


def _ranked(
    ranked: Sequence[Score], new: Choice, blank: Blank, named: str, certain: float = _CERTAIN
) -> Ranking:
    """Order figures, the new figure and the literal; return them, confidence and a note.

    named: how the words name the first of the figures. certain: cover from which it is sure.
    """
    figures = _worth_showing(ranked, blank)
    best = ranked[0] if ranked else None
    is_weak = best is None or best.cover < _TAKEN or best.value < _LEAST or best.own < _OWN
    if best is None or is_weak or named == OTHER:
        is_alone = best is None or best.value < _LEAST
        return (new, *figures, LITERAL_CHOICE), LIKELY if is_alone else UNSURE, ""
    rival = ranked[1].value if len(ranked) > 1 else 0.0
    is_clear = best.value >= _CLEAR * rival
    confidence = SURE if best.cover >= certain and is_clear and named == NAMED else LIKELY
    note = ""
    own = best.entry.choice.counter or ""
    if blank.counter and own and blank.counter != own:
        note = f"原文写“{blank.counter}”，这个指标按“{own}”计"
        confidence = LIKELY if confidence == SURE and not _alike(blank.counter, own) else confidence
    return (*figures, new, LITERAL_CHOICE), confidence, note


def _worth_showing(ranked: Sequence[Score], blank: Blank) -> list[Choice]:
    shown = [score for score in ranked if score.value >= _SHOWN][: MOST_CHOICES - 2]
    return [formatted(score.entry.choice, blank) for score in shown]


def _alike(written: str, own: str) -> bool:
    return {written, own} <= {"人", "名", "位"} or {written, own} <= {"件", "起"}


def formatted(choice: Choice, blank: Blank) -> Choice:
    """Give a slot the rounding word and 万 that stand at the blank, or the comparison."""
    if blank.kind == "comparison":
        return choice if choice.formats else compared(choice, blank)
    formats = []
    if blank.rounding:
        formats.append(blank.rounding)
    if blank.in_ten_thousands:
        formats.append("万")
        if blank.rounding and blank.decimals is not None:
            formats.append(f".{blank.decimals}")
    elif choice.counter == "%" and blank.rounding:
        formats.append(f".{blank.decimals or 0}")
    return replace(choice, formats=tuple(formats))
