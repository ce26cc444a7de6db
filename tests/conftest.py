"""What every test may use: an open workplace, its services, a small township."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from township import FONTS, MIGRATIONS, Town, write_town

from db.connection import Store
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.workplace import Workplace


@pytest.fixture(autouse=True)
def no_connection_is_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every store that a test opens is closed again, with no transaction pending."""
    stores: list[Store] = []
    original = Store.__init__

    def remember(self: Store, *arguments: object) -> None:
        original(self, *arguments)
        stores.append(self)

    monkeypatch.setattr(Store, "__init__", remember)
    yield
    assert [store.path for store in stores if not store.is_idle] == []


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations make it, to be copied: they take longer than most tests."""
    place = Workplace(tmp_path_factory.mktemp("empty"), MIGRATIONS)
    place.open()
    place.close()
    return place.database


@pytest.fixture(scope="session")
def town_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    """A database with the small township, to be copied."""
    place = opened_copy(empty_database, tmp_path_factory.mktemp("town"))
    write_town(services_of(place))
    place.close()
    return place.database


@pytest.fixture
def workplace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    """A data folder with Chinese and a space in its path, held and open.

    It is empty, but for a test that asks for the town.
    """
    name = "town_database" if "town" in request.fixturenames else "empty_database"
    place = opened_copy(request.getfixturevalue(name), tmp_path / "数据 文件夹")
    yield place
    place.close()


@pytest.fixture
def services(workplace: Workplace) -> Services:
    """All services over the open workplace."""
    return services_of(workplace)


@pytest.fixture
def town(services: Services) -> Town:
    """The small township, without any rows."""
    return Town(services)


def opened_copy(database: Path, folder: Path) -> Workplace:
    """Copy a database into a folder, which is made where it lacks, and open it there."""
    place = Workplace(folder, MIGRATIONS)
    folder.mkdir(exist_ok=True)
    shutil.copyfile(database, place.database)
    place.open()
    return place


def services_of(place: Workplace) -> Services:
    """All services over an open workplace."""
    return assemble(place.store, Catalogue(ALL_AREAS), FONTS, who="测试")
