"""定稿, 已上报 and 更正: what was handed in stays, the ledgers go on, and differences are told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from short_report import write_short_report
from township import Q1, Town

from desktop_app.core.errors import Conflict, InvalidValue
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.service import BeforeFreezing, Unresolved
from desktop_app.services.reports.previews import Draft, preview


@pytest.fixture
def written(town: Town) -> Town:
    """A report that may be frozen as it is."""
    return write_short_report(town)


def test_a_frozen_report_prints_the_same_bytes_whatever_the_ledgers_say(
    written: Town, tmp_path: Path
):
    services = written.services
    services.final.freeze(Q1)
    first, second, text = (tmp_path / name for name in ("1.pdf", "2.pdf", "3.txt"))
    services.reports.export(Q1, first)
    written.row("theme_party_day", attendance=14)
    services.reports.export(Q1, second)
    services.reports.export(Q1, text)
    assert first.read_bytes() == second.read_bytes()
    assert "258人次" in text.read_text("utf-8")
    assert "送审稿" not in text.read_text("utf-8")
    shown = preview(services.reports, Draft(Q1))
    assert shown.data == first.read_bytes()
    assert {place.figure for place in shown.places} >= {"organization.party_day_attendance"}


def test_what_changed_in_the_ledgers_since_is_listed(written: Town):
    services = written.services
    services.final.freeze(Q1)
    assert services.final.differences(Q1) == ()
    written.row("theme_party_day", attendance=14)
    found = {one.figure.key: (one.before, one.after) for one in services.final.differences(Q1)}
    assert found["organization.party_day_attendance"] == (258, 272)


def test_the_text_is_locked_until_a_correction(written: Town):
    services = written.services
    (chapter,) = services.texts.report(Q1).chapters
    services.final.freeze(Q1)
    attempts = (
        lambda: services.texts.save_chapter(chapter.uid, body="另写"),
        lambda: services.texts.save_chapter(chapter.uid, body="另写", period=Q1),
        lambda: services.texts.add_chapter(Q1),
        lambda: services.texts.save_title(Q1, "另一个标题"),
        lambda: services.texts.save_dates(Q1, as_of=None, signed_on=None),
        lambda: services.texts.delete_chapter(chapter.uid),
        lambda: services.texts.move_chapter(chapter.uid),
        lambda: services.final.freeze(Q1),
    )
    for attempt in attempts:
        with pytest.raises(Conflict, match="定稿"):
            attempt()
    services.final.reopen(Q1)
    services.texts.save_chapter(chapter.uid, body="参加{organization.party_day_attendance}人次。")
    with pytest.raises(InvalidValue, match="更正了什么"):
        services.final.freeze(Q1)
    services.final.freeze(Q1, correction_note="改正参加人次的说法")
    versions = frozen_reports.versions(Q1)
    assert [(one.version, one.correction_note) for one in versions] == [
        (2, "改正参加人次的说法"),
        (1, ""),
    ]
    assert "开展主题党日" in frozen_reports.file(versions[1].uid, ".txt").data.decode()


def test_an_error_is_resolved_or_explained_before_freezing(written: Town):
    services = written.services
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body="参加{organization.party_day_attendance}。")
    with pytest.raises(Unresolved, match="缺少量词") as refused:
        services.final.freeze(Q1)
    assert services.texts.report(Q1).state == "编制中"
    reasons = {one.message: "按县里模板" for one in refused.value.findings}
    record = services.final.freeze(Q1, explanations=reasons)
    assert record.explained == tuple(reasons.items())


def test_handing_in_is_noted_with_its_day(written: Town):
    services = written.services
    with pytest.raises(Conflict, match="还没有定稿"):
        services.final.mark_reported(Q1, date(2020, 4, 3))
    frozen_on = services.final.freeze(Q1).frozen_at.date()
    with pytest.raises(InvalidValue, match="还没有到"):
        services.final.mark_reported(Q1, frozen_on + timedelta(days=365))
    with pytest.raises(BeforeFreezing, match="早于定稿"):
        services.final.mark_reported(Q1, date(2020, 4, 3))
    assert services.texts.report(Q1).state == "定稿"
    services.final.mark_reported(Q1, date(2020, 4, 3), before_freezing=True)
    assert services.texts.report(Q1).state == "已上报"
    newest = frozen_reports.current(Q1)
    assert newest is not None
    assert newest.reported_at is not None
    assert newest.reported_at.date() == date(2020, 4, 3)
