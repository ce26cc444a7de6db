"""校核单 of a frozen report is the one of its day."""

from __future__ import annotations

from datetime import datetime

import pytest
from short_report import FIGURE, write_short_report
from township import Q1, Town

from desktop_app.services.checks.sheet import CheckSheets
from desktop_app.services.final.service import Unresolved

AT = datetime(2020, 4, 2)


def test_the_sheet_of_a_frozen_report_stays_what_it_was(town: Town):
    services = write_short_report(town).services
    (chapter,) = services.texts.report(Q1).chapters
    services.texts.save_chapter(chapter.uid, body=f"参加{{{FIGURE}}}。")
    with pytest.raises(Unresolved) as refused:
        services.final.freeze(Q1)
    reasons = {one.message: "按县里模板" for one in refused.value.findings}
    services.final.freeze(Q1, explanations=reasons)
    sheets = CheckSheets(services.checks, services.reports)
    frozen = sheets.document(Q1, AT)
    town.row("theme_party_day", attendance=9999, due=3)
    assert sheets.document(Q1, AT) == frozen
    assert "按县里模板" in str(frozen)
    services.final.reopen(Q1)
    assert sheets.document(Q1, AT) != frozen
