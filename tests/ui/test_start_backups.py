"""Which backup the start page offers first: what a person would go back to, just found sound."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from township import FONTS, MIGRATIONS, Q1

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.catalogue import State
from desktop_app.services.safekeeping.condition import Remedy
from desktop_app.services.safekeeping.kinds import Kind
from desktop_app.services.safekeeping.known_places import KnownPlaces
from desktop_app.ui.starting.opening import Opened, open_or_ask
from desktop_app.ui.starting.start_page import Choice, StartPage

DAY = "theme_party_day"


@pytest.fixture
def place(app: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    """A folder with 86 in it, backed up, and then 14 more."""
    work = Workplace(tmp_path / "数据", MIGRATIONS, known=KnownPlaces(tmp_path / "用过.json"))
    services = services_of(work)
    services.periods.open(Q1)
    services.office.save_unit(Q1, "张村")
    services.ledgers.save(DAY, Q1, {"attendance": 86}, unit="张村")
    work.close(backup=True)
    services = services_of(work)
    services.ledgers.save(DAY, Q1, {"attendance": 14}, unit="张村")
    work.close()
    yield work
    work.close()


def services_of(work: Workplace) -> Services:
    work.open()
    return assemble(work.store, Catalogue(ALL_AREAS), FONTS, who="测试")


def attendance(opened: Opened | None) -> object:
    assert opened is not None
    return opened.services.figures.figures(Q1)["organization.party_day_attendance"].value


def first_button(said: list[str]) -> Callable[[StartPage], Choice | None]:
    """Press the first button of the page; what stands on the page goes into said."""

    def show(page: StartPage) -> Choice | None:
        said.extend(label.text() for label in page.findChildren(QLabel))
        next(iter(page.buttons.values())).click()
        return page.choice

    return show


def dated(path: Path, stamp: str) -> Path:
    """Give a backup another date, without a change in what is known of it but its name."""
    return path.rename(path.with_name(stamp + path.name[15:]))


def test_after_a_restore_the_state_that_was_left_is_not_what_is_offered(place: Workplace):
    (yesterday,) = place.backups.folder.glob("*.db")
    yesterday = dated(yesterday, "20200403-101500")
    assert place.restore(yesterday)
    place.close()
    place.database.unlink()
    said: list[str] = []
    assert attendance(open_or_ask(place, services_of, first_button(said))) == 86
    assert any("2020年4月3日 10:15退出时做的备份" in text for text in said)


def test_the_state_before_a_restore_is_the_last_resort_and_called_so(place: Workplace):
    (yesterday,) = place.backups.folder.glob("*.db")
    place.restore(yesterday)
    place.close()
    place.database.unlink()
    yesterday.unlink()
    said: list[str] = []
    assert attendance(open_or_ask(place, services_of, first_button(said))) == 100
    assert any("恢复以前留下的数据" in text for text in said)


def test_one_dated_by_a_wrong_clock_is_not_offered_before_the_real_one(place: Workplace):
    (made,) = place.backups.folder.glob("*.db")
    dated(made, "20310101-000000")
    place.open()
    real = place.backups.make(kind=Kind.EXIT)
    place.close()
    dated(real, "20260101-000000")
    place.database.unlink()
    assert attendance(open_or_ask(place, services_of, first_button([]))) == 100


def test_what_is_offered_has_just_been_read_whatever_was_noted(place: Workplace):
    (older,) = place.backups.folder.glob("*.db")
    older = dated(older, "20200403-101500")
    place.open()
    newer = place.backups.make(kind=Kind.EXIT)
    place.close()
    status = newer.stat()
    data = bytearray(newer.read_bytes())
    data[8192:12288] = bytes(4096)
    newer.write_bytes(data)
    os.utime(newer, ns=(status.st_atime_ns, status.st_mtime_ns))
    place.database.unlink()
    assert attendance(open_or_ask(place, services_of, first_button([]))) == 86
    states = {one.path: one.state for one in place.backups.records()}
    assert (states[newer], states[older]) == (State.DAMAGED, State.SOUND)


def test_where_none_is_sound_the_page_does_not_speak_of_one(place: Workplace):
    (made,) = place.backups.folder.glob("*.db")
    made.write_bytes(made.read_bytes()[:5000])
    place.database.unlink()
    seen: list[StartPage] = []

    def look(page: StartPage) -> None:
        assert Remedy.RESTORE not in page.buttons
        assert "可以恢复" not in page.sentence.text()
        seen.append(page)

    assert open_or_ask(place, services_of, look) is None
    assert seen


@pytest.mark.parametrize("knows", [True, False])
def test_a_locked_folder_asks_for_its_password_also_when_it_is_gone_to(
    place: Workplace, tmp_path: Path, *, knows: bool
):
    StartLock(LocalSettings(place.folder)).set_password("qingshi2020", "qingshi2020")
    other = Workplace(tmp_path / "空", MIGRATIONS, known=place.known)
    asked: list[Path] = []

    def admit(folder: Path) -> bool:
        asked.append(folder)
        return knows

    opened = open_or_ask(other, services_of, first_button([]), admit)
    assert asked == [place.folder]
    assert (opened is not None) == knows
    other.close()
