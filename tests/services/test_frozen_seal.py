"""A frozen version that somebody changed from outside is noticed, named, and harms nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from short_report import FIGURE, write_short_report
from township import FONTS, MIGRATIONS, Q1, Q2, ROOT, Town

from db.models.report import FinalReport
from db.upgrade import prepare
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict
from desktop_app.services.assembly import assemble
from desktop_app.services.final import frozen_reports
from desktop_app.services.final.frozen_bases import basis, frozen_bases
from desktop_app.services.final.seal import NotWhole, digest_of
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.reports.previews import Draft, preview

COLUMNS = ("document", "figures", "findings", "trails", "correction_note")


@pytest.fixture
def frozen(town: Town) -> Town:
    """A frozen report."""
    written = write_short_report(town)
    written.services.final.freeze(Q1)
    return written


def tamper(town: Town, **values: object) -> None:
    """Change columns of the version past the program."""
    with town.services.writer.store.transaction():
        FinalReport.update(**values).execute()


@pytest.mark.parametrize("column", COLUMNS)
def test_no_part_can_be_changed_unnoticed(frozen: Town, column: str):
    kept = getattr(FinalReport.get(), column)
    changed = b"other" if column == "trails" else f"{kept}9999"
    tamper(frozen, **{column: changed})
    (version,) = frozen_reports.versions(Q1)
    assert not version.is_whole
    assert "第1版" in version.damage
    (told,) = frozen_reports.damages()
    assert told.startswith("2020年第一季度第1版定稿")


def test_nothing_is_printed_or_compared_with_numbers_that_were_changed(
    frozen: Town, tmp_path: Path
):
    services = frozen.services
    tamper(frozen, figures=FinalReport.get().figures.replace("258", "9999"))
    with pytest.raises(NotWhole, match="不一样"):
        services.reports.export(Q1, tmp_path / "报告.txt")
    services.reports.export(Q1, tmp_path / "报告.pdf")  # its bytes are whole
    for attempt in (
        lambda: services.final.trail(Q1, FIGURE),
        lambda: services.final.differences(Q1),
        lambda: services.papers.write_papers(Q1, tmp_path / "底稿.txt"),
    ):
        with pytest.raises(NotWhole):
            attempt()
    found = basis(Q1)
    assert found is not None
    assert "不一样" in found.told(FIGURE, 258)
    assert list(frozen_bases(Q2)) == []


@pytest.mark.parametrize("column", ["document", "figures", "findings"])
def test_broken_text_breaks_neither_preview_nor_checks(frozen: Town, column: str):
    services = frozen.services
    tamper(frozen, **{column: "{"})
    assert preview(services.reports, Draft(Q1)).values[FIGURE].value == 258
    services.periods.open(Q2)
    services.checks.findings(Q2)
    services.checks.findings(Q1)
    services.final.reopen(Q1)
    services.final.freeze(Q1, correction_note="重新定稿")
    assert [one.is_whole for one in frozen_reports.versions(Q1)] == [True, False]


def test_a_kept_file_that_was_damaged_is_told_and_not_printed(frozen: Town, tmp_path: Path):
    tamper(frozen, pdf=b"%PDF-1.4 something else")
    (version,) = frozen_reports.versions(Q1)
    assert "PDF 文件" in version.damage
    with pytest.raises(Conflict, match="不一样"):
        frozen.services.reports.export(Q1, tmp_path / "报告.pdf")
    frozen.services.reports.export(Q1, tmp_path / "报告.docx")


def test_a_frozen_version_of_an_older_program_stays_whole(tmp_path: Path):
    place = Workplace(tmp_path, MIGRATIONS)
    shutil.copyfile(ROOT / "tests" / "golden" / "schema_0010.db", place.database)
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS)
    (version,) = frozen_reports.versions(Q1)
    damages, found = frozen_reports.damages(), services.final.trail(Q1, FIGURE)
    place.close()
    assert version.is_whole
    assert damages == ()
    assert found is not None
    assert found.trail.figure.value == 100
    assert sum(len(book.rows) for book in found.trail.rows) == 2


def test_a_version_from_before_is_sealed_by_the_upgrade(tmp_path: Path):
    path = tmp_path / "old.db"
    path.write_bytes((ROOT / "tests" / "golden" / "schema_0007.db").read_bytes())
    values = {
        "uid": "u",
        "version": 1,
        "frozen_at": "2020-04-02 10:00:00",
        "correction_note": "",
        "document": "{}",
        "figures": "[]",
        "findings": "[]",
        "pdf": b"p",
        "pdf_sha256": "a",
        "docx": b"d",
        "docx_sha256": "b",
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        (values["report_id"],) = connection.execute("SELECT id FROM report").fetchone()
        marks = ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO final_report ({', '.join(values)}) VALUES ({marks})",
            tuple(values.values()),
        )
    prepare(path, MIGRATIONS, lambda: None)
    with closing(sqlite3.connect(path)) as connection:
        ((digest, trails),) = connection.execute("SELECT digest, trails FROM final_report")
    del values["uid"], values["report_id"]
    assert trails is None
    assert digest == digest_of(FinalReport(**values))
