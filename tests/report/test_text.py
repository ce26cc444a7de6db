"""The plain text of a report."""

from __future__ import annotations

import golden
from report_samples import ADDRESS, HOSTILE, report, village_table

from desktop_app.report.document import (
    Attachment,
    Document,
    Paragraph,
    Run,
    Signature,
    Title,
)
from desktop_app.report.text import columns_of, render_text


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
