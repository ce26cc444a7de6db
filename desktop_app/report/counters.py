"""Measure words behind a printed number: which there are, and which mean the same."""

from __future__ import annotations

import re

_COUNTER = re.compile(
    r"(?:个)?(?:人次|户次|小时|人|名|次|个|件|起|场|期|对|户|家|项|支(?!部)|份|条|篇|天|元|位|批|%|％)"
)
_SAME = (frozenset("人名位"), frozenset("件起"), frozenset("个份"), frozenset("%％"))


def counter_at(text: str) -> str:
    """Return the counter that the text starts with (小时, 个小时, 名 …), "" where there is none."""
    found = _COUNTER.match(text)
    return found[0] if found else ""


def same_measure(written: str, counter: str) -> bool:
    """Say whether a written counter measures what the figure's own does: 名 for 人, 个小时."""
    plain = written.removeprefix("个") or written
    return plain == counter or any({plain, counter} <= same for same in _SAME)
