"""A returned draft without a database: what travels in the file, and what comes back of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libreoffice import OFFICE, TRACKED, edited, remark, swap

from desktop_app.core.records import ChapterRecord, FigureValue
from desktop_app.report.document import Document, Title, plain
from desktop_app.report.docx import render_docx
from desktop_app.report.narrative import Narrator
from desktop_app.report.returned_drafts.anchors import (
    anchor_of,
    figure_anchor,
    marks_of,
    paragraph_anchor,
    properties_of,
)
from desktop_app.report.returned_drafts.applying import Accepted, apply
from desktop_app.report.returned_drafts.comparing import compare
from desktop_app.report.returned_drafts.draft import cut
from desktop_app.report.returned_drafts.reading import plain as plain_data
from desktop_app.report.returned_drafts.reading import text_of
from desktop_app.report.returned_drafts.records import Comparison, Disputed
from desktop_app.report.returned_drafts.rewriting import as_stored, rewrite
from desktop_app.report.returned_drafts.sentences import same_key, spans

TITLE = "青石镇2020年第一季度党建工作总结"
CHAPTERS = (
    ChapterRecord(
        "a1",
        "",
        1,
        "组织生活",
        "支部大会开到院坝里。召开党员大会{o.meetings}次、参加{o.attendance|约}人次，"
        "覆盖率{o.coverage}%。[[其中线上{o.online}次，]]做到不漏一人。",
        "一是",
    ),
    ChapterRecord(
        "b2",
        "",
        1,
        "队伍建设",
        "• 选好带头人。村村有后备。\n• 管好流动党员{o.moving|左右}名；常联系。\n"
        "• 用好{o.names|names:2}的经验。",
        "一是",
    ),
)


def figures(**values: object) -> dict[str, FigureValue]:
    known: Mapping[str, object] = {
        "meetings": 126, "attendance": 3862, "coverage": Decimal("98.6"), "online": 0,
        "moving": 83, "names": ("王大山", "李小河", "赵田"), **values,
    }  # fmt: skip
    counters = {"names": "名", "moving": "名"}
    return {
        f"o.{name}": FigureValue(
            f"o.{name}", name, counters.get(name, ""), "o", decimals=int(name == "coverage"),
            value=value,
        )
        for name, value in known.items()
    }  # fmt: skip


def document(narrator: Narrator, chapters: tuple[ChapterRecord, ...] = CHAPTERS) -> Document:
    return Document(
        Title(narrator.runs(TITLE)),
        narrator.chapters(chapters),
        author="青石镇人民政府",
        subject="2020年第一季度",
    )


def compared(path: Path, narrator: Narrator) -> Comparison:
    with ZipFile(path) as archive:
        text = text_of(plain_data(archive))
    return compare(narrator, TITLE, CHAPTERS, document(narrator), text)


# ── what travels ─────────────────────────────────────────────────────────────────────────────────


def test_names_of_anchors_fit_word_and_are_read_back():
    for name in (
        paragraph_anchor("c" * 32, 99_999),
        figure_anchor("organization.party_day_attendance@unit 张村", "约3860", 99_999),
    ):
        assert len(name) <= 40
        assert name.isascii()
        assert name.startswith("_")
        assert anchor_of(name) is not None
    assert anchor_of("_Toc12345") is None


def test_what_is_hidden_says_whose_report_it_is_and_nothing_of_what_stands_in_it():
    found = properties_of(document(Narrator(figures())))
    assert max(map(len, found.values())) <= 255
    marks = marks_of(found)
    assert marks is not None
    assert (marks.period, marks.office) == ("2020年第一季度", "青石镇人民政府")
    assert marks_of({}) is None
    data = render_docx(document(Narrator(figures()))).data
    with ZipFile(BytesIO(data)) as archive:
        properties = archive.read("docProps/custom.xml").decode()
    assert "院坝" not in properties
    assert "王大山" not in properties


# ── sentences and slots ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A。B；“C。”D", ["A。", "B；", "“C。”", "D"]),
        (
            "A，[[其中{o.online}次；]]B。[[C。]]D。",
            ["A，[[其中{o.online}次；]]", "B。", "[[C。]]", "D。"],
        ),
        ("[[A。||没有。]]B", ["[[A。||没有。]]", "B"]),
        ("真的？！好。", ["真的？！", "好。"]),
    ],
)
def test_stored_text_is_cut_into_sentences_and_no_clause_is_cut_through(
    text: str, expected: list[str]
):
    assert [text[start:end] for start, end in cut(text)] == expected


def test_a_point_whose_forerunner_lost_its_end_still_begins_a_sentence():
    text = "播放警示片16次，二是从严监督执纪。"
    assert [text[start:end] for start, end in spans(text)] == [
        "播放警示片16次，",
        "二是从严监督执纪。",
    ]


@pytest.mark.parametrize(
    ("source", "returned", "expected"),
    [
        ("参加{o.attendance|约}人次。", "共约3900人次。", "共{o.attendance|约}人次。"),
        ("流动党员{o.moving|左右}名。", "党员80名左右。", "党员{o.moving|左右}名。"),
        ("用好{o.names|names:2}经验。", "学王大山、李小河等3名经验。", "学{o.names|names:2}经验。"),
        (
            "甲{o.meetings}次，乙{o.coverage}%。",
            "乙98.6%，甲126次。",
            "乙{o.coverage}%，甲{o.meetings}次。",
        ),
        (
            "甲{o.meetings}次，[[线上{o.online}次，]]乙。",
            "甲共126次，都乙。",
            "甲共{o.meetings}次，[[线上{o.online}次，]]都乙。",
        ),
        ("开会{o.meetings}次。", "会开得勤。", "会开得勤。"),
        ("开会{o.meetings}次。", "开会1126次。", "开会1126次。"),
        ("{o.meetings}次。", "（126次）、{o.meetings}。", "（{o.meetings}次）、｛o.meetings｝。"),
    ],
)
def test_a_changed_sentence_keeps_what_still_stands(source: str, returned: str, expected: str):
    narrator = Narrator(figures())
    rewritten = rewrite(narrator, source, plain(narrator.runs(source)), returned)
    assert as_stored(rewritten.pieces, [True, True]) == expected


@pytest.mark.parametrize(
    ("source", "returned", "stored", "asked"),
    [
        ("召开{o.meetings}次。", "召开近130次。", "召开{o.meetings|近}次。", None),
        ("召开{o.meetings}次。", "召开约126次。", "召开约{o.meetings}次。", None),
        ("召开{o.meetings|约}次。", "召开126次。", "召开{o.meetings}次。", None),
        ("召开{o.meetings|约}次。", "召开130次。", "召开{o.meetings}次。", ("约130", "130", "126")),
        ("召开{o.meetings}次。", "召开120余次。", "召开{o.meetings}次。", ("126", "120余", "126")),
        ("召开{o.meetings|左右}次。", "召开126次。", "召开{o.meetings}次。", None),
        ("召开{o.meetings|左右}次。", "召开超过120次。", "召开{o.meetings|超过}次。", None),
        (
            "召开{o.meetings|左右}次。",
            "召开130次。",
            "召开{o.meetings}次。",
            ("130次左右", "130次", "126次"),
        ),
        (
            "召开{o.meetings|左右}次。",
            "召开150次左右。",
            "召开{o.meetings|左右}次。",
            ("130次左右", "150次左右", ""),
        ),
    ],
)
def test_a_rounding_word_that_changed_turns_no_slot_into_text(
    source: str, returned: str, stored: str, asked: tuple[str, str, str] | None
):
    narrator = Narrator(figures())
    printed = plain(narrator.runs(source))
    found = rewrite(narrator, source, printed, returned)
    assert found.lost == ()
    assert as_stored(found.pieces, [False]) == stored
    assert as_stored(found.pieces, [True]) == (returned if asked else stored)
    disputed = [(one.was, one.now, one.live) for one in found.pieces if isinstance(one, Disputed)]
    assert disputed == ([asked] if asked else [])


SOURCE = CHAPTERS[0].body
NARRATOR = Narrator(figures())
PRINTED = plain(NARRATOR.runs(SOURCE))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PRINTED)),
            st.integers(0, 12),
            st.text("党员次，。126[]{}|3约38人", max_size=6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_was_typed_is_printed_when_it_is_taken_as_typed(
    edits: list[tuple[int, int, str]],
):
    returned = PRINTED
    for start, length, text in edits:
        returned = returned[:start] + text + returned[start + length :]
    rewritten = rewrite(NARRATOR, SOURCE, PRINTED, returned)
    literal = as_stored(rewritten.pieces, [True] * len(rewritten.pieces))
    as_typed = str.maketrans("[]|", "［］｜")
    assert same_key(plain(NARRATOR.runs(literal))) == same_key(returned.translate(as_typed))


# ── a real editor ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this computer")
def test_libreoffice_edits_the_file_and_the_changes_come_back_right(tmp_path: Path):
    narrator = Narrator(figures())
    source, target = tmp_path / "送审稿.docx", tmp_path / "改稿.docx"
    source.write_bytes(render_docx(document(narrator)).data)
    edited(
        source,
        target,
        tmp_path / "profile",
        [
            swap("开到院坝里", "开到田间地头"),
            swap("126", "128"),
            swap("队伍建设", "建强队伍"),
            remark("覆盖率", "核一下"),
            TRACKED,
            swap("村村有后备。", ""),
            swap("常联系。", "常联系、常走访。"),
        ],
    )
    found = compared(target, narrator)
    assert [(one.kind.value, one.where, one.old, one.new) for one in found.changes] == [
        ("修改", "一、组织生活", "支部大会开到院坝里。", "支部大会开到田间地头。"),
        (
            "修改",
            "一、组织生活",
            "召开党员大会126次、参加约3900人次，覆盖率98.6%。",
            "召开党员大会128次、参加约3900人次，覆盖率98.6%。",
        ),
        ("章节标题", "二、队伍建设", "队伍建设", "建强队伍"),
        ("删除", "二、队伍建设", "村村有后备。", ""),
        ("修改", "二、队伍建设", "常联系。", "常联系、常走访。"),
    ]
    _, asked, _, removed, tracked = found.changes
    assert [(one.reference, one.was, one.now) for one in asked.disputed] == [
        ("o.meetings", "126", "128")
    ]
    assert [one.sentence for one in asked.comments] == ["张书记批注：核一下"]
    assert [one.kind for one in (*removed.revisions, *tracked.revisions)] == ["删", "删", "加"]
    new = apply(CHAPTERS, [Accepted(one, (False,)) for one in found.changes])
    first, second = new.chapters
    assert first.body == CHAPTERS[0].body.replace("院坝里", "田间地头")
    assert second.title == "建强队伍"
    assert second.body == CHAPTERS[1].body.replace("村村有后备。", "").replace(
        "常联系", "常联系、常走访"
    )


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this computer")
def test_a_file_that_libreoffice_only_saved_brings_no_change_even_after_figures_moved(
    tmp_path: Path,
):
    source, target = tmp_path / "送审稿.docx", tmp_path / "改稿.docx"
    source.write_bytes(render_docx(document(Narrator(figures()))).data)
    edited(source, target, tmp_path / "profile", [])
    assert compared(target, Narrator(figures())).changes == ()
    later = compared(target, Narrator(figures(meetings=131, online=2)))
    assert later.changes == ()
    assert later.own
