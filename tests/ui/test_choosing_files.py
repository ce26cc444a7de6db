"""Choosing files: where a dialog begins, and what ending a file gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.ui.dialogs import choosing_files

KINDS = "PDF 文件 (*.pdf);;Excel 表格 (*.xlsx)"


@pytest.fixture(autouse=True)
def places(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A computer with a desktop and no folder for documents, on which nothing was chosen yet."""
    found = {"DocumentsLocation": tmp_path / "没有", "DesktopLocation": tmp_path / "桌面"}
    found["DesktopLocation"].mkdir()
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda place: str(found.get(place.name, tmp_path))
    )
    monkeypatch.setattr(choosing_files, "_last", [])
    return found


def test_without_documents_one_begins_on_the_desktop(places: dict[str, Path]):
    assert choosing_files.start_folder() == places["DesktopLocation"]
    places["DocumentsLocation"].mkdir()
    assert choosing_files.start_folder() == places["DocumentsLocation"]


def test_the_folder_that_was_used_last_is_common_to_all_doors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    began: list[str] = []

    def choose(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        began.append(folder)
        return str(stick / "旧报告.docx"), ""

    def choose_several(
        _parent: object, _title: str, folder: str, _kinds: str
    ) -> tuple[list[str], str]:
        began.append(folder)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose_several)
    assert choosing_files.ask_source(None, "选择", KINDS) == stick / "旧报告.docx"
    assert choosing_files.ask_sources(None, "选择", KINDS) == []
    assert began == [str(tmp_path / "桌面"), str(stick)]


def test_a_folder_that_is_gone_is_not_begun_in(places: dict[str, Path], tmp_path: Path):
    choosing_files.remember(tmp_path / "拔掉的U盘" / "报告.pdf")
    assert choosing_files.start_folder() == places["DesktopLocation"]


@pytest.mark.parametrize(
    ("chosen", "picked", "name"),
    [
        ("报告", "", "报告.pdf"),
        ("报告", "Excel 表格 (*.xlsx)", "报告.xlsx"),
        ("报告.XLSX", "PDF 文件 (*.pdf)", "报告.XLSX"),
        ("2020.1季度", "PDF 文件 (*.pdf)", "2020.1季度.pdf"),
    ],
)
def test_a_file_has_an_ending_of_its_kind(tmp_path: Path, chosen: str, picked: str, name: str):
    made = choosing_files.with_ending(str(tmp_path / chosen), KINDS, picked)
    assert made == tmp_path / name
