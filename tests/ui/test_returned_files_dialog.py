"""The dialogs for files that go out and come back, through the doors a clerk uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_filling import fill_form
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.page_driving import Q1, Town, click, sentences, settle

from desktop_app.services.workbook.service import Scope, WorkbookService
from desktop_app.ui.context import Context
from desktop_app.ui.dialogs.export_rows import export_to
from desktop_app.ui.dialogs.returned_files import ReturnedFilesDialog, open_returned_files
from desktop_app.ui.dialogs.village_forms import VillageFormsDialog, open_village_forms

DAYS = "organization.party_days"


@pytest.fixture
def context(app, town: Town, workplace) -> Context:
    return Context(town.services, workplace.store.reading, Q1)


@pytest.fixture
def forms(town: Town, tmp_path: Path) -> list[Path]:
    files = WorkbookService(town.services).write_forms(tmp_path, Q1)
    fill_form(files[0], 主题党日=3, 党课="很多")
    fill_form(files[1], 主题党日=2)
    return files


def opened(context: Context, *paths: Path) -> ReturnedFilesDialog:
    dialog = open_returned_files(context, paths)
    assert dialog is not None
    settle(context)
    return dialog


def column(dialog: ReturnedFilesDialog, place: int) -> list[str]:
    model = dialog.files
    return [model.index(row, place).data() for row in range(model.rowCount())]


def value(town: Town, unit: str) -> object:
    return town.services.figures.figures_of_unit(Q1, unit)[DAYS].value


def test_what_came_back_is_shown_and_written_by_one_click(
    context: Context, town: Town, forms: list[Path]
):
    dialog = opened(context, *forms)
    told, noted = sentences(context.told), sentences(context.noted)
    assert column(dialog, 2) == ["张村", "李村", "河湾社区"]
    assert column(dialog, 3) == ["1", "1", ""]
    assert column(dialog, 6) == ["1", "", ""]
    assert dialog.write_button.text() == "写入这2份"
    refused = [dialog.detail.model().index(0, place).data() for place in range(5)]
    assert refused[0].startswith("填报表·E")
    assert refused[1:4] == ["党课", "", "很多"]
    assert refused[4].startswith("不收：应填数字")
    click(dialog.write_button)
    settle(context)
    assert told == ["已收2个单位的表：新增2处，修改0处；可按 Ctrl+Z 撤销"]
    assert "另有1处没有收" in noted[0]
    assert (value(town, "张村"), value(town, "李村")) == (3, 2)
    town.services.history.undo()
    assert (value(town, "张村"), value(town, "李村")) == (None, None)


def test_the_space_bar_leaves_a_file_out(context: Context, town: Town, forms: list[Path]):
    dialog = opened(context, *forms)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.write_button.text() == "写入这1份"
    click(dialog.write_button)
    settle(context)
    assert (value(town, "张村"), value(town, "李村")) == (None, 2)


def test_the_clerk_says_whose_a_file_is(context: Context, town: Town, tmp_path: Path, forms):
    import openpyxl  # noqa: PLC0415 - slow to load

    book = openpyxl.load_workbook(forms[0])
    book["填报表"]["F4"], book["填报表"]["A2"] = None, None
    del book["_党建季报"]
    book.save(tmp_path / "新建.xlsx")
    dialog = opened(context, tmp_path / "新建.xlsx")
    assert not dialog.write_button.isEnabled()
    assert "对不上任何填报单位" in dialog.remark.text()
    place = dialog.unit_choice.findText("李村")
    dialog.unit_choice.setCurrentIndex(place)
    dialog.unit_choice.activated.emit(place)
    settle(context)
    assert column(dialog, 2) == ["李村"]
    assert dialog.write_button.isEnabled()
    dialog.reject()


def test_who_has_not_returned_can_be_copied_and_more_files_added(
    context: Context, forms: list[Path]
):
    dialog = opened(context, forms[0])
    assert dialog.missing.text() == "还没有报送的2个单位：李村、河湾社区"
    click(dialog.copy_button)
    assert QApplication.clipboard().text() == "李村、河湾社区"
    dialog.read(forms[1:])
    settle(context)
    assert column(dialog, 2) == ["张村", "李村", "河湾社区"]
    assert dialog.missing.isHidden()
    dialog.reject()


def test_a_bad_file_stands_among_the_others(context: Context, forms: list[Path], tmp_path: Path):
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n")
    dialog = opened(context, tmp_path / "照片.xlsx", forms[0])
    assert column(dialog, 7)[0].startswith("其实是图片")
    assert dialog.remark.text().startswith("“照片.xlsx”其实是图片")
    assert dialog.write_button.text() == "写入这1份"
    dialog.reject()


def test_reading_is_stopped_by_escape(context: Context, town: Town, forms: list[Path]):
    refused = sentences(context.refused)
    dialog = open_returned_files(context, forms)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(context)
    assert refused == ["已取消，什么也没有写入。"]
    assert value(town, "张村") is None


def test_forms_go_into_a_folder_and_never_over_filled_ones(
    context: Context, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shown: list[object] = []
    monkeypatch.setattr(
        "desktop_app.ui.dialogs.village_forms.QDesktopServices.openUrl", shown.append
    )
    told = sentences(context.told)
    town.services.workbench.type_cell(Q1, "张村", DAYS, 3)
    dialog = _forms_dialog(context, tmp_path)
    assert dialog.chosen() == ["张村", "李村", "河湾社区"]
    click(dialog.missing_button)
    assert dialog.chosen() == ["李村", "河湾社区"]
    click(dialog.write_button)
    settle(context)
    assert len(list(tmp_path.glob("*填报表.xlsx"))) == 2
    assert told == [f"已生成2份填报表，放在“{tmp_path}”"]
    assert len(shown) == 1
    again = _forms_dialog(context, tmp_path)
    click(again.write_button)
    settle(context)
    assert "已有2份同名的填报表" in again.reason.text()
    again.replaced.setChecked(True)
    click(again.write_button)
    settle(context)
    assert len(list(tmp_path.glob("*填报表.xlsx"))) == 3


def test_a_folder_that_is_typed_is_made(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desktop_app.ui.dialogs.village_forms.QDesktopServices.openUrl", bool)
    dialog = _forms_dialog(context, tmp_path / "一季度")
    click(dialog.write_button)
    settle(context)
    assert len(list((tmp_path / "一季度").glob("*填报表.xlsx"))) == 3


def _forms_dialog(context: Context, folder: Path) -> VillageFormsDialog:
    dialog = open_village_forms(context)
    dialog.folder.setText(str(folder))
    return dialog


def test_rows_are_exported_and_taken_back(context: Context, town: Town, tmp_path: Path):
    town.row("theme_party_day", attendance=86)
    told = sentences(context.told)
    target = tmp_path / "主题党日.csv"
    export_to(context, Scope("theme_party_day"), target)
    settle(context)
    assert told == [f"已导出1行到“{target}”"]
    dialog = opened(context, target)
    assert column(dialog, 2) == ["全部单位"]
    assert column(dialog, 7) == ["和已有的一样，不用写入"]
    assert not dialog.write_button.isEnabled()
    dialog.reject()
