"""定稿, 登记已上报 and 更正 stand: 撤销 passes them by, other acts answer them."""

from __future__ import annotations

from datetime import date

import pytest
from short_report import FIGURE, write_short_report
from township import Q1, Town

from db.models.report import FinalReport
from desktop_app.core.errors import Conflict, InvalidRow
from desktop_app.services.final import frozen_reports
from desktop_app.services.log.locked_reports import LockedReport

TODAY = date.today()


@pytest.fixture
def written(town: Town) -> Town:
    """A report that may be frozen as it is."""
    return write_short_report(town)


def test_undo_passes_the_acts_by_and_takes_back_what_came_before(written: Town):
    services = written.services
    services.final.freeze(Q1)
    services.final.mark_reported(Q1, TODAY)
    assert services.history.undo().startswith("新增")  # the last row of the ledger
    assert services.texts.report(Q1).state == "已上报"
    assert frozen_reports.versions(Q1)[0].reported_at is not None
    assert services.history.redoable()


def test_undo_never_changes_the_text_of_a_frozen_report(written: Town):
    services = written.services
    (chapter,) = services.texts.report(Q1).chapters
    body = f"参加党员{{{FIGURE}}}人次。"
    services.texts.save_chapter(chapter.uid, body=body)
    services.final.freeze(Q1)
    with pytest.raises(LockedReport, match="2020年第一季度的报告已经定稿"):
        services.history.undo()
    assert services.texts.report(Q1).chapters[0].body == body
    services.final.reopen(Q1)
    services.history.undo()
    assert services.texts.report(Q1).chapters[0].body != body


def test_a_freezing_by_mistake_is_cancelled_with_a_reason_as_a_step(written: Town):
    services = written.services
    with pytest.raises(Conflict, match="没有可以取消"):
        services.final.cancel(Q1, "按错了")
    services.final.freeze(Q1)
    with pytest.raises(InvalidRow, match="为什么取消"):
        services.final.cancel(Q1, "  ")
    services.final.cancel(Q1, "按错了")
    assert services.texts.report(Q1).state == "编制中"
    assert frozen_reports.versions(Q1) == ()
    assert FinalReport.get().cancel_reason == "按错了"
    assert services.history.newest(1)[0].step == "取消定稿"
    assert services.history.next_undo() != "取消定稿"
    assert services.final.freeze(Q1).version == 1


def test_what_was_handed_in_is_not_cancelled(written: Town):
    services = written.services
    services.final.freeze(Q1)
    services.final.mark_reported(Q1, TODAY)
    with pytest.raises(Conflict, match="已经登记上报"):
        services.final.cancel(Q1, "按错了")
    services.final.reopen(Q1)
    services.final.freeze(Q1, correction_note="改说法")
    services.final.cancel(Q1, "还要改")
    assert [one.version for one in frozen_reports.versions(Q1)] == [1]


def test_two_versions_are_compared_by_figures_and_sentences(written: Town):
    services = written.services
    services.final.freeze(Q1)
    services.final.reopen(Q1)
    written.row("theme_party_day", attendance=14)
    services.final.freeze(Q1, correction_note="补报张村一次")
    second, first = frozen_reports.versions(Q1)
    found = services.final.compare(Q1, first.uid, second.uid)
    changed = {one.figure.key: (one.before, one.after) for one in found.figures}
    assert changed[FIGURE] == (258, 272)
    (pair,) = found.sentences
    assert "258人次" in pair.before
    assert "272人次" in pair.after
    same = services.final.compare(Q1, first.uid, first.uid)
    assert (same.figures, same.sentences) == ((), ())
