"""Demo data (演示数据): a believable township that does not exist, over five quarters.

Everything is written in one step and in the same order each time; only uids and times differ.
"""

from __future__ import annotations

from pathlib import Path

from db.base import Change, Unit
from db.models.office import NilReport
from desktop_app.core.errors import DatabaseRefused, NotEmpty
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.demo import (
    documents,
    epidemic,
    integrity,
    membership,
    organization,
    production,
    rectification,
    wording,
)
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    BEFORE_EPIDEMIC,
    OFFICE,
    OFFICE_ITSELF,
    QUARTERS,
    SIGNED_ON,
    UNITS,
)
from desktop_app.services.program.workplace import Workplace

STEP = "写入演示数据"
_LEDGERS = (documents, epidemic, organization, membership, production, integrity)


def create(workplace: Workplace, services: Services) -> None:
    """Write the demo data in one step; NotEmpty when anything was ever written."""
    if not workplace.is_empty():
        raise NotEmpty("数据库里已经有数据，演示数据只能写入空的数据库，请换一个数据文件夹再试。")
    with services.writer.step(STEP):
        services.office.save_office(**OFFICE)
        for quarter in QUARTERS:
            services.periods.open(quarter)
            _save_units(services, quarter)
        _switch_areas(services)
        _fill_ledgers(services)
        for quarter in QUARTERS:
            rectification.fill(services.rectification, quarter)
            wording.rewrite(services.texts, quarter)
            services.texts.save_dates(
                quarter, as_of=quarter.last_day, signed_on=SIGNED_ON[quarter.code]
            )


def remove(workplace: Workplace, services: Services, *, force: bool = False) -> Path:
    """Back the demo data up, delete every row and return the backup.

    force: even where something was written after the demo data. Raises DatabaseRefused unless it
    is demo data; TargetRefused when the backup fails.
    """
    if not services.office.office().demo:
        raise DatabaseRefused("这个数据库里的不是演示数据，不能清除，程序没有改动它。")
    later = Change.select(Change.batch).where(Change.step != STEP).distinct().count()
    if later and not force:
        raise DatabaseRefused(
            f"写入演示数据以后又填写了{later}次，清除会一并删去；确定都不要了，请加上 --force。"
        )
    kept = workplace.backups.make()
    workplace.clear()
    return kept


def _save_units(services: Services, quarter: Period) -> None:
    for unit in (*UNITS, OFFICE_ITSELF):
        services.office.save_unit(
            quarter,
            unit.name,
            kind=unit.kind,
            party_members=unit.members_in(quarter),
            branches=unit.branches_in(quarter),
        )


def _switch_areas(services: Services) -> None:
    """Switch off what nobody knew of before the epidemic."""
    for area in ("epidemic", "production"):
        services.office.switch_area(BEFORE_EPIDEMIC, area, enabled=False)


def _fill_ledgers(services: Services) -> None:
    book = Book(services.catalogue, services.office.options(QUARTERS[-1]))
    for ledgers in _LEDGERS:
        ledgers.fill(book)
    ids = {row.name: row.id for row in Unit.select()}
    with services.writer.step(STEP) as step:
        book.write(step)
        step.insert_many(
            NilReport,
            ("unit_id", "period", "ledger"),
            (
                (ids[unit], quarter.code, ledger)
                for quarter in QUARTERS
                for unit, ledger in book.nil_returns(quarter, services.office.areas_on(quarter))
            ),
        )
