"""How a line of the log reads."""

from __future__ import annotations

from desktop_app.services.log.change_log import LogLine
from desktop_app.services.log.change_words import ValueChange

EMPTY = "（空）"

_LONG = 60  # characters of a text from which only what differs is shown
_AROUND = 12  # characters kept on either side of it
_AROUND_IN_FULL = 120


def where_text(line: LogLine) -> str:
    """Return 张村 · 主题党日 · 2020年第一季度, and of how many more a step was."""
    if line.kinds > 1:
        what = f"{line.kind}等{line.kinds}类"
        return " · ".join(filter(None, (what, line.quarter)))
    owner = f"{line.owner}等{line.rows}处" if line.rows > 1 and line.owner else line.owner
    kind = "" if line.kind == line.owner else line.kind
    return " · ".join(filter(None, (owner, kind, line.quarter)))


def what_text(line: LogLine) -> str:
    """Return what changed, on one line: 参加 5人次 → 6人次；备注 …."""
    if line.rows > 1:
        return f"共{line.rows}处，点开逐处查看"
    return "；".join(_short(value) for value in line.values)


def detail_texts(value: ValueChange) -> tuple[str, str]:
    """Return old and new for reading in full; of very long texts what differs and what is near."""
    return _differing(value, _AROUND_IN_FULL)


def _short(value: ValueChange) -> str:
    old, new = (" ".join(text.split()) for text in _differing(value, _AROUND))
    if not value.label:
        return new
    if not old:
        return f"{value.label} {new}"
    return f"{value.label} {old} → {new or EMPTY}"


def _differing(value: ValueChange, around: int) -> tuple[str, str]:
    """Cut what two long texts have in common at both ends, but for some characters of it."""
    old, new = value.old, value.new
    if min(len(old), len(new)) < max(_LONG, 2 * around):
        return old, new
    start = _common(old, new)
    most = min(len(old), len(new)) - start
    end = min(_common(old[::-1], new[::-1]), most)
    start, end = max(start - around, 0), max(end - around, 0)
    before, after = "…" if start else "", "…" if end else ""
    old, new = (f"{before}{text[start : len(text) - end]}{after}" for text in (old, new))
    return old, new


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
