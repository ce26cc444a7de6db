"""Marks in a text that nobody sees, as they come along from web pages and messages."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_ODD_SPACE = re.compile(r"[^\S\u3000\u00a0]")


def without_invisible(text: str) -> str:
    """Drop what has no width: zero-width characters, writing directions, variants."""
    return _INVISIBLE.sub("", text)


def visible_text(text: str) -> str:
    """Return a text as it can be printed: invisible marks dropped, tabs and the like as spaces."""
    return "\n".join(_ODD_SPACE.sub(" ", line) for line in without_invisible(text).split("\n"))
