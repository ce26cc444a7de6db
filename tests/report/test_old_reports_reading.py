"""How an old report is taken apart: blanks in every writing, chapters, faults, slots put in."""

from __future__ import annotations

import pytest
from township import ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.report.old_reports import propose, structure_of, with_choices
from desktop_app.report.old_reports.blanks import blanks_in
from desktop_app.report.old_reports.records import LITERAL, OldReport, Proposal
from desktop_app.report.old_reports.synonyms import read_synonyms
from desktop_app.report.old_reports.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    [area.spec for area in ALL_AREAS], read_synonyms(ROOT / "resources" / "wording")
)
TITLE = "青石镇2020年第一季度党建工作总结"


def read(*paragraphs: str) -> tuple[OldReport, tuple[Proposal, ...]]:
    report = structure_of([TITLE, *paragraphs])
    return report, propose(report, VOCABULARY)


def taken(*paragraphs: str) -> list[str]:
    """Return the lines of a report with everything taken that is proposed."""
    report, proposals = read(*paragraphs)
    chosen = {place: one.choice for place, one in enumerate(proposals)}
    written = with_choices(report, proposals, chosen)
    return [line.text for chapter in written.chapters for line in chapter.lines]


@pytest.mark.parametrize(
    "blank",
    ["X", "XX", "Ｘ", "×", "××", "*", "***", "__", "＿＿", "〇", "〇〇", "□□", "12", "1,204"],
)
def test_a_blank_is_found_however_it_is_written(blank: str):
    assert taken(f"各村开展主题党日活动{blank}次，效果良好。") == [
        "各村开展主题党日活动{organization.party_days}次，效果良好。"
    ]


def test_a_gap_before_a_counter_is_a_blank():
    assert taken("各村开展主题党日活动    次，效果良好。") == [
        "各村开展主题党日活动{organization.party_days}次，效果良好。"
    ]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("累计值守超过X万个小时。", "累计值守{epidemic.duty_hours|超过|万}个小时。"),
        ("累计值守约1.2万小时。", "累计值守{epidemic.duty_hours|约|万|.1}小时。"),
        ("动员了X名左右党员。", "动员了{epidemic.mobilised|左右}名党员。"),
        ("动员了300余名党员。", "动员了{epidemic.mobilised|超过}名党员。"),
        (
            "党员捐款X人X万。",
            "党员捐款{organization.donors}人{organization.donation_amount|万}元。",
        ),
        (
            "主题党日12次，去年同期为9次。",
            "主题党日{organization.party_days}次，去年同期为{organization.party_days@yoy}次。",
        ),
        (
            "参加主题党日1042人次，较上季度增加12人次，增长1.2%。",
            (
                "参加主题党日{organization.party_day_attendance}人次，"
                "{organization.party_day_attendance|比上期}。"
            ),
        ),
        (
            "接收预备党员12名，同比增长20%；预备党员转正9名，环比下降约10%。",
            (
                "接收预备党员{organization.admitted}名，{organization.admitted|比同期}；"
                "预备党员转正{organization.confirmed}名，{organization.confirmed|比上期}。"
            ),
        ),
        (
            "主题党日32次，较去年增加3次；组织生活覆盖率98%，与上季度相比提高2.1个百分点。",
            (
                "主题党日{organization.party_days}次，{organization.party_days|比同期}；"
                "组织生活覆盖率{organization.meeting_coverage}%，"
                "{organization.meeting_coverage|比上期}。"
            ),
        ),
        (
            "给予党内警告处分X人、党内严重警告X。",
            (
                "给予党内警告处分{integrity.warnings}人、"
                "党内严重警告{integrity.serious_warnings}人。"
            ),
        ),
        (
            "我镇开展主题党日X次，全乡反响良好，本街道效果突出。",
            (
                "{office.name}开展主题党日{organization.party_days}次，"
                "{office.whole}反响良好，{office.name}效果突出。"
            ),
        ),
        ("截至2020年3月31日，青石镇平稳有序。", "截至{report.as_of}，{office.name}平稳有序。"),
        (
            "涌现出优秀党员王立新、赵小燕等先进典型。",
            "涌现出优秀党员{epidemic.exemplary_members|names:2}等先进典型。",
        ),
    ],
)
def test_words_around_a_number_become_the_format_of_its_slot(text: str, stored: str):
    assert taken(text) == [stored]


