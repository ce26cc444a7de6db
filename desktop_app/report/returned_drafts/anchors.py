"""What an export hides in its Word file so that it is known again: bookmarks and properties.

A bookmark's name is at most 40 letters, digits and underlines; one that starts with an underline
is not listed by Word. Names carry digests, never content: what the leader deletes must not travel
on inside the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from desktop_app.report.document import Document, Heading, Paragraph, Runs
from desktop_app.report.returned_drafts.sentences import same_key, spans

PERIOD = "JibaoPeriod"
"""The property that every export has: the label of its period."""

PROPERTIES_PART = "docProps/custom.xml"

_PARAGRAPH, _FIGURE = "_jbp", "_jbf"
_OFFICE, _SENTENCES = "JibaoOffice", "JibaoText"
_DIGEST = 8  # hexadecimal digits
_PAIR = 2 * _DIGEST
_LONGEST = 240  # characters of a property: Word takes 255
_MOST = 400  # properties; a report of 200 pages has fewer


@dataclass(frozen=True, slots=True)
class Anchor:
    """A bookmark of ours. figure: digest of its reference; printed: digest of what stood there.

    Of a paragraph: chapter is the digest of its chapter's uid, "" for the title.
    """

    chapter: str = ""
    figure: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What an export says of itself: whose report it is, and which sentences it had.

    printed, stored: digests of sentences as printed, and with the figures' names for their values.
    """

    period: str
    office: str
    printed: frozenset[str]
    stored: frozenset[str]


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST // 2).hexdigest()


def paragraph_anchor(chapter: str, number: int) -> str:
    """Name the bookmark around a paragraph. number: unlike that of any other."""
    return f"{_PARAGRAPH}_{digest(chapter) if chapter else ''}_{number}"


def figure_anchor(reference: str, printed: str, number: int) -> str:
    """Name the bookmark around a printed figure. number: unlike that of any other."""
    return f"{_FIGURE}_{digest(reference)}_{digest(printed)}_{number}"


def anchor_of(name: str) -> Anchor | None:
    """Read a bookmark's name; None where it is not ours."""
    match name.split("_")[1:]:
        case ["jbp", chapter, _number]:
            return Anchor(chapter)
        case ["jbf", figure, printed, _number]:
            return Anchor(figure=figure, printed=printed)
    return None


def properties_of(document: Document) -> dict[str, str]:
    """Return the properties of the exported file, each short enough for Word."""
    pairs = "".join(
        digest(same_key(printed)) + digest(same_key(stored))
        for runs in _texts(document)
        for printed, stored in sentences_of(runs)
    )
    step = _LONGEST // _PAIR * _PAIR
    parts = [pairs[start : start + step] for start in range(0, len(pairs), step)][:_MOST]
    named = {f"{_SENTENCES}{number}": part for number, part in enumerate(parts, 1)}
    return {PERIOD: document.subject, _OFFICE: document.author[:_LONGEST], **named}


def marks_of(properties: Mapping[str, str]) -> Marks | None:
    """Read a file's properties; None where it is no export of ours, or they were lost."""
    if not properties.get(PERIOD):
        return None
    parts = (properties.get(f"{_SENTENCES}{number}", "") for number in range(1, _MOST + 1))
    pairs = [part[start : start + _PAIR] for part in parts for start in range(0, len(part), _PAIR)]
    return Marks(
        properties[PERIOD],
        properties.get(_OFFICE, ""),
        frozenset(pair[:_DIGEST] for pair in pairs),
        frozenset(pair[_DIGEST:] for pair in pairs),
    )


def sentences_of(runs: Runs) -> Iterator[tuple[str, str]]:
    """Yield each sentence twice: as printed, and with {reference} where a figure is printed."""
    text = "".join(run.text for run in runs)
    for start, end in spans(text):
        stored, place = "", 0
        for run in runs:
            left, right = max(place, start), min(place + len(run.text), end)
            if left < right:
                stored += (
                    f"{{{run.figure}}}" if run.figure else run.text[left - place : right - place]
                )
            place += len(run.text)
        yield text[start:end], stored


def _texts(document: Document) -> Iterator[Runs]:
    yield document.title.runs
    for block in document.blocks:
        match block:
            case Heading():
                yield block.runs
            case Paragraph():
                yield block.head + block.runs
