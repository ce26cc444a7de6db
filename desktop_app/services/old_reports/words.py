"""What is proposed for an old report, as `propose` prints it: in plain lines or by stable keys."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.core.specs import PointStyle
from desktop_app.report import numbering
from desktop_app.services.old_reports.service import (
    FIGURE,
    LIKELY,
    LITERAL,
    NAME,
    NEW,
    REPORT_TITLE,
    SURE,
    UNSURE,
    Choice,
    Proposal,
    Reading,
    propose_file,
)

__all__ = ("choice_words", "point_number", "proposal_lines", "proposals_record", "propose_file")

CONFIDENCES = {SURE: "确定", LIKELY: "可能", UNSURE: "不确定"}
_KINDS = {FIGURE: "指标", NEW: "新指标", NAME: "名称", LITERAL: "保留原文"}
_AT = {"prev": "上期", "yoy": "上年同期"}
_AROUND = 12


def proposals_record(reading: Reading) -> dict[str, object]:
    """Return chapters and proposals with the keys of design.md §6."""
    return {
        "chapters": [
            {"level": one.level, "number": one.number, "title": one.title}
            for one in reading.report.chapters
        ],
        "slots": [
            {
                "chapter": _chapter(reading, proposal),
                "before": proposal.before,
                "text": proposal.blank.text,
                "after": proposal.after,
                "kind": proposal.choice.kind,
                "figure": proposal.choice.figure,
                "label": proposal.choice.label,
                "counter": proposal.choice.counter or None,
            }
            for proposal in reading.proposals
        ],
    }


def proposal_lines(reading: Reading) -> Iterator[str]:
    """Yield what a person reads: chapters with their blanks, then what was put right."""
    last = None
    for proposal in reading.proposals:
        place = proposal.blank.place.chapter
        if place != last:
            last = place
            yield f"【{_headed(reading, proposal)}】"
        around = f"{proposal.before[-_AROUND:]}〔{proposal.blank.text}〕{proposal.after[:_AROUND]}"
        yield f"  [{CONFIDENCES[proposal.confidence]}] {around} → {choice_words(proposal.choice)}"
    for fault in reading.report.faults:
        yield f"[说明] {fault}。"
    yield f"共{len(reading.proposals)}处，其中确定的{_sure(reading)}处。"


def choice_words(choice: Choice) -> str:
    """Return a choice in words: 指标：主题党日（次）."""
    if choice.kind == LITERAL or choice.asks_for_words:
        return choice.label
    at = f"，{_AT[choice.at]}" if choice.at in _AT else ""
    counter = f"（{choice.counter}{at}）" if choice.counter or at else ""
    if choice.keeps:
        counter = "（并存进单位信息）"
    return f"{_KINDS[choice.kind]}：{choice.label}{counter}"


def point_number(style: str, number: int) -> str:
    """Return the number of a point as the report prints it; style as a chapter keeps it."""
    return numbering.point_number(PointStyle(style), number)


def _chapter(reading: Reading, proposal: Proposal) -> str:
    """Return the title of a proposal's chapter, "" for the opening and the report's own title."""
    place = proposal.blank.place.chapter
    return "" if place == REPORT_TITLE else reading.report.chapters[place].title


def _headed(reading: Reading, proposal: Proposal) -> str:
    place = proposal.blank.place.chapter
    if place == REPORT_TITLE:
        return "标题"
    chapter = reading.report.chapters[place]
    return f"{chapter.number}{chapter.title}" or "开头"


def _sure(reading: Reading) -> int:
    return sum(proposal.confidence == SURE for proposal in reading.proposals)
