"""Finding a place in the manual: by its words, their first letters, or a whole question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from desktop_app.services.finding import initials
from desktop_app.services.manual.pages import Found, Section

MOST = 30
"""More places than these nobody looks through."""

_AROUND = 16  # characters of text before what was found
_EXCERPT = 60
_ENOUGH = 0.3  # share of what a question is about that a section must hold
_ANSWERS = 8
_ASKING = re.compile(
    r"怎么办|怎么样|怎么|怎样|如何|为什么|什么|哪里|哪儿|能不能|可以|[吗呢了的地得把要我请]"
)
_HAN = re.compile(r"[一-鿿]+")
_TITLE, _INITIALS, _TEXT, _PARTS = range(4)


def find(sections: Sequence[Section], words: str) -> list[Found]:
    """Return the sections that fit, best first.

    The words stand in the title, as they are or as first letters; or in the text; or each by
    itself. Where no section has them, they are taken as a question, and a good part of what it
    is about must be there.
    """
    wanted = words.strip().casefold()
    if not wanted:
        return []
    ranked = [
        (rank, section) for section in sections if (rank := _rank(section, wanted)) is not None
    ]
    ranked.sort(key=lambda one: one[0])
    best = [section for _rank_of, section in ranked] or _answers(sections, wanted)
    return [Found(section, _excerpt(section, wanted)) for section in best[:MOST]]


def _rank(section: Section, wanted: str) -> int | None:
    title, text = section.title.casefold(), section.text.casefold()
    if wanted in title:
        return _TITLE
    if initials.is_initials(wanted) and initials.matches(section.title, wanted):
        return _INITIALS
    if wanted in text:
        return _TEXT
    parts = wanted.split()
    is_parted = len(parts) > 1 and all(part in title or part in text for part in parts)
    return _PARTS if is_parted else None


def _answers(sections: Sequence[Section], question: str) -> list[Section]:
    """Return the sections that best speak of what a question is about.

    What few sections hold weighs more; what stands in the title counts twice.
    """
    pieces = _pieces(question)
    held = {piece: [piece in one.title + one.text for one in sections] for piece in pieces}
    weights = {piece: log(1 + len(sections) / (1 + sum(held[piece]))) for piece in pieces}
    ranked = []
    for place, section in enumerate(sections):
        share = sum(weight for piece, weight in weights.items() if held[piece][place])
        if pieces and share >= _ENOUGH * sum(weights.values()):
            titled = sum(weight for piece, weight in weights.items() if piece in section.title)
            ranked.append((-share - titled, place, section))
    ranked.sort(key=lambda one: one[:2])
    return [section for _score, _place, section in ranked[:_ANSWERS]]


def _pieces(question: str) -> set[str]:
    """Return what a question is about: its pairs of characters, without the words of asking."""
    runs = _HAN.findall(_ASKING.sub(" ", question))
    return {run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))}


def _excerpt(section: Section, wanted: str) -> str:
    """Return the text around what was found, or its beginning."""
    place = section.text.casefold().find(wanted)
    start = max(0, place - _AROUND)
    piece = section.text[start : start + _EXCERPT]
    return f"{'…' if start else ''}{piece}{'…' if start + _EXCERPT < len(section.text) else ''}"
