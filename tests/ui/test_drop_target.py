"""Files and folders dropped on a window: what the dialog reads is taken, the rest is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from page_driving import sentences
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.dialogs.returned_files import FILTER
from desktop_app.ui.frame.drop_target import DropTarget


@pytest.fixture
def target(app: QApplication) -> Iterator[DropTarget]:
    window = QWidget()
    window.resize(600, 400)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    yield DropTarget(window)
    take_down(window)


def drop(target: DropTarget, *paths: Path) -> tuple[str, list[list[Path]], list[str]]:
    """Drag over the window and let go: (hint meanwhile, what is read, what is refused)."""
    window = target.parent()
    assert isinstance(window, QWidget)
    read: list[list[Path]] = []
    target.dropped.connect(read.append)
    refused = sentences(target.refused)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy, middle = Qt.DropAction.CopyAction, QPoint(300, 200)
    enter = QDragEnterEvent(middle, copy, data, button, held)
    QApplication.sendEvent(window.windowHandle(), enter)
    hint = target.hint.text()
    dropped = QDropEvent(middle.toPointF(), copy, data, button, held)
    QApplication.sendEvent(window.windowHandle(), dropped)
    QApplication.processEvents()
    return hint, read, refused


def test_every_kind_that_can_be_chosen_can_be_dropped(target: DropTarget, tmp_path: Path):
    kinds = [part.strip("*()") for part in FILTER.split()[1:]]
    assert ".xlsm" in kinds
    paths = [tmp_path / f"张村{kind}" for kind in kinds]
    assert drop(target, *paths) == (f"松开鼠标，读入这{len(kinds)}个表格文件", [paths], [])


def test_of_a_folder_its_tables_are_read(target: DropTarget, tmp_path: Path):
    folder = tmp_path / "收回的表"
    (folder / "旧的").mkdir(parents=True)
    for name in ("李村.xls", "张村.XLSM", "~$张村.XLSM", "说明.docx"):
        (folder / name).write_bytes(b"")
    other = tmp_path / "本级.csv"
    hint, read, refused = drop(target, folder, other)
    assert hint == "松开鼠标，读入这3个表格文件"
    assert read == [[folder / "张村.XLSM", folder / "李村.xls", other]]
    assert refused == []


def test_a_folder_without_tables_is_refused_by_name(target: DropTarget, tmp_path: Path):
    (tmp_path / "照片").mkdir()
    hint, read, refused = drop(target, tmp_path / "照片", tmp_path / "张村.xlsx")
    assert (hint, read) == ("松开鼠标，读入这1个表格文件", [[tmp_path / "张村.xlsx"]])
    assert refused[0].startswith("“照片”是文件夹，没有读入：里面没有表格文件（.xlsx、")
