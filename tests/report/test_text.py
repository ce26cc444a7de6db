"""The plain text of a report."""

from __future__ import annotations

import golden
import pytest
from report_samples import ADDRESS, HOSTILE, report, village_table

from desktop_app.report.document import (
    Attachment,
    Document,
    Imprint,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Title,
)
from desktop_app.report.fixed_lines import columns_of
from desktop_app.report.text import render_text


def text_of(document: Document) -> str:
    return render_text(document).data.decode()


def test_golden_text():
    golden.check("report.txt", text_of(report(chapters=2)))


def test_the_golden_files_are_not_being_rewritten():
    assert not golden.UPDATE


def test_paragraphs_are_indented_by_two_full_width_spaces():
    document = Document(Title((Run("标题"),)), (Paragraph((Run("正文。"),), (Run("一是做实。"),)),))
    assert text_of(document) == "标题\n\n　　一是做实。正文。\n"


def test_tables_are_lines_of_tabs():
    lines = text_of(Document(Title((Run("表"),)), (village_table(2),))).splitlines()
    assert lines[2:4] == ["序号\t村（社区）\t党员数（人）\t主要做法", lines[3]]
    assert [line.count("\t") for line in lines[2:]] == [3, 3, 3]


def test_an_unknown_date_leaves_its_place():
    document = Document(Title(()), (), Signature("中共青石镇委员会", None))
    organ, date = text_of(document).splitlines()[-2:]
    assert organ == "　" * 18 + "中共青石镇委员会"
    assert date.endswith("　　年　月　日")


def test_one_attachment_has_no_number_in_the_note():
    attachment = Attachment("附件", "党员名册", ())
    assert "\n　　附件：党员名册\n" in text_of(Document(Title(()), (), attachments=(attachment,)))


def test_hostile_text_is_written_as_typed():
    document = Document(Title((Run(HOSTILE),)), (Paragraph((Run(HOSTILE + ADDRESS),)),))
    assert text_of(document) == f"{HOSTILE}\n\n　　{HOSTILE}{ADDRESS}\n"


def test_line_ends_are_newlines_alone():
    assert b"\r" not in render_text(report()).data


def test_ascii_counts_as_half_a_column():
    assert columns_of("2020年4月8日") == 6


LETTERHEAD = Letterhead("中共青石镇委员会文件", "青党发〔2020〕18号", ("张建国", "李四"), "特急")


def test_the_letterhead_stands_above_the_title():
    document = Document(Title((Run("关于|报告"),)), (), letterhead=LETTERHEAD, recipients="县委")
    assert text_of(document).splitlines() == [
        "特急",
        "中共青石镇委员会文件",
        "青党发〔2020〕18号　　签发人：张建国　李四",
        "",
        "关于报告",
        "",
        "县委：",
    ]


def test_a_letterhead_may_lack_all_but_the_mark():
    document = Document(Title((Run("题"),)), (), letterhead=Letterhead("青石镇文件"))
    assert text_of(document) == "青石镇文件\n\n题\n\n"


@pytest.mark.parametrize("recipients", ["县委", "县委：", "县委:"])
def test_recipients_end_with_one_colon(recipients: str):
    assert "\n县委：\n" in text_of(Document(Title(()), (), recipients=recipients))


@pytest.mark.parametrize(
    ("imprint", "lines"),
    [
        (Imprint(), []),
        (Imprint("县委办、县府办。"), ["", "抄送：县委办、县府办。"]),
        (Imprint("", "党政办", "2020年4月8日"), ["", "党政办　　2020年4月8日印发"]),
        (Imprint("县委办", "", "2020年4月8日"), ["", "抄送：县委办。", "2020年4月8日印发"]),
    ],
)
def test_the_imprint_comes_last(imprint: Imprint, lines: list[str]):
    attachment = Attachment("附件", "名册", (Paragraph((Run("完。"),)),))
    document = Document(Title(()), (), attachments=(attachment,), imprint=imprint)
    assert text_of(document).splitlines()[-1 - len(lines) :] == ["　　完。", *lines]


def test_no_mark_of_a_break_is_written():
    attachment = Attachment("附件", "党员|名册", ())
    text = text_of(Document(Title((Run("党建|工作｜报告"),)), (), attachments=(attachment,)))
    assert text.startswith("党建工作报告\n")
    assert "|" not in text
