"""What each blank of an old report is proposed as; a figure, a new one, a name, or itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.report.old_reports.blanks import blanks_in, changed_rounding, ends_bare
from desktop_app.report.old_reports.comparisons import compared, comparisons_in
from desktop_app.report.old_reports.literals import is_quoted, reason_for_literal
from desktop_app.report.old_reports.names import Found, names_in, office_names
from desktop_app.report.old_reports.periods import dated
from desktop_app.report.old_reports.ranking import MOST_CHOICES, formatted, ranking
from desktop_app.report.old_reports.records import (
    FIGURE,
    LIKELY,
    LITERAL_CHOICE,
    NAME,
    NEW,
    REPORT_TITLE,
    SURE,
    TITLE_LINE,
    UNSURE,
    Blank,
    Choice,
    OldReport,
    Proposal,
)
from desktop_app.report.old_reports.scoring import (
    Titles,
    area_of,
    scores,
    surroundings,
)
from desktop_app.report.old_reports.vocabulary import Vocabulary

_LONGEST_CONTEXT = 40
_SENTENCE_ENDS = re.compile(r"[。！？]")
_COMPARED = re.compile(r"(?:上季度|上期|上个季度|去年同期|上年同期|同期)(?:的|为|是|仅|只有)*$")
_LAST_YEAR = re.compile(r"(?:去年|上年)")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of the report with where it stands, the titles above it and its chapter's area."""

    text: str
    chapter: int
    line: int
    titles: Titles
    area: str


def propose(
    report: OldReport, vocabulary: Vocabulary, offices: Sequence[str] = ()
) -> tuple[Proposal, ...]:
    """Return a proposal for each blank, number and name of a report, in reading order.

    offices: names of the office as the program has them; those in the report are found too.
    """
    texts = list(_texts(report, vocabulary))
    names = office_names([one.text for one in texts], offices)
    own_period = _own_period(texts)
    used: dict[str, int] = {}
    proposals: list[Proposal] = []
    for one in texts:
        found = names_in(one.text, one.chapter, one.line, names, vocabulary.kinds_of_names)
        phrases = comparisons_in(one.text, one.chapter, one.line)
        blanks = [*_free_of(blanks_in(one.text, one.chapter, one.line), found), *phrases]
        blanks.sort(key=lambda blank: (blank.place.start, -blank.place.end))
        numbers = [blank for blank in blanks if blank.kind == "number"]
        told = [_named(one, item) for item in found]
        end = 0  # of the last phrase that stands for its numbers too
        for blank in blanks:
            if blank.place.start < end:
                continue
            if blank.kind == "comparison":
                if proposal := _phrase(one, blank, told):
                    told.append(proposal)
                    end = blank.place.end
            elif blank.kind == "date":
                told += _dated(one, blank, own_period)
            else:
                told.append(_number(one, blank, numbers, vocabulary, used, told))
        told.sort(key=lambda proposal: proposal.blank.place.start)
        proposals += _each_said_once(told)
    return tuple(proposals)


def _each_said_once(told: Sequence[Proposal]) -> list[Proposal]:
    """Lower what one paragraph says twice: 机关支部X次，农村支部X次 are parts of a figure."""
    said = Counter(
        item.choice.slot for item in told if item.choice.kind == FIGURE and item.confidence == SURE
    )
    return [
        replace(item, confidence=LIKELY, note=item.note or "这一段里有几处像是这个指标")
        if item.confidence == SURE and said[item.choice.slot] > 1
        else item
        for item in told
    ]


def _texts(report: OldReport, vocabulary: Vocabulary) -> Iterator[_Text]:
    yield _Text(report.title, REPORT_TITLE, 0, Titles(), "")
    above = over = ""
    for index, chapter in enumerate(report.chapters):
        body = "".join(line.text for line in chapter.lines)
        area = area_of(chapter.title, vocabulary) or area_of(body, vocabulary)
        if chapter.level > 1:
            area = area_of(chapter.title, vocabulary) or above or area
        else:
            above, over = area, chapter.title
        titles = Titles(chapter.title, over if chapter.level > 1 else "", report.title)
        if chapter.title:
            yield _Text(chapter.title, index, TITLE_LINE, titles, area)
        for place, line in enumerate(chapter.lines):
            local = area or area_of(line.text[:_LONGEST_CONTEXT], vocabulary)
            yield _Text(line.text, index, place, titles, local)


def _own_period(texts: Sequence[_Text]) -> str:
    """Return the quarter, half-year or year that the report is about, as it is written first."""
    for one in texts[:3]:
        for blank in blanks_in(one.text):
            if (
                blank.kind == "date"
                and re.search("季度|半年|年", blank.text)
                and "月" not in blank.text
            ):
                return blank.text
    return ""


