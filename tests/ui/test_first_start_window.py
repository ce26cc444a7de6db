"""From an empty folder through the first start into the window: what was said stands there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from closing import take_down
from page_driving import enter
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from township import FONTS, MIGRATIONS, ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.first_start.answers import DRAFT_NAME
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui import start
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.old_report.dialog import OldReportDialog
from desktop_app.ui.window import MainWindow

VILLAGES = [f"{name}村" for name in "东西南北上下前后里外大小"]
OLD_REPORT = """一、党员教育情况
全镇开展主题党日12次，参加党员860人次。
二、存在的问题
个别支部组织生活不够规范。"""

Answer = Callable[[QWidget], object]


@pytest.fixture
def place(app: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    work = Workplace(tmp_path / "张 三" / "党建季报", MIGRATIONS)
    yield work
    work.close()


@pytest.fixture
def through(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the program: answers each dialog as it comes, then looks at the window."""
    seen: list[QWidget] = []
    shown: list[QWidget] = []

    def run(answers: dict[type[QWidget], Answer], look: Callable[[MainWindow], object]) -> int:
        def answer() -> None:
            for kind, act in answers.items():
                for one in QApplication.topLevelWidgets():
                    if isinstance(one, kind) and one.isVisible() and one not in seen:
                        seen.append(one)
                        act(one)

        timer = QTimer()
        timer.timeout.connect(answer)
        timer.start(10)

        def execute() -> int:
            window = next(
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, MainWindow) and one.isVisible()
            )
            shown.append(window)
            wait_for_page(window, with_banner=bool(answers))
            look(window)
            window.close()
            return 0

        monkeypatch.setattr(QApplication, "exec", execute)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        code = start.run_window(place, ROOT / "resources", services_of)
        timer.stop()
        take_down(*shown)
        assert {type(one) for one in seen} == set(answers)
        seen.clear()
        shown.clear()
        return code

    return run


def wait_for_page(window: MainWindow, *, with_banner: bool) -> None:
    """Let the window come up; with_banner: until it says what to do next."""
    loop = QEventLoop()
    window.context.noted.connect(loop.quit)
    QTimer.singleShot(20_000, loop, loop.quit)
    if with_banner and not window.banner.text:
        loop.exec()
    while window.stack.page() is None:
        QApplication.processEvents()


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def answer_all(first: QWidget, *, old_report: bool = False) -> None:
    assert isinstance(first, FirstStart)
    enter(first.office.full_name, "中共青石镇委员会")
    first.next_button.click()
    enter(first.units.names, "、".join(VILLAGES))
    first.next_button.click()
    if old_report:
        first.quarter.old_report.click()
    first.next_button.click()


def test_the_window_stands_on_the_workbench_with_all_villages(place: Workplace, through):
    def look(window: MainWindow) -> None:
        period = window.context.period
        assert window.navigation.current() == "workbench"
        assert window.banner.text == (
            f"{period.label}已经建好，12个村（社区）都在下面的表里。"
            "接下来把村里报来的数填进表里，填完一格就自动存好。"
        )
        services = window.context.services
        assert services.office.office().short_name == "青石镇"
        units = services.office.units(period)
        assert [unit.name for unit in units] == [*VILLAGES, "本级"]
        assert [unit.name for unit in services.workbench.matrix(period).units] == [
            *VILLAGES,
            "本级",
        ]

    assert through({FirstStart: answer_all}, look) == 0
    assert not (place.folder / DRAFT_NAME).exists()


def test_an_old_report_is_asked_for_once_the_window_is_there(through):
    def begin_with(dialog: QWidget) -> None:
        assert isinstance(dialog, OldReportDialog)
        dialog.take_text(OLD_REPORT)
        dialog.finish()

    def look(window: MainWindow) -> None:
        services, period = window.context.services, window.context.period
        text = "".join(
            run.text
            for block in services.reports.document(period, ()).blocks
            for run in getattr(block, "runs", ())
        )
        assert "个别支部组织生活不够规范" in text
        assert window.navigation.current() == "workbench"
        assert "接下来" in window.banner.text

    answers = {
        FirstStart: lambda first: answer_all(first, old_report=True),
        OldReportDialog: begin_with,
    }
    assert through(answers, look) == 0


def test_without_villages_one_is_told_where_to_paste_them(through):
    def skip(first: QWidget) -> None:
        assert isinstance(first, FirstStart)
        for _step in first.steps:
            first.next_button.click()

    said: list[str] = []
    assert through({FirstStart: skip}, lambda window: said.append(window.banner.text)) == 0
    assert "在“填报单位”里粘贴" in said[0]


def test_the_demonstration_says_how_one_comes_back_to_one_s_own(place: Workplace, through):
    def type_and_look(first: QWidget) -> None:
        assert isinstance(first, FirstStart)
        enter(first.office.full_name, "中共青石镇委员会")
        first.demo_button.click()

    said: list[str] = []
    assert through({FirstStart: type_and_look}, lambda window: said.append(window.banner.text)) == 0
    assert "虚构的乡镇" in said[0]
    assert (place.folder / DRAFT_NAME).exists()


def test_a_second_start_asks_nothing_any_more(place: Workplace, through):
    assert through({FirstStart: answer_all}, lambda _window: None) == 0
    place.close()
    said: list[str] = []
    assert through({}, lambda window: said.append(window.banner.text)) == 0
    assert said == [""]
