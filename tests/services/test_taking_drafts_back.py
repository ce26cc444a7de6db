"""收回改稿: an exported file was edited and comes back: what was changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from township import Q1, Q2, Town

from desktop_app.core.errors import Conflict, SourceRefused
from desktop_app.services.returned_drafts.service import (
    Accepted,
    Change,
    ChangeKind,
    ReturnedDraft,
    ReturnedDrafts,
    is_export,
)

SLOTS = "全镇召开党员大会{organization.party_days}次、参加{organization.party_day_attendance}人次。"
BODIES = {
    "抓学习": f"镇党委坚持学在前、做在前。{SLOTS}学习成果用在了网格里。",
    "抓队伍": "• 配齐村干部。每村有三名骨干。\n• 管好流动党员；每月联系一次。\n• 用好老党员。",
    "抓作风": "作风建设一刻不停。[[受理线索{integrity.clues_received}件，]]做到件件有回音。",
}
Edit = Callable[[WordDocument], None]


@pytest.fixture
def report(town: Town) -> Town:
    """A report of three chapters of our own over a few rows."""
    texts = town.services.texts
    texts.save_title(Q1, "{office.short_name}{report.period}党建工作总结")
    for chapter in texts.report(Q1).chapters:
        texts.delete_chapter(chapter.uid)
    after = ""
    for title, body in BODIES.items():
        after = texts.add_chapter(Q1, after, title)
        texts.save_chapter(after, body=body)
    town.row("theme_party_day", "张村", times=38, attendance=900)
    return town


@pytest.fixture
def exported(report: Town, tmp_path: Path) -> Path:
    path = tmp_path / "报告 送审稿.docx"
    report.services.reports.export(Q1, path)
    return path


def edited(path: Path, *edits: Edit) -> Path:
    """Do to a file what an editor does, and save it under another name."""
    word = docx.Document(str(path))
    for edit in edits:
        edit(word)
    target = path.with_name("改稿.docx")
    word.save(str(target))
    return target


def swap(before: str, after: str) -> Edit:
    """Type one text over another within a run."""

    def edit(word: WordDocument) -> None:
        runs = [run for one in word.paragraphs for run in one.runs if before in run.text]
        assert runs, before
        runs[0].text = runs[0].text.replace(before, after)

    return edit


def read(town: Town, path: Path) -> ReturnedDraft:
    return ReturnedDrafts(town.services).read(path, Q1)


def changes(town: Town, path: Path) -> list[Change]:
    return list(read(town, path).comparison.changes)


def take(town: Town, path: Path, literal: tuple[bool, ...] = ()) -> list[str]:
    """Accept all changes of a file and return the stored bodies."""
    draft = read(town, path)
    accepted = [Accepted(one, literal) for one in draft.comparison.changes]
    ReturnedDrafts(town.services).write(draft, accepted)
    return bodies(town)


def bodies(town: Town) -> list[str]:
    return [chapter.body for chapter in town.services.texts.report(Q1).chapters]


def outline(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.old, one.new) for one in found]


def without_anchors(word: WordDocument) -> None:
    """What an editor does that keeps no bookmarks and no properties."""
    for mark in list(word.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if "custom" in one.reltype]:
        del relations[name]


# ── sentences ────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_nobody_changed_brings_no_change(report: Town, exported: Path):
    found = read(report, exported).comparison
    assert (found.changes, found.own, found.notes) == ((), 0, ())


def test_only_what_looks_otherwise_is_no_change(report: Town, exported: Path):
    def dress_up(word: WordDocument) -> None:
        for run in (run for one in word.paragraphs for run in one.runs):
            run.bold, run.font.name = True, "SimSun"
        for one in word.paragraphs[3:6]:
            one.runs[0].text = "　　" + one.runs[0].text

    assert changes(report, edited(exported, dress_up)) == []


@pytest.mark.parametrize("lose", [(), (without_anchors,)])
def test_a_changed_sentence_keeps_its_slots(report: Town, exported: Path, lose: tuple[Edit, ...]):
    path = edited(exported, swap("全镇召开", "全镇上下规范召开"), *lose)
    (change,) = changes(report, path)
    assert (change.kind, change.where, change.is_plain) == (ChangeKind.CHANGED, "一、抓学习", True)
    assert change.old == "全镇召开党员大会38次（缺2个单位）、参加900人次（缺2个单位）。"
    expected = BODIES["抓学习"].replace("全镇召开", "全镇上下规范召开")
    assert take(report, path) == [expected, *list(BODIES.values())[1:]]
    assert changes(report, path) == []


@pytest.mark.parametrize("lose", [(), (without_anchors,)])
def test_a_number_typed_over_a_slot_is_asked_about(
    report: Town, exported: Path, lose: tuple[Edit, ...]
):
    path = edited(exported, swap("38", "40"), *lose)
    draft = read(report, path)
    (change,) = draft.comparison.changes
    (disputed,) = change.disputed
    assert (disputed.was, disputed.now, change.is_plain) == ("38", "40", False)
    assert draft.label(disputed.reference) == "主题党日"
    assert take(report, path, (False,))[0] == BODIES["抓学习"]
    assert take(report, path, (True,))[0] == BODIES["抓学习"].replace(
        "{organization.party_days}", "40"
    )


def test_numbers_that_change_places_take_their_slots_along(report: Town, exported: Path):
    def turn(word: WordDocument) -> None:
        one = next(one for one in word.paragraphs if one.text.startswith("镇党委"))
        for run in one.runs[1:]:
            run._r.getparent().remove(run._r)
        one.runs[
            0
        ].text = (
            "镇党委坚持学在前、做在前。全镇参加党员大会900人次、召开38次。学习成果用在了网格里。"
        )

    path = edited(exported, turn, without_anchors)
    assert take(report, path)[0].split("。")[1] == (
        "全镇参加党员大会{organization.party_day_attendance}人次、召开{organization.party_days}次"
    )


def test_a_value_that_changed_since_the_export_is_nobodys_change(report: Town, exported: Path):
    report.row("theme_party_day", "李村", times=4, attendance=10)
    found = read(report, exported).comparison
    assert (found.changes, found.own) == ((), 1)
    path = edited(exported, swap("全镇召开", "全镇共召开"))
    (change,) = changes(report, path)
    assert change.disputed == ()
    assert any("38" in note and "42" in note for note in change.notes)
    assert take(report, path)[0] == BODIES["抓学习"].replace("全镇召开", "全镇共召开")


def test_what_the_clerk_changed_since_the_export_stays(report: Town, exported: Path):
    uid = report.services.texts.report(Q1).chapters[0].uid
    own = BODIES["抓学习"].replace("学在前、做在前", "先学一步") + "还办了夜校。"
    report.services.texts.save_chapter(uid, body=own)
    found = read(report, exported).comparison
    assert (found.changes, found.own) == ((), 2)
    path = edited(exported, swap("学在前、做在前", "学在前"))
    (change,) = changes(report, path)
    assert any("也改过" in note for note in change.notes)


def test_optional_clauses_stay_also_those_that_are_not_printed(report: Town, exported: Path):
    report.row("clue", None, received=0)
    report.services.reports.export(Q1, exported, force=True)
    path = edited(exported, swap("做到件件有回音", "件件有回音"))
    assert take(report, path)[2] == BODIES["抓作风"].replace("做到", "")


# ── added, removed, moved, headings ──────────────────────────────────────────────────────────────


def test_sentences_and_points_are_added_and_removed(report: Town, exported: Path):
    path = edited(
        exported,
        swap("做在前。", "做在前。班子带头讲党课。"),
        swap("每村有三名骨干。", ""),
        swap("每月联系一次。", "每月联系一次。三是建好后备库。"),
    )
    assert outline(changes(report, path)) == [
        ("新增", "", "班子带头讲党课。"),
        ("删除", "每村有三名骨干。", ""),
        ("新增", "", "建好后备库。"),
    ]
    first, second, _ = take(report, path)
    assert first.startswith("镇党委坚持学在前、做在前。班子带头讲党课。全镇")
    assert second.split("\n") == [
        "• 配齐村干部。",
        "• 管好流动党员；每月联系一次。",
        "• 建好后备库。",
        "• 用好老党员。",
    ]


def test_a_paragraph_is_added_and_another_one_moved(report: Town, exported: Path):
    def rearrange(word: WordDocument) -> None:
        paragraphs = {one.text: one for one in word.paragraphs}
        first = next(one for text, one in paragraphs.items() if text.startswith("镇党委"))
        added = deepcopy(first._p)
        first._p.addnext(added)
        texts = list(added.iter(qn("w:t")))
        for text in texts:
            text.text = ""
        texts[0].text = "另起一段写学习的办法。"
        last = next(one for text, one in paragraphs.items() if text.startswith("作风建设"))
        first._p.addprevious(last._p)

    path = edited(exported, rearrange)
    kinds = [one.kind for one in changes(report, path)]
    assert kinds.count(ChangeKind.MOVED) == 1
    assert kinds.count(ChangeKind.ADDED) == 1
    first, _second, third = take(report, path)
    assert first.split("\n")[-1] == "另起一段写学习的办法。"
    assert "[[受理线索{integrity.clues_received}件，]]做到件件有回音。" in first
    assert third == ""


def test_title_and_headings_change_and_keep_their_slots(report: Town, exported: Path):
    path = edited(exported, swap("党建工作总结", "党建工作情况报告"), swap("抓学习", "抓实学习"))
    found = changes(report, path)
    assert [one.kind for one in found] == [ChangeKind.TITLE, ChangeKind.HEADING]
    take(report, path)
    record = report.services.texts.report(Q1)
    assert record.title == "{office.short_name}{report.period}党建工作情况报告"
    assert record.chapters[0].title == "抓实学习"


def test_a_heading_with_all_its_text_removed_is_switched_off(report: Town, exported: Path):
    def remove(word: WordDocument) -> None:
        for one in word.paragraphs:
            if "抓作风" in one.text or one.text.startswith("作风建设"):
                one._p.getparent().remove(one._p)

    take(report, edited(exported, remove))
    last = report.services.texts.report(Q1).chapters[-1]
    assert (last.title, last.body, last.enabled) == ("抓作风", BODIES["抓作风"], False)


# ── tracked changes and comments ─────────────────────────────────────────────────────────────────


def tracked(kind: str, text: str) -> object:
    inside = "delText" if kind == "del" else "t"
    return parse_xml(
        f'<w:{kind} {nsdecls("w")} w:id="900" w:author="张书记" w:date="2020-04-02T10:00:00Z">'
        f'<w:r><w:{inside} xml:space="preserve">{text}</w:{inside}></w:r></w:{kind}>'
    )


def test_tracked_changes_are_taken_as_accepted_and_say_who(report: Town, exported: Path):
    def track(word: WordDocument) -> None:
        run = next(r for one in word.paragraphs for r in one.runs if "做在前。" in r.text)
        run.text = "镇党委坚持学在前、"
        run._r.addnext(tracked("ins", "干在前。"))
        run._r.addnext(tracked("del", "做在前。"))
        rest = deepcopy(run._r)
        rest.find(qn("w:t")).text = "全镇召开党员大会"
        run._r.getparent().insert(list(run._r.getparent()).index(run._r) + 3, rest)

    (change,) = changes(report, edited(exported, track))
    assert (change.old, change.new) == ("镇党委坚持学在前、做在前。", "镇党委坚持学在前、干在前。")
    assert [one.sentence for one in change.revisions] == [
        "张书记（4月2日）删“做在前。”",
        "张书记（4月2日）加“干在前。”",
    ]


def test_a_deleted_end_of_paragraph_draws_two_together(report: Town, exported: Path):
    def join(word: WordDocument) -> None:
        one = next(one for one in word.paragraphs if one.text.startswith("作风建设"))
        added = deepcopy(one._p)
        one._p.addnext(added)
        for text in added.iter(qn("w:t")):
            text.text = ""
        one._p.get_or_add_pPr().append(
            parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="901" w:author="张书记"/></w:rPr>')
        )

    assert changes(report, edited(exported, join)) == []


def test_comments_stand_beside_their_sentences(report: Town, exported: Path):
    def comment(word: WordDocument) -> None:
        run = next(r for one in word.paragraphs for r in one.runs if "作风建设" in r.text)
        word.add_comment(run, text="再具体些", author="李镇长")

    (change,) = changes(report, edited(exported, comment))
    assert (change.kind, change.where) == (ChangeKind.REMARK, "三、抓作风")
    assert [one.text for one in change.comments] == ["再具体些"]
    assert take(report, edited(exported, comment)) == list(BODIES.values())


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def test_accepted_changes_are_one_step_with_a_version_ahead_of_it(report: Town, exported: Path):
    path = edited(exported, swap("全镇召开", "全镇共召开"), swap("抓作风", "抓实作风"))
    draft = read(report, path)
    first, _second = draft.comparison.changes
    service = ReturnedDrafts(report.services)
    assert service.write(draft, [Accepted(first)]) == 1
    assert report.services.history.newest(1)[0].step == "收回改稿1处"
    assert [one.name for one in report.services.texts.versions.all(Q1)] == ["收回改稿之前"]
    assert report.services.texts.report(Q1).chapters[2].title == "抓作风"
    report.services.history.undo()
    assert bodies(report) == list(BODIES.values())


def test_a_report_that_was_changed_meanwhile_is_not_written_over(report: Town, exported: Path):
    draft = read(report, edited(exported, swap("全镇召开", "全镇共召开")))
    uid = draft.report.chapters[1].uid
    report.services.texts.save_chapter(uid, body="改过了。")
    with pytest.raises(Conflict, match="重新收回"):
        ReturnedDrafts(report.services).write(draft, [Accepted(draft.comparison.changes[0])])


def test_text_with_braces_stays_text(report: Town, exported: Path):
    path = edited(exported, swap("作风建设一刻不停", "作风建设{office.name}[[一刻]]不停"))
    assert take(report, path)[2].startswith("作风建设｛office.name｝［［一刻］］不停。")


# ── bad input ────────────────────────────────────────────────────────────────────────────────────


def refused(town: Town, path: Path) -> str:
    with pytest.raises(SourceRefused) as refusal:
        read(town, path)
    sentence = str(refusal.value)
    assert path.name in sentence
    assert sentence.endswith("。")
    return sentence


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "空文件"),
        (b"%PDF-1.7 scanned", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("只是文字".encode(), "不是Word文档"),
        (b"PK\x03\x04" + bytes(200), "损坏"),
    ],
)
def test_other_files_are_refused_by_what_they_are(
    report: Town, tmp_path: Path, content: bytes, expected: str
):
    path = tmp_path / "改稿.docx"
    path.write_bytes(content)
    assert expected in refused(report, path)


def test_a_damaged_file_and_a_missing_one_are_refused(report: Town, exported: Path, tmp_path: Path):
    data = exported.read_bytes()
    path = tmp_path / "半个.docx"
    path.write_bytes(data[: len(data) // 2])
    assert "损坏" in refused(report, path)
    assert "找不到" in refused(report, tmp_path / "没有.docx")


def test_an_export_is_known_among_other_files(report: Town, exported: Path, tmp_path: Path):
    assert is_export(exported)
    assert is_export(edited(exported, swap("全镇召开", "全镇共召开")))
    assert not is_export(edited(exported, without_anchors))
    assert not is_export(tmp_path / "没有.docx")
    (tmp_path / "图.docx").write_bytes(b"GIF89a")
    assert not is_export(tmp_path / "图.docx")


def test_a_hostile_file_costs_one_sentence(report: Town, exported: Path, tmp_path: Path):
    path = tmp_path / "夹带.docx"
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    with ZipFile(exported) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("word/comments.xml", bomb)
    assert "夹带" in refused(report, path)
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", bytes(250 * 1024 * 1024))
    assert "没有读取" in refused(report, path)


def test_a_file_of_another_quarter_or_office_is_refused(report: Town, exported: Path):
    report.services.periods.open(Q2)
    later = exported.with_name("二季度.docx")
    report.services.reports.export(Q2, later)
    assert "2020年第二季度" in refused(report, later)
    assert "第二季度" in refused(report, edited(later, without_anchors))
    report.services.office.save_office(full_name="白石镇人民政府")
    assert "青石镇人民政府" in refused(report, exported)


def test_a_file_with_nothing_in_common_is_refused(report: Town, tmp_path: Path):
    word = docx.Document()
    for number in range(30):
        word.add_paragraph(f"第{number}条 设备采购合同约定付款方式与验收办法。")
    path = tmp_path / "合同.docx"
    word.save(str(path))
    assert "没有相同的内容" in refused(report, path)


def test_a_book_is_refused(report: Town, tmp_path: Path):
    word = docx.Document()
    for _ in range(200):
        word.add_paragraph("两百页的书里每一页都有很多字。" * 45)
    path = tmp_path / "厚书.docx"
    word.save(str(path))
    assert "万多字" in refused(report, path)


def test_a_frozen_report_takes_nothing_back(report: Town, exported: Path):
    report.row("clue", None, received=0)
    report.services.final.freeze(Q1)
    with pytest.raises(Conflict, match="更正"):
        read(report, exported)
