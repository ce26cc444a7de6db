"""Texts as they are kept: cleaned of what cannot be printed, and quoted in sentences."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from desktop_app.core.errors import InvalidValue
from desktop_app.core.visible_text import without_invisible

_NOTHING_TO_CLEAN = re.compile(r"[\u3001-\u3011\u4e00-\u9fff，。；：（）A-Za-z0-9]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff\ue000-\uf8ff]")
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u2604\u2607-\u263f\u2642-\u27bf\ufe0f\u20e3]")
_SPACES = re.compile(r"\s+")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋／％＄：", "0123456789.,-+/%$:")


def clean_text(raw: object, max_length: int | None = None, *, lines: bool = False) -> str | None:
    """Return the text as it is kept: trimmed, spaces folded; None when nothing is left.

    lines: keep line breaks. Invisible marks (zero width, writing direction) are dropped;
    control characters, half surrogates, private characters and emoji are refused by name.
    """
    text = raw if isinstance(raw, str) else text_of(raw)
    if _NOTHING_TO_CLEAN.fullmatch(text) and len(text) <= (max_length or len(text)):
        return text
    found = _UNPRINTABLE.search(text)
    if found:
        raise InvalidValue(f"含有无法打印的字符（{_code_point(found[0])}），请删去后重填")
    found = _EMOJI.search(text)
    if found:
        raise InvalidValue(f"含有表情符号“{found[0]}”，公文中不能使用，请删去")
    text = without_invisible(text)
    if lines:
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip("\n")
    else:
        text = _SPACES.sub(" ", text).strip()
    if max_length is not None and len(text) > max_length:
        raise InvalidValue(f"共{len(text)}个字，最多{max_length}个字，请缩短")
    return unicodedata.normalize("NFC", text) or None


def text_of(raw: object) -> str:
    """Return what a cell shows: 3.0 from a workbook reads 3."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return str(raw)


def half_width(text: str) -> str:
    """Return a text with the digits and marks of numbers and days in their narrow form, trimmed."""
    return without_invisible(text).translate(_HALF_WIDTH).strip()


def quoted(raw: object) -> str:
    """Quote what was typed, without what cannot be shown, at most 20 characters."""
    text = _UNPRINTABLE.sub("�", text_of(raw)).strip()
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
