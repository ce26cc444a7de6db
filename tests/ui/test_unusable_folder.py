"""A data folder that cannot be made: another one is chosen on the start page, and work begins."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from township import FONTS, MIGRATIONS, Q1

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.files.os_reasons import folder_reason_of
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Remedy
from desktop_app.ui import start
from desktop_app.ui.starting.opening import open_or_ask
from desktop_app.ui.starting.start_page import Choice, StartPage


@pytest.fixture
def place(app: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    """A data folder below a file, which no system can make, not even for an administrator."""
    (tmp_path / "文件").write_bytes(b"")
    work = Workplace(tmp_path / "文件" / "党建季报", MIGRATIONS)
    yield work
    work.close()


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def choosing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pages: list[str]
) -> Callable[[StartPage], Choice | None]:
    """Press 换一个文件夹 on the start page and point at a folder."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    def show(page: StartPage) -> Choice | None:
        pages.append(page.sentence.text())
        page.buttons[Remedy.CHOOSE_PLACE].click()
        return page.choice

    return show


def test_another_folder_is_chosen_and_kept_tidy(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    pages: list[str] = []
    opened = open_or_ask(place, services_of, choosing(stick, monkeypatch, pages))
    assert opened is not None
    assert "路径中有一段不是文件夹" in pages[0]
    assert opened.told == f"数据放在“{stick / '党建季报'}”。"
    opened.services.periods.open(Q1)
    assert [path.name for path in stick.iterdir()] == ["党建季报"]
    assert (stick / "党建季报" / "党建季报.db").exists()


def test_a_folder_with_data_is_opened_as_it_is(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = Workplace(tmp_path / "以前的", MIGRATIONS)
    services_of(other).periods.open(Q1)
    other.close()
    opened = open_or_ask(place, services_of, choosing(other.folder, monkeypatch, []))
    assert opened is not None
    assert opened.services.periods.all() == [Q1]


def test_who_chooses_no_folder_is_asked_on(place: Workplace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    def show(page: StartPage) -> Choice | None:
        page.buttons[Remedy.CHOOSE_PLACE].click()
        assert page.choice is None
        return page.choice

    assert open_or_ask(place, services_of, show) is None


def test_of_a_folder_nobody_says_that_word_has_it_open():
    assert folder_reason_of(PermissionError(errno.EACCES, "")) == "没有写入权限"
    assert folder_reason_of(OSError(errno.ENOSPC, "")) == "磁盘空间不足"


def test_no_first_question_is_asked_for_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "还没有" / "数据"
    assert start._can_be_made(folder)
    monkeypatch.setattr("os.access", lambda path, _mode: path != tmp_path)
    assert not start._can_be_made(folder)
