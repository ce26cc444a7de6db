"""What is called sure is right, in short sentences from many fields of work."""

from __future__ import annotations

import pytest
from old_report_probes import PROBES, TRAPS, Probe
from township import ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.report.old_reports import propose, structure_of
from desktop_app.report.old_reports.records import FIGURE, NEW, SURE, Proposal
from desktop_app.report.old_reports.synonyms import read_synonyms
from desktop_app.report.old_reports.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    [area.spec for area in ALL_AREAS], read_synonyms(ROOT / "resources" / "wording")
)
LEAST_SHARE, LEAST_SURE = 0.97, 20
"""Of all answers that are right, and figures that are called sure."""


def proposed(heading: str, sentence: str) -> list[Proposal]:
    """Return what is proposed for the numbers of a sentence under a heading."""
    report = structure_of(["青石镇2024年第二季度工作总结", heading, sentence])
    found = propose(report, VOCABULARY)
    return [one for one in found if one.blank.kind == "number" and one.blank.place.line >= 0]


def said(proposal: Proposal) -> str:
    return proposal.choice.figure or proposal.choice.kind


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe[1])
def test_nothing_is_called_sure_that_is_another_thing(probe: Probe):
    heading, sentence, answers = probe
    found = proposed(heading, sentence)
    assert len(found) == len(answers)
    wrong = [
        (one.before, said(one), wanted)
        for one, wanted in zip(found, answers, strict=True)
        if one.confidence == SURE and said(one) not in wanted.split("|")
    ]
    assert wrong == []


@pytest.mark.parametrize(("heading", "sentence"), TRAPS)
def test_a_part_or_an_aim_or_another_place_is_never_sure(heading: str, sentence: str):
    found = proposed(heading, sentence)
    assert found
    assert [
        (one.before, said(one))
        for one in found
        if one.confidence == SURE and one.choice.kind == FIGURE
    ] == []


def test_nearly_all_is_proposed_right_and_what_the_figures_name_is_sure():
    right = total = sure = 0
    for heading, sentence, answers in PROBES:
        for one, wanted in zip(proposed(heading, sentence), answers, strict=True):
            total += 1
            right += said(one) in wanted.split("|")
            sure += one.confidence == SURE and one.choice.kind == FIGURE
    assert right >= LEAST_SHARE * total
    assert sure >= LEAST_SURE


@pytest.mark.parametrize(
    ("heading", "sentence", "label"),
    [
        ("一、抓实基层党建", "组织集中学习X次，参加党员X人次。", "集中学习参加党员"),
        ("一、推进党风廉政建设", "召开警示教育大会X次，参加X人次。", "警示教育大会参加"),
        ("一、服务民生", "向困难党员发放X人X万，效果好。", "向困难党员发放金额"),
    ],
)
def test_words_that_name_nothing_are_said_of_the_number_before(
    heading: str, sentence: str, label: str
):
    last = proposed(heading, sentence)[-1]
    assert last.choice.kind == NEW
    assert last.choice.label.endswith(label)


def test_a_sentence_of_a_campaign_is_no_other_campaigns():
    flood, epidemic = (
        proposed(heading, "动员党员X名，累计值守X小时。")
        for heading in ("一、全力防汛救灾", "一、做好疫情防控")
    )
    assert [said(one) for one in flood] == [NEW, NEW]
    assert [said(one) for one in epidemic] == ["epidemic.mobilised", "epidemic.duty_hours"]
