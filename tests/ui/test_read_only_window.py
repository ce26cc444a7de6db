"""Reading alone: a strip says so for good, every page opens, and whatever is typed is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from closing import take_down
from page_driving import settle
from PySide6.QtWidgets import QApplication
from township import FONTS, MIGRATIONS, ROOT

from db.upgrade import latest_version
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import assemble
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.context import Context
from desktop_app.ui.start import prepare_window
from desktop_app.ui.starting.lasting_bar import LastingBar
from desktop_app.ui.window import MainWindow


@pytest.fixture
def window(app: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The demonstration's township, open for reading alone."""
    golden = ROOT / "tests" / "golden" / f"schema_{latest_version(MIGRATIONS):04}.db"
    place = Workplace(tmp_path, MIGRATIONS)
    shutil.copy(golden, place.database)
    place.open_to_read()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS, who="测试")
    period = services.periods.all()[-1]
    made = MainWindow(Context(services, place.store.reading, period), place, ROOT / "resources")
    prepare_window(made, place).close()
    made.show()
    yield made
    take_down(made)
    place.close()


def test_the_strip_stays_and_says_so(window: MainWindow):
    bar = window.menuWidget()
    assert isinstance(bar, LastingBar)
    assert bar.isVisible()
    assert bar.label.text().startswith("只读打开")
    assert not bar.findChildren(type(window.line.keys_button))


def test_every_page_opens(window: MainWindow):
    said: list[str] = []
    window.context.refused.connect(said.append)
    for key in window.navigation.keys():  # noqa: SIM118 - no dict
        window.show_page(key)
        settle(window.context)
    assert said == []


def test_what_is_typed_is_refused_in_a_sentence(window: MainWindow):
    services, period = window.context.services, window.context.period
    said: list[str] = []
    window.context.refused.connect(said.append)
    unit = services.office.units(period)[0].name
    window.context.write(
        lambda: services.ledgers.save("theme_party_day", period, {"attendance": 1}, unit=unit)
    )
    window.context.write(lambda: services.office.save_office(full_name="别的镇"))
    window.context.write(lambda: services.periods.open(period.next))
    window.undo()
    assert len(said) >= 3
    assert all("只读打开" in sentence for sentence in said)
