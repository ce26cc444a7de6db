"""Files dropped on the window: tables are read, the rest is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from window_driving import open_window, with_villages

from desktop_app.services.assembly import Services
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.frame.drop_target import DropTarget
from desktop_app.ui.window import MainWindow


@pytest.fixture
def window(app: QApplication, workplace: Workplace, services: Services) -> Iterator[MainWindow]:
    made = open_window(services, workplace)
    yield made
    take_down(made)


@pytest.fixture
def villages(window: MainWindow) -> MainWindow:
    return with_villages(window)


def drop(window: MainWindow, *paths: Path, text: str = "") -> str:
    """Drag files over the window and let go of them; return the hint that was shown meanwhile."""
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        data.setText(text)
    middle = QPoint(300, 300)
    held, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, button, held)
    QApplication.sendEvent(window.windowHandle(), enter)
    drops = window.findChild(DropTarget)
    assert isinstance(drops, DropTarget)
    hint = drops.hint.text() if drops.hint.isVisible() else ""
    dropped = QDropEvent(middle.toPointF(), Qt.DropAction.CopyAction, data, button, held)
    QApplication.sendEvent(window.windowHandle(), dropped)
    QApplication.processEvents()
    assert not drops.hint.isVisible()
    return hint


@pytest.fixture
def read(villages: MainWindow) -> list[list[Path]]:
    """What the window hands on instead of opening it."""
    files: list[list[Path]] = []
    drops = villages.findChild(DropTarget)
    assert isinstance(drops, DropTarget)
    drops.dropped.disconnect()
    drops.dropped.connect(files.append)
    return files


def test_dropped_tables_are_read(villages: MainWindow, read: list[list[Path]], tmp_path: Path):
    paths = [tmp_path / name for name in ("张村.xlsx", "李村.XLS", "河湾.et", "旧表.csv")]
    assert drop(villages, *paths) == "松开鼠标，读入这4个表格文件"
    assert read == [paths]
    assert villages.banner.text == ""


def test_other_files_are_refused_by_name(
    villages: MainWindow, read: list[list[Path]], tmp_path: Path
):
    assert "只能放入表格文件" in drop(villages, tmp_path / "照片.jpg")
    assert read == []
    assert villages.banner.text.startswith("“照片.jpg”不是表格文件，没有读入")
    drop(villages, tmp_path)
    assert "是文件夹，没有读入" in villages.banner.text


def test_a_mixed_drop_reads_the_tables_and_names_the_rest(
    villages: MainWindow, read: list[list[Path]], tmp_path: Path
):
    table, own = tmp_path / "张村.xlsx", tmp_path / "~$张村.xlsx"
    drop(villages, table, own, tmp_path / "说明.docx")
    assert read == [[table]]
    assert "“说明.docx”不是表格文件" in villages.banner.text


def test_a_dragged_text_is_none_of_the_windows_business(
    villages: MainWindow, read: list[list[Path]]
):
    assert drop(villages, text="一段文字") == ""
    assert read == []
    assert villages.banner.text == ""