@pytest.mark.parametrize(
    "text",
    [
        "认真学习《关于做好2020年X项工作的意见》精神。",
        "落实“3+1”工作机制。",
        "较上季度增加12人次。",
        "拨打12345热线反映问题。",
        "坚持24小时值班。",
        "庆祝建党100周年。",
        "按照〔2020〕18号文件要求。",
        "第3次会议如期召开。",
    ],
)
def test_numbers_that_are_no_figures_stay(text: str):
    assert taken(text) == [text]


def test_numbers_of_lists_are_no_blanks():
    assert blanks_in("（1）抓学习") == []
    assert blanks_in("2.抓落实") == []


def test_misnumbered_headings_and_points_are_numbered_anew_and_told():
    long = (
        "各村党支部按照统一部署，结合实际开展了内容丰富、形式多样的组织生活，"
        "党员普遍受到教育，作用明显。"
    )
    report, _proposals = read(
        "抓好组织生活",
        long,
        "三、抓好党员发展",
        f"重点做了以下工作。一是抓培养。三是抓考察。　{long}",
    )
    assert [(one.number, one.title) for one in report.chapters] == [
        ("一、", "抓好组织生活"),
        ("二、", "抓好党员发展"),
    ]
    assert report.faults == (
        "去掉了文字中间多余的空格1处",
        "标题“抓好组织生活”原来没有编号，排印时编为“一、”",
        "标题“抓好党员发展”原来编号是3，排印时编为“二、”",
        "“抓好党员发展”里“抓考察。各村党支部按照统一部…”的序号原来是第3，排印时编为第2",
    )
    assert [line.is_point for line in report.chapters[1].lines] == [False, True, True]


def test_a_text_that_begins_with_its_first_heading_has_no_title():
    report = structure_of(
        ["一、抓好组织生活", "各村按时开展活动。", "二、抓好党员发展", "成效明显。"]
    )
    assert report.title == ""
    assert [one.title for one in report.chapters] == ["抓好组织生活", "抓好党员发展"]


def test_a_heading_at_the_start_of_its_paragraph_is_a_heading():
    report = structure_of(
        [TITLE, "一、抓好组织生活。各村按时开展活动。", "二、抓好发展。成效明显。"]
    )
    assert [(one.title, one.lines[0].text) for one in report.chapters] == [
        ("抓好组织生活", "各村按时开展活动。"),
        ("抓好发展", "成效明显。"),
    ]


def test_what_the_program_prints_itself_is_left_out_and_told():
    report, _proposals = read("县委组织部：", "各项工作有序推进。", "青石镇党委", "2020年4月2日")
    assert [line.text for one in report.chapters for line in one.lines] == ["各项工作有序推进。"]
    assert "“县委组织部：”、“青石镇党委”、“2020年4月2日”没有写进正文" in report.faults[0]


def test_what_is_not_chosen_stays_to_the_letter():
    text = "动员了约300名左右党员，开展主题党日X次。"
    report, proposals = read(text)
    assert with_choices(report, proposals, {}) == report
    literal = {place: one.choices[-1] for place, one in enumerate(proposals)}
    assert {choice.kind for choice in literal.values()} == {LITERAL}
    assert with_choices(report, proposals, literal) == report


def test_hostile_lengths_are_read_in_time_that_grows_with_them():
    line = "，".join(["开展X次活动"] * 400)
    report, proposals = read(line)
    assert len(proposals) == 400 + 2
    assert report.chapters[0].lines[0].text == line
