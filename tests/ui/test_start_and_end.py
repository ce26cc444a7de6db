"""Before the first window and after the last: nothing is made unasked or goes wrong unseen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from closing import take_down
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from township import FONTS, MIGRATIONS, Q1, ROOT

import main as program
from desktop_app import paths
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.local_settings import FILE_NAME, LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui import start
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.lock.lock_dialog import LockDialog
from desktop_app.ui.starting.start_page import StartPage
from desktop_app.ui.window import MainWindow


@pytest.fixture
def place(app: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    work = Workplace(tmp_path / "数据", MIGRATIONS)
    yield work
    work.close()


@pytest.fixture
def answered(app: QApplication) -> Iterator[Callable[..., list[QWidget]]]:
    """Answers dialogs as they come; returns those that were seen."""
    timer, seen, answers = QTimer(), [], {}

    def look() -> None:
        for kind, act in answers.items():
            for one in app.topLevelWidgets():
                if isinstance(one, kind) and one.isVisible() and one not in seen:
                    seen.append(one)
                    act(one)

    def begin(given: dict[type[QWidget], Callable[[QWidget], object]]) -> list[QWidget]:
        answers.update(given)
        timer.timeout.connect(look)
        timer.start(10)
        return seen

    yield begin
    timer.stop()


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def run(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run as far as the window, which is closed at once."""

    shown: list[QWidget] = []

    def execute() -> int:
        shown.extend(one for one in QApplication.topLevelWidgets() if is_open(one))
        shown[-1].close()
        return 0

    monkeypatch.setattr(QApplication, "exec", execute)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    code = start.run_window(place, ROOT / "resources", services_of)
    take_down(*shown)
    return code


def is_open(widget: QWidget) -> bool:
    return isinstance(widget, MainWindow) and widget.isVisible()


def go_through(first: QWidget) -> None:
    """Skip all three steps."""
    assert isinstance(first, FirstStart)
    for _step in first.steps:
        first.next_button.click()


def test_whoever_leaves_the_welcome_leaves_nothing_behind(place: Workplace, answered, monkeypatch):
    found: list[bool] = []

    def leave(dialog: QWidget) -> None:
        found.append(place.folder.exists())
        dialog.close()

    seen = answered({FirstStart: leave})
    assert run(place, monkeypatch) == 0
    assert (len(seen), found) == (1, [False])
    assert not place.folder.exists()


def test_the_database_is_made_once_one_begins(place: Workplace, answered, monkeypatch):
    seen = answered({FirstStart: go_through})
    assert run(place, monkeypatch) == 0
    assert len(seen) == 1
    assert place.database.exists()
    assert len(services_of(place).periods.all()) == 1


def test_a_copy_beside_a_missing_database_is_asked_for_before_the_welcome(
    place: Workplace, answered, monkeypatch
):
    place.folder.mkdir()
    (place.folder / "党建季报 - 副本.db").write_bytes(b"copy")
    seen = answered({StartPage: lambda page: page.reject(), FirstStart: lambda d: d.close()})
    assert run(place, monkeypatch) == 1
    assert [type(one) for one in seen] == [StartPage]
    assert [path.name for path in place.folder.iterdir()] == ["党建季报 - 副本.db"]


def test_settings_of_this_pc_that_were_lost_are_told_in_the_window(
    place: Workplace, answered, monkeypatch
):
    services_of(place).periods.open(Q1)
    place.close()
    (place.folder / FILE_NAME).write_bytes(b"")
    said: list[str] = []
    opened = MainWindow.start

    def note(window: MainWindow) -> None:
        opened(window)
        window.context.noted.connect(said.append)

    monkeypatch.setattr(MainWindow, "start", note)
    assert run(place, monkeypatch) == 0
    assert "开机密码" in said[0]


def test_the_folder_that_is_gone_to_asks_for_its_own_password(
    place: Workplace, tmp_path: Path, answered, monkeypatch
):
    services_of(place).periods.open(Q1)
    place.close()
    StartLock(LocalSettings(place.folder)).set_password("qingshi2020", "qingshi2020")
    known = tmp_path / "用过.json"
    known.write_text(f'["{place.folder}"]', "utf-8")
    monkeypatch.setattr(paths, "known_places_file", lambda: known)
    monkeypatch.setattr(start, "has_display", lambda: True)
    seen = answered(
        {
            StartPage: lambda page: next(iter(page.buttons.values())).click(),
            LockDialog: lambda dialog: dialog.reject(),
        }
    )
    assert program.main(["--data-dir", str(tmp_path / "空")]) == 1
    assert [type(one) for one in seen] == [StartPage, LockDialog]


def test_a_backup_that_failed_at_the_end_is_told_where_it_is_seen(
    place: Workplace, answered, monkeypatch, capsys
):
    services_of(place).periods.open(Q1)
    place.close()

    def window(work: Workplace, _resources: Path, open_services, _file: None) -> int:
        services = open_services(work)
        services.office.save_unit(Q1, "张村")
        (work.folder / "备份").write_text("in the way")
        return 0

    monkeypatch.setattr(start, "has_display", lambda: True)
    monkeypatch.setattr(start, "run_window", window)
    said: list[str] = []

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.close()

    answered({QMessageBox: read})
    assert program.main(["--data-dir", str(place.folder)]) == 0
    assert "数据已经保存，但备份没有成功" in said[0]
    assert said[0] in capsys.readouterr().err
