"""Which sentences of the returned file a unit of the report has become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.returned_drafts.alignment import Alignment
from desktop_app.report.returned_drafts.draft import slot_at
from desktop_app.report.returned_drafts.records import Disputed, Span, Unit
from desktop_app.report.returned_drafts.returned import Sentence
from desktop_app.report.returned_drafts.rewriting import Rewritten, escaped
from desktop_app.report.returned_drafts.sentences import has_number, without_number


@dataclass(slots=True)
class Group:
    """Units of the report and the sentences that they have become. js: places of those."""

    units: list[int]
    js: list[int]
    is_moved: bool = False


def groups_of(units: Sequence[Unit], owners: Sequence[int], alignment: Alignment) -> list[Group]:
    """Draw parts of a unit together, and units that became one sentence."""
    groups: list[Group] = []
    found: dict[int, tuple[list[int], bool]] = {}
    for place, i in enumerate(owners):
        js = alignment.pairs.get(place)
        if js:
            found.setdefault(i, ([], False))[0].extend(js)
    for place, j in alignment.moved.items():
        i = owners[place]
        if units[i].is_whole_figure and i in found:
            found[i][0].append(j)
        found.setdefault(i, ([j], True))
    _fill(units, found)
    for i in sorted(found):
        js, is_moved = sorted(set(found[i][0])), found[i][1]
        last = groups[-1] if groups else None
        if last and set(last.js) & set(js):
            if _follow(units[last.units[-1]], units[i]):
                last.units.append(i)
                last.js = sorted({*last.js, *js})
            continue
        groups.append(Group([i], js, is_moved))
    return groups


def with_moves(
    units: Sequence[Unit], sentences: Sequence[Sentence], groups: Sequence[Group]
) -> list[Group]:
    """Say which groups really moved; those that moved together become one.

    A sentence that still follows the one that it followed before did not move by itself.
    """
    found: list[Group] = []
    owner = {j: group for group in groups for j in group.js}
    for group in sorted(groups, key=lambda one: one.js[0]):
        before = owner.get(group.js[0] - 1)
        follows = before is not None and before.units[-1] == group.units[0] - 1
        if not (group.is_moved and before is not None and follows):
            found.append(group)
        elif not before.is_moved or units[before.units[-1]].kind == "heading":
            group.is_moved = False
            found.append(group)
        elif not sentences[group.js[0]].begins and _follow(
            units[before.units[-1]], units[group.units[0]]
        ):
            before.units += group.units
            before.js += group.js
            owner.update(dict.fromkeys(group.js, before))
        else:
            found.append(group)
    return sorted(found, key=lambda one: one.units[0])


def _fill(units: Sequence[Unit], found: dict[int, tuple[list[int], bool]]) -> None:
    """Give what stands between the points of one figure to it."""
    taken = {j for js, _moved in found.values() for j in js}
    for i, (js, _moved) in found.items():
        if units[i].is_whole_figure:
            js.extend(j for j in range(min(js), max(js)) if j not in taken)


def _follow(one: Unit, other: Unit) -> bool:
    return (one.chapter, one.line) == (other.chapter, other.line)


def joined(sentences: Sequence[Sentence], strip: int) -> tuple[str, list[Span]]:
    """Return sentences as one text with the places of its figures.

    strip: how many of them, from the first, lose the number of a point.
    """
    text, anchors = "", []
    for place, sentence in enumerate(sentences):
        piece = sentence.text
        cut = len(piece) - len(without_number(piece)) if place < strip else 0
        for span in sentence.anchors:
            if span.start >= cut:
                shift = len(text) - cut
                anchors.append(Span(span.name, span.start + shift, span.end + shift))
        text += piece[cut:]
    return text, anchors


def whole_figure(source: str, old: str, sentences: Sequence[Sentence]) -> Rewritten:
    """Leave points open that one figure prints: their ledger is to be put right, or not."""
    slot = slot_at(source.strip())
    assert slot is not None
    now = ""
    for sentence in sentences:
        is_next = bool(now) and (sentence.begins or has_number(sentence.text))
        now += (f"\n{POINT_MARK}" if is_next else "") + escaped(without_number(sentence.text))
    return Rewritten((Disputed(slot.reference, old, now, source),))
