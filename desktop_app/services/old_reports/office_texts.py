"""Texts of the office that stand in its old report: they fill what 单位信息 lacks, if confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop_app.core.records import OfficeRecord
from desktop_app.report.old_reports.records import LIKELY, Choice, Proposal
from desktop_app.services.office.service import OfficeService

FIELDS = {
    "office.name": "short_name",
    "office.guideline": "guideline",
    "office.plan_name": "plan_name",
}
"""What a slot shows → the text of the office that it comes from."""

_FILL = re.compile(r"[XxＸ×✕*＊〇○_＿□]|^[我本]")
_KINDS = ("街道", "镇", "乡")


def told(proposals: Sequence[Proposal], office: OfficeRecord) -> tuple[Proposal, ...]:
    """Let the first place of each text that the office lacks keep the words that stand there.

    That place is to be looked at. Where the office has other words, these are shown.
    """
    return tuple(_told(proposals, office))


def keep(office: OfficeService, chosen: Iterable[Choice]) -> None:
    """Keep what the choices say is to be kept, as far as the office has none by now."""
    known = office.office()
    values = {
        field: choice.keeps
        for choice in chosen
        if choice.keeps
        and (field := FIELDS.get(choice.figure or ""))
        and not text_of(choice.figure or "", known)
    }
    name = values.get("short_name", "")
    kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
    if kind:
        values["kind"] = kind
    if values:
        office.save_office(**values)


def text_of(key: str, office: OfficeRecord) -> str:
    """Return the text of the office that a slot shows; key: one of FIELDS."""
    return office.name if key == "office.name" else str(getattr(office, FIELDS[key]))


def _told(proposals: Sequence[Proposal], office: OfficeRecord) -> Iterator[Proposal]:
    seen: set[str] = set()
    for proposal in proposals:
        key, words = proposal.choice.figure or "", proposal.blank.text
        if key not in FIELDS or key in seen or _FILL.search(words):
            yield proposal
            continue
        seen.add(key)
        label, known = proposal.choice.label, text_of(key, office)
        if not known:
            first = replace(proposal.choice, keeps=words)
            choices = (first, proposal.choice, *proposal.choices[1:])
            note = f"单位信息里还没有{label}，第1条会把这几个字存进去"
            yield replace(proposal, choices=choices, confidence=LIKELY, note=note)
        elif known != words:
            note = f"单位信息里的{label}是“{known}”，印的是它"
            yield replace(proposal, confidence=LIKELY, note=note)
        else:
            yield proposal
