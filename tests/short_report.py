"""A report of one chapter with one figure, so that nothing but it can be wrong."""

from __future__ import annotations

from datetime import date

from township import Q1, Town

FIGURE = "organization.party_day_attendance"


def write_short_report(town: Town) -> Town:
    """Write the chapter and its dates, and a row of 86 for each unit that reports: 258."""
    texts = town.services.texts
    for chapter in texts.report(Q1).chapters[1:]:
        texts.delete_chapter(chapter.uid)
    (chapter,) = texts.report(Q1).chapters
    body = f"开展主题党日，参加党员{{{FIGURE}}}人次。"
    texts.save_chapter(chapter.uid, body=body)
    texts.save_dates(Q1, as_of=Q1.last_day, signed_on=date(2020, 4, 2))
    for unit in ("张村", "李村", "河湾社区"):
        town.row("theme_party_day", unit=unit, attendance=86)
    return town
