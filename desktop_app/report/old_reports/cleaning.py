"""Slips of typing that are put right before a report is read: stray spaces, doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff约])[ \u3000\xa0]{2,}"
    r"(?=(?:多|余)?(?:万|个|名|人|次|场|期|件|起|家|户|小时|%|％|份|篇|元|支|项)|等)"
)
_BLANK = "＿＿"
_HAN_OR_MARK = r"[\u4e00-\u9fff，。；：、！？“”《》（）]"
_SPACE = re.compile(
    rf"(?<={_HAN_OR_MARK})[ \u3000\xa0\t]+(?=\S)|(?<=\S)[ \u3000\xa0\t]+(?={_HAN_OR_MARK})"
)
_DOUBLED = re.compile(r"([，。；：、！？])\1+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Paragraphs without slips, and a sentence for each kind of slip."""

    paragraphs: tuple[str, ...]
    faults: tuple[str, ...]


def cleaned(paragraphs: Iterable[str]) -> Cleaned:
    """Put typing slips right. A gap that a counter follows is a blank to be filled in."""
    spaces = doubled = 0
    texts = []
    for paragraph in paragraphs:
        text = _GAP.sub(_BLANK, paragraph.strip())
        text, found = _SPACE.subn("", text)
        spaces += found
        text, found = _DOUBLED.subn(r"\1", text)
        doubled += found
        texts.append(text)
    faults = []
    if spaces:
        faults.append(f"去掉了文字中间多余的空格{spaces}处")
    if doubled:
        faults.append(f"去掉了重复的标点{doubled}处")
    return Cleaned(tuple(texts), tuple(faults))
