"""Lines whose wording the standard fixes, the same in every format, and how wide a text is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.report import official_style as style
from desktop_app.report.document import Imprint, Letterhead

_SPACE = "\u3000"


def columns_of(text: str) -> float:
    """Return the width of a text in full-width characters; ASCII and the like count as half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def recipients_line(recipients: str) -> str:
    """Return 主送机关 with its colon (7.3.2)."""
    return recipients.rstrip("：:") + "："


def copies_line(names: str, label: str = style.COPIES_LABEL) -> str:
    """Return 抄送： with the full stop behind the last name (7.4.2)."""
    return f"{label}{names.rstrip('。')}。"


def issued_line(imprint: Imprint) -> str:
    """Return 印发日期 with 印发 (7.4.3), "" where the day is not known."""
    return f"{imprint.issued_on}{style.ISSUED_SUFFIX}" if imprint.issued_on else ""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of 发文字号 (at the left) and 签发人 (at the right); either may be ""."""

    number: str
    names: str


def number_rows(head: Letterhead, columns: float) -> list[NumberRow]:
    """Set 签发人 two a row, 发文字号 beside the last of them (7.2.6).

    columns: room between the indents, characters. Where number and names do not fit beside each
    other there is one name a row, and where that is too wide too the number has a row of its own.
    """
    if not head.signers:
        return [NumberRow(head.number, "")]
    label = columns_of(style.SIGNER_LABEL)
    beside = columns - label - (columns_of(head.number) + 1 if head.number else 0)
    for names_a_row in (2, 1):
        rows = _rows_of(head.signers, names_a_row)
        if max(map(columns_of, rows)) <= beside:
            return [*(NumberRow("", row) for row in rows[:-1]), NumberRow(head.number, rows[-1])]
    rows = _rows_of(head.signers, 2)
    if max(map(columns_of, rows)) > columns - label:
        rows = _rows_of(head.signers, 1)
    below = [NumberRow(head.number, "")] if head.number else []
    return [*(NumberRow("", row) for row in rows), *below]


def _rows_of(names: Sequence[str], count: int) -> list[str]:
    return [_SPACE.join(names[at : at + count]) for at in range(0, len(names), count)]
