"""Text beyond the Basic Multilingual Plane, copied and searched rightly from our PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from reportlab.pdfbase import ttfonts

_ASTRAL_TARGET = re.compile(r"(?<=> )<([0-9A-F]{5,6})>")


def mend_astral_text() -> None:
    """Make reportlab's ToUnicode maps right; a second call does nothing.

    reportlab 5.1 writes the target of such a character into the ToUnicode map as its five-digit
    code point, where PDF 32000-1 9.10.3 asks for UTF-16BE. The glyphs print rightly either way.
    """
    original: Callable[[str, list[int]], str] = ttfonts.makeToUnicodeCMap
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    def mended(font_name: str, subset: list[int]) -> str:
        return _ASTRAL_TARGET.sub(_as_utf16, original(font_name, subset))

    ttfonts.makeToUnicodeCMap = mended


def _as_utf16(target: re.Match[str]) -> str:
    return f"<{chr(int(target[1], 16)).encode('utf-16-be').hex().upper()}>"
