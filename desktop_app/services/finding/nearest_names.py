"""Which of the known names a wrong one may have meant: by its characters, and by its letters."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from desktop_app.services.finding import initials

_MOST = 6
_LEAST_ALIKE = 0.35
_BY_LETTERS = 0.9  # names that only sound alike stand behind those with the same characters


def nearest(names: Iterable[str], typed: str) -> list[str]:
    """Return the names that are like what was typed, the likest first; [] where none is.

    张村委 finds 张村 by its characters, 章村 finds it by its letters, and zcc by a letter too many.
    """
    wanted = typed.strip().casefold()
    alike = [(_likeness(name, wanted), name) for name in names]
    found = [pair for pair in alike if pair[0] >= _LEAST_ALIKE]
    return [name for _share, name in sorted(found, key=lambda pair: -pair[0])[:_MOST]]


def _likeness(name: str, wanted: str) -> float:
    """Return 0 to 1, the share of both that is the same in the same order."""
    return max(
        SequenceMatcher(None, name.casefold(), wanted).ratio(),
        _BY_LETTERS * SequenceMatcher(None, _letters(name), _letters(wanted)).ratio(),
    )


def _letters(text: str) -> str:
    return "".join(letters[0] for letters in initials.letters_of(text))
