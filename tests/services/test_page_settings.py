"""版式: the standard holds until an office says otherwise, field by field."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from township import Q1, Town

from db.models.report import PageSetup as PageSetupRow
from desktop_app.core.errors import InvalidRow
from desktop_app.core.page_setup import BoldHeadings, PageNumbers, PageSetup


def test_the_row_s_choices_are_those_of_the_page():
    assert tuple(BoldHeadings) == PageSetupRow.BOLD_HEADINGS
    assert tuple(PageNumbers) == PageSetupRow.PAGE_NUMBERS


def test_an_untouched_office_prints_by_the_standard(town: Town):
    page = town.services.page
    assert page.setup() == PageSetup()
    assert page.capacity() == "每页 22 行，每行 28 字"
    assert page.values()["top_mm"] is None
    page.restore_standard()
    assert town.services.history.newest(1)[0].step != "版式恢复标准"


def test_settings_are_kept_one_by_one_and_restored_in_one_step(town: Town):
    page = town.services.page
    page.save_field("top_mm", "33")
    page.save_field("row_pitch", "28")
    page.save_field("bold_headings", "（一）级加粗")
    page.save_field("page_numbers", "居中")
    page.save_field("installed_fonts", None)
    changed = PageSetup(
        top_mm=33.0,
        row_pitch=28.0,
        bold_headings=BoldHeadings.SECOND,
        page_numbers=PageNumbers.CENTER,
        installed_fonts=False,
    )
    assert page.setup() == changed
    assert page.capacity() == "每页 23 行，每行 28 字"
    page.restore_standard()
    assert page.setup() == PageSetup(installed_fonts=False)
    assert town.services.history.undo() == "版式恢复标准"
    assert page.setup() == changed
    page.save_field("top_mm", "")
    assert page.setup().top_mm is None


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("top_mm", "5", "不能小于25"),
        ("left_mm", "61", "上限60"),
        ("row_pitch", "28.123", "最多保留2位小数"),
        ("row_pitch", "单倍", "应填数字"),
        ("page_numbers", None, "不能为空"),
    ],
)
def test_a_page_that_cannot_be_is_refused(town: Town, name: str, typed: object, reason: str):
    with pytest.raises(InvalidRow, match=reason):
        town.services.page.save_field(name, typed)
    assert town.services.page.setup() == PageSetup()


def test_each_setting_says_what_the_standard_asks_and_how_strongly(town: Town):
    notes = town.services.page.notes()
    assert set(notes) == {field.name for field in town.services.page.fields}
    assert notes["top_mm"] == "标准天头 37 毫米（GB/T 9704 5.2.1，规定）"
    assert notes["row_pitch"] == "标准 29.62 磅（GB/T 9704 5.2.3 一般每页 22 行）"
    assert town.services.page.placeholders()["right_mm"] == "26（标准）"


def test_the_printed_page_follows(town: Town, tmp_path: Path):
    def numbers() -> bool:
        file = tmp_path / "报告.pdf"
        town.services.reports.export(Q1, file, force=True)
        with pypdfium2.PdfDocument(file.read_bytes()) as pdf:
            return "— 1 —" in pdf[0].get_textpage().get_text_range()

    assert numbers()
    town.services.page.save_field("page_numbers", "不编页码")
    assert not numbers()


def test_fonts_are_opened_once_and_only_where_wanted(town: Town):
    reports = town.services.reports
    reports.warm_fonts()
    first = reports._fonts()
    document = reports.document(Q1)
    reports.render(document, ".pdf")
    assert reports._fonts() is first
    town.services.page.save_field("installed_fonts", None)
    assert reports._fonts() is first  # this computer's folders are none here
