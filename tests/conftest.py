"""What every test may use: an open workplace, its services, a small township."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from township import FONTS, MIGRATIONS, Q1, Town

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


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """An empty data folder with Chinese and a space in its path, held and open."""
    place = Workplace(tmp_path / "数据 文件夹", MIGRATIONS)
    place.open()
    yield place
    place.close()


@pytest.fixture
def services(workplace: Workplace) -> Services:
    """All services over the open workplace."""
    return assemble(workplace.store, Catalogue(ALL_AREAS), FONTS, who="测试")


@pytest.fixture
def town(services: Services) -> Town:
    """The small township, without any rows."""
    services.periods.open(Q1)
    services.office.save_office(
        full_name="青石镇人民政府", short_name="青石镇", guideline="一线两面", plan_name="头雁计划"
    )
    services.office.save_unit(Q1, "张村", party_members=40, branches=2)
    services.office.save_unit(Q1, "李村", party_members=50, branches=3)
    services.office.save_unit(Q1, "河湾社区", kind="社区", party_members=None, branches=1)
    services.office.save_unit(Q1, "本级", kind="本级", party_members=10, branches=1)
    return Town(services)
