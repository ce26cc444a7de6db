"""The start page, as a clerk meets it: yesterday's data are back by one button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from township import FONTS, MIGRATIONS, Q1

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.condition import Remedy
from desktop_app.services.safekeeping.known_places import KnownPlaces
from desktop_app.ui.starting.opening import Opened, open_or_ask
from desktop_app.ui.starting.start_page import Choice, StartPage

Answer = Callable[[StartPage], object]


@pytest.fixture
def place(app: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    """A folder with one quarter of yesterday, backed up as the program ended."""
    work = Workplace(tmp_path / "数据", MIGRATIONS, known=KnownPlaces(tmp_path / "用过.json"))
    services = services_of(work)
    services.periods.open(Q1)
    services.office.save_unit(Q1, "张村", party_members=40)
    services.ledgers.save("theme_party_day", Q1, {"attendance": 86}, unit="张村")
    work.close(backup=True)
    yield work
    work.close()


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def attendance(opened: Opened | None) -> object:
    assert opened is not None
    return opened.services.figures.figures(Q1)["organization.party_day_attendance"].value


def answers(*steps: Answer, pages: list[str] | None = None) -> Callable[[StartPage], Choice | None]:
    """Answer one page after the other as a person would; what each page says goes into pages."""
    left = list(steps)

    def show(page: StartPage) -> Choice | None:
        page.show()
        if pages is not None:
            pages.append(page.sentence.text())
        left.pop(0)(page)
        page.close()
        return page.choice

    return show


def press(remedy: Remedy) -> Answer:
    return lambda page: page.buttons[remedy].click()


def zero(place: Workplace) -> None:
    place.database.write_bytes(b"")


def remove(place: Workplace) -> None:
    place.database.unlink()


def overwrite(place: Workplace) -> None:
    place.database.write_text("别的内容" * 100, "utf-8")


def cut(place: Workplace) -> None:
    place.database.write_bytes(place.database.read_bytes()[:30_000])


@pytest.mark.parametrize("spoil", [zero, remove, overwrite, cut])
def test_yesterday_s_data_are_back_by_the_first_button(place: Workplace, spoil):
    spoil(place)
    pages: list[str] = []
    opened = open_or_ask(
        place,
        services_of,
        answers(lambda page: next(iter(page.buttons.values())).click(), pages=pages),
    )
    assert attendance(opened) == 86
    assert opened is not None
    assert "恢复" in opened.told
    assert len(pages) == 1


def test_the_backup_says_its_age_and_what_it_holds(place: Workplace):
    zero(place)
    said: list[str] = []

    def read(page: StartPage) -> None:
        from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - of the test alone

        said.extend(label.text() for label in page.findChildren(QLabel))
        page.reject()

    assert open_or_ask(place, services_of, answers(read)) is None
    assert any("（不到1小时前）" in text and "有2020年第一季度的1行数据" in text for text in said)


def test_a_damaged_backup_is_passed_over_for_an_older_sound_one(place: Workplace):
    zero(place)
    (sound,) = place.backups.records()
    bad = sound.path.with_name("29990101-000000-退出.db")
    bad.write_bytes(sound.path.read_bytes()[:20_000])
    opened = open_or_ask(place, services_of, answers(press(Remedy.RESTORE)))
    assert attendance(opened) == 86


def test_another_backup_is_chosen_from_the_list(place: Workplace):
    (first,) = place.backups.folder.glob("*.db")
    first.rename(first.with_name("20200403-101500.db"))
    services = services_of(place)
    services.ledgers.save("theme_party_day", Q1, {"attendance": 14}, unit="张村")
    place.close(backup=True)
    zero(place)

    def choose_older(page: StartPage) -> None:
        page.others_button.click()
        page.backups.selectRow(1)
        page.take_button.click()

    assert attendance(open_or_ask(place, services_of, answers(choose_older))) == 86


def test_a_file_from_elsewhere_is_taken_and_a_wrong_one_refused(
    place: Workplace, tmp_path: Path, monkeypatch
):
    stick = tmp_path / "U盘.db"
    stick.write_bytes(place.database.read_bytes())
    wrong = tmp_path / "表.db"
    wrong.write_text("不是数据" * 50, "utf-8")
    zero(place)
    chosen = iter([str(wrong), "", str(stick)])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (next(chosen), ""))

    def think_twice(page: StartPage) -> None:
        page.buttons[Remedy.CHOOSE_FILE].click()
        assert page.choice is None
        page.buttons[Remedy.CHOOSE_FILE].click()

    opened = open_or_ask(place, services_of, answers(press(Remedy.CHOOSE_FILE), think_twice))
    assert attendance(opened) == 86


def test_starting_anew_asks_once_more_and_keeps_the_file(place: Workplace):
    cut(place)

    def go_on(page: StartPage) -> None:
        page.buttons[Remedy.START_NEW].click()
        assert page.choice is None
        page.confirm_button.click()

    opened = open_or_ask(place, services_of, answers(go_on))
    assert opened is not None
    assert opened.services.periods.all() == []
    assert "没有删除" in opened.told
    assert len(list(place.folder.glob("党建季报.原件-*.db"))) == 1


def test_leaving_changes_nothing(place: Workplace):
    cut(place)
    before = place.database.read_bytes()
    assert open_or_ask(place, services_of, answers(lambda page: page.reject())) is None
    assert place.database.read_bytes() == before


def test_a_stick_that_is_plugged_in_again_is_found_by_trying_again(place: Workplace):
    away = place.folder.with_name("拔出")
    place.folder.rename(away)

    def plug_in(page: StartPage) -> None:
        assert "U盘" in page.sentence.text()
        away.rename(place.folder)
        page.buttons[Remedy.RETRY].click()

    assert attendance(open_or_ask(place, services_of, answers(plug_in))) == 86


def test_the_last_folder_is_offered_where_there_is_nothing(place: Workplace, tmp_path: Path):
    other = Workplace(tmp_path / "新", MIGRATIONS, known=place.known)
    opened = open_or_ask(other, services_of, answers(press(Remedy.OTHER_PLACE)))
    assert attendance(opened) == 86
    assert not (tmp_path / "新").exists()
    other.close()


def test_the_page_waits_for_an_answer_of_its_own_accord(place: Workplace):
    """The way that the program itself goes: the dialog is open until a button is pressed."""
    zero(place)

    def answer() -> None:
        (page,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, StartPage))
        if page.isVisible():
            page.buttons[Remedy.RESTORE].click()

    timer = QTimer()
    timer.timeout.connect(answer)
    QTimer.singleShot(0, lambda: timer.start(20))
    try:
        wait_for_page = open_or_ask(place, services_of)
    finally:
        timer.stop()
    assert attendance(wait_for_page) == 86
