"""Which unit a pasted name means: itself, without 村 or 社区, or by first letters where unique."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from desktop_app.services.finding import initials

_SPACES = re.compile(r"\s+")
_KIND = re.compile(r"(?:村|社区)?(?:村委会|居委会|党总支|党支部|党委|支部)?$")
_ENDING = re.compile(r"(?:行政村|村委会|居委会|社区居委会|村|社区)$")


class UnitMatch(NamedTuple):
    """The unit's name, or "" with the problem; note: how it was found where not by its name."""

    name: str
    note: str = ""
    problem: str = ""


class UnitNames:
    """The units of a quarter by what clerks call them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the units that rows may belong to."""
        self._names = {name: UnitMatch(name) for name in names}
        self._known: dict[str, UnitMatch] = {}
        self._short: dict[str, list[str]] = {}
        for name in self._names:
            self._short.setdefault(short_name(name), []).append(name)

    def find(self, text: str) -> UnitMatch:
        """Return the one unit that a text means."""
        found = self._names.get(text) or self._known.get(text)
        if found is None:
            found = self._known[text] = self._find(_SPACES.sub("", text))
        return found

    def _find(self, text: str) -> UnitMatch:
        if text in self._names:
            return self._names[text]
        named = self._short.get(short_name(text), []) if short_name(text) else []
        if not named and initials.is_initials(text):
            named = [name for name in self._names if initials.matches(name, text)]
        if len(named) == 1:
            return UnitMatch(named[0], f"“{text}”按“{named[0]}”填写")
        if named:
            return UnitMatch("", "", f"“{text}”可能是{'、'.join(named)}，请写全名")
        return UnitMatch("", "", f"没有填报单位“{text[:20]}”，请核对名称，或先到“设置”里添加")


def short_name(name: str) -> str:
    """Return a name without what says only its kind: 张村 → 张, 河湾社区党支部 → 河湾."""
    stem = _KIND.sub("", name)
    return _ENDING.sub("", stem) or stem