def _free_of(blanks: Iterable[Blank], found: Sequence[Found]) -> list[Blank]:
    spans = [(item[0].place.start, item[0].place.end) for item in found]
    return [
        blank
        for blank in blanks
        if not any(blank.place.start < end and start < blank.place.end for start, end in spans)
    ]


def _named(one: _Text, found: Found) -> Proposal:
    blank, choice, confidence = found
    return _proposal(one, blank, (choice, LITERAL_CHOICE), confidence)


def _dated(one: _Text, blank: Blank, own_period: str) -> list[Proposal]:
    before = one.text[: blank.first]
    found = None if is_quoted(before) else dated(blank.text, before, own_period)
    if found is None:
        if not blank.is_blank:
            return [_proposal(one, blank, (LITERAL_CHOICE,), SURE)]
        return [_proposal(one, blank, (LITERAL_CHOICE,), UNSURE, "日期空着，请写明")]
    choice, confidence, note = found
    return [_proposal(one, blank, (choice, LITERAL_CHOICE), confidence, note)]


def _number(
    one: _Text,
    blank: Blank,
    numbers: Sequence[Blank],
    vocabulary: Vocabulary,
    used: dict[str, int],
    told: Sequence[Proposal],
) -> Proposal:
    reason = reason_for_literal(one.text, blank)
    if reason is not None:
        note, is_sure = reason
        kind = LITERAL_CHOICE
        if blank.is_blank:
            kind = Choice(NAME, None, "名称，自己填写")
            return _proposal(one, blank, (kind, LITERAL_CHOICE), UNSURE, note)
        return _proposal(one, blank, (kind,), SURE if is_sure else LIKELY, note)
    around = surroundings(one.text, blank, numbers, one.titles, one.area, vocabulary)
    compared = _compared(one, blank, told)
    if compared is not None:
        return compared
    ranked = scores(blank, around, vocabulary, used)
    before = _before(one, blank, told)
    choices, confidence, note = ranking(blank, around, ranked, before, vocabulary)
    first = choices[0]
    if first.figure:
        used[first.figure] = used.get(first.figure, 0) + 1
    if ends_bare(blank, one.text) and first.counter:
        note = note or f"原文没有写量词，印时补上“{first.counter}”"
    if changed := changed_rounding(blank, one.text):
        note = note or f"“{changed}”改用“{blank.rounding}”，跟着数字变"
    return _proposal(one, blank, choices, confidence, note)


def _compared(one: _Text, blank: Blank, told: Sequence[Proposal]) -> Proposal | None:
    """Read 去年同期为12次 as an earlier value of the figure just before it."""
    left = one.text[: blank.first]
    if not _COMPARED.search(left):
        return None
    before = next((item for item in reversed(told) if item.choice.kind == FIGURE), None)
    if before is None or before.blank.counter != blank.counter:
        return None
    at = "yoy" if _LAST_YEAR.search(left[-8:]) else "prev"
    choice = formatted(replace(before.choice, at=at, formats=()), blank)
    return _proposal(one, blank, (choice, LITERAL_CHOICE), LIKELY)


def _phrase(one: _Text, blank: Blank, told: Sequence[Proposal]) -> Proposal | None:
    """Read 较上季度增加12人次 as said of the figure before it; None where there is none.

    Said of a new figure it is a new figure too, the same one.
    """
    last = _before(one, blank, told)
    if last is None or last.choice.kind not in (FIGURE, NEW):
        return None
    choice = compared(last.choice, blank)
    note = "以后自动写成增加或减少"
    if choice.kind == NEW:
        note += "；前面那个新指标也要采用"
    return _proposal(one, blank, (choice, LITERAL_CHOICE), LIKELY, note)


def _before(one: _Text, blank: Blank, told: Sequence[Proposal]) -> Proposal | None:
    """Return what was proposed for the number before a blank in its sentence."""
    earlier = [
        item
        for item in told
        if item.blank.kind == "number"
        and item.blank.place.start < blank.place.start
        and not _SENTENCE_ENDS.search(one.text[item.blank.last : blank.first])
    ]
    return max(earlier, key=lambda item: item.blank.place.start, default=None)


def _proposal(
    one: _Text, blank: Blank, choices: tuple[Choice, ...], confidence: str, note: str = ""
) -> Proposal:
    start, end = blank.place.start, blank.place.end
    return Proposal(
        blank,
        one.text[max(start - _LONGEST_CONTEXT, 0) : start],
        one.text[end : end + _LONGEST_CONTEXT],
        choices[:MOST_CHOICES],
        confidence,
        note,
        one.area,
    )
