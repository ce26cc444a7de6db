"""Texts that a spreadsheet would take for a formula, or for a number that it cannot keep."""

from __future__ import annotations

import re

_MISREAD = re.compile(r"[=+\-@＝＋－＠\t\r']|\d{12,}[xX]?\Z|0\d+\Z")


def guarded(text: str) -> str:
    """Return a text with an apostrophe where a spreadsheet would misread it."""
    return f"'{text}" if _MISREAD.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe off again that `guarded` put there."""
    return text[1:] if text.startswith("'") and _MISREAD.match(text[1:]) else text
