"""Drafts are kept under a name, compared sentence by sentence, and brought back as one step."""

from __future__ import annotations

import pytest
from township import Q1, Town

from desktop_app.core.errors import Conflict, InvalidValue, UnknownName
from desktop_app.services.reports.versions import as_version, compare


def test_a_kept_draft_comes_back_with_chapters_that_were_deleted_or_added_since(town: Town):
    texts = town.services.texts
    before = texts.report(Q1)
    uid = texts.versions.keep(Q1, " 送审稿 ")
    texts.delete_chapter(before.chapters[2].uid)
    texts.add_chapter(Q1, before.chapters[0].uid, "后来加的")
    texts.save_chapter(before.chapters[1].uid, body="改过了。")
    texts.save_title(Q1, "另一个标题")
    changed = texts.report(Q1)

    texts.versions.back_to(Q1, uid)
    assert texts.report(Q1) == before
    newest, first = texts.versions.all(Q1)
    assert (first.name, first.automatic) == ("送审稿", False)
    assert (newest.name, newest.automatic) == ("回到“送审稿”以前", True)
    assert newest.chapters == changed.chapters
    town.services.history.undo()
    assert texts.report(Q1) == changed
    assert [one.name for one in texts.versions.all(Q1)] == ["送审稿"]


def test_a_version_needs_a_name_and_must_be_there(town: Town):
    versions = town.services.texts.versions
    with pytest.raises(InvalidValue, match="起个名字"):
        versions.keep(Q1, "  ")
    with pytest.raises(InvalidValue, match="最多60个字"):
        versions.keep(Q1, "长" * 61)
    with pytest.raises(UnknownName, match="已经不在了"):
        versions.back_to(Q1, "lost")
    assert versions.all(Q1) == ()
    assert versions.all(Q1.next) == ()


def test_a_frozen_report_does_not_go_back(town: Town):
    services = town.services
    uid = services.texts.versions.keep(Q1, "初稿")
    errors = (one.message for one in services.checks.findings(Q1) if one.severity == "error")
    services.final.freeze(Q1, explanations=dict.fromkeys(errors, "已核实"))
    with pytest.raises(Conflict, match="定稿"):
        services.texts.versions.back_to(Q1, uid)


def test_two_drafts_are_compared_sentence_by_sentence(town: Town):
    texts = town.services.texts
    chapter, gone = texts.report(Q1).chapters[1:3]
    texts.save_chapter(chapter.uid, title="旧题", body="甲。乙村开了会。\n• 丙。")
    texts.versions.keep(Q1, "初稿")
    texts.save_chapter(chapter.uid, title="新题", body="甲。乙村开好了会。丁。\n• 丙。")
    texts.delete_chapter(gone.uid)

    (kept,) = texts.versions.all(Q1)
    found = compare(kept, as_version(texts.report(Q1)))
    assert found[0].is_same  # the report's title
    mine = next(one for one in found if one.title.after == "新题")
    assert mine.title.before == "旧题"
    pairs = [(pair.before, pair.after) for pair in mine.sentences]
    assert pairs == [
        ("甲。", "甲。"),
        ("乙村开了会。", "乙村开好了会。"),
        ("", "丁。"),
        ("丙。", "丙。"),
    ]
    assert (found[-1].title.before, found[-1].title.after) == (gone.title, "")
    assert all(pair.after == "" for pair in found[-1].sentences)
    assert all(one.is_same for one in found if one not in (mine, found[-1]))


def test_a_new_sentence_ahead_of_a_changed_one_is_one_difference_and_not_two(town: Town):
    texts = town.services.texts
    uid = texts.report(Q1).chapters[1].uid
    texts.save_chapter(uid, body="组织开展主题党日。党员干部走访困难群众。及时化解矛盾。")
    texts.versions.keep(Q1, "初稿")
    after = "新建红色驿站。组织开展主题党日活动。党员干部走访困难群众。及时化解矛盾。"
    texts.save_chapter(uid, body=after)
    (kept,) = texts.versions.all(Q1)
    pairs = compare(kept, as_version(texts.report(Q1)))[2].sentences
    assert [(one.before, one.after) for one in pairs if not one.is_same] == [
        ("", "新建红色驿站。"),
        ("组织开展主题党日。", "组织开展主题党日活动。"),
    ]
