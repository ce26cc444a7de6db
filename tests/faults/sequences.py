"""A township on disk that faults are tried on, and a plain model of what it should hold."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from township import FONTS, MIGRATIONS, Q1

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.workbook.service import WorkbookService

LEDGER = "theme_party_day"
UNITS = ("张村", "李村")
Rows = dict[int, int]
"""Serial number of a row (kept in 应到) → what was typed last (kept in 参加)."""


class Site:
    """One data folder with its services, opened as the program does."""

    def __init__(self, folder: Path) -> None:
        """Open the folder; a new one gets a quarter and two villages."""
        self.place = Workplace(folder, MIGRATIONS)
        self.place.open()
        self.services: Services = assemble(
            self.place.store, Catalogue(ALL_AREAS), FONTS, who="测试"
        )
        if not self.services.periods.all():
            with self.services.writer.step("准备"):
                self.services.periods.open(Q1)
                for unit in UNITS:
                    self.services.office.save_unit(Q1, unit)

    def close(self) -> None:
        self.place.close()

    def write_pair(self, number: int) -> None:
        """Write one step of two rows."""
        with self.services.writer.step(f"第{number}步"):
            for half, unit in enumerate(UNITS):
                values = {"times": 1, "due": 2 * number + half, "attendance": number}
                self.services.ledgers.save(LEDGER, Q1, values, unit=unit)

    def edit(self, serial: int, value: int) -> None:
        uid = self._uids()[serial]
        self.services.ledgers.save(LEDGER, Q1, {"attendance": value}, uid=uid)

    def delete(self, serials: list[int]) -> None:
        """Delete some rows in one step."""
        uids = self._uids()
        self.services.row_tools.delete(LEDGER, [uids[serial] for serial in serials])

    def rows(self) -> Rows:
        found = [record.values for record in self.services.ledgers.rows(LEDGER, Q1)]
        return {int(str(row["due"])): int(str(row["attendance"])) for row in found}

    def _uids(self) -> dict[int, str]:
        rows = self.services.ledgers.rows(LEDGER, Q1)
        return {int(str(record.values["due"])): record.uid for record in rows}


@dataclass
class Model:
    """What the ledger should hold, and whole states for undo and redo."""

    rows: Rows = field(default_factory=dict)
    past: list[Rows] = field(default_factory=list)
    future: list[Rows] = field(default_factory=list)

    def write(self, rows: Rows) -> None:
        self.past.append(self.rows)
        self.future.clear()
        self.rows = rows

    def add(self, number: int) -> None:
        self.write({**self.rows, 2 * number: number, 2 * number + 1: number})

    def edit(self, serial: int, value: int) -> None:
        if self.rows[serial] != value:
            self.write({**self.rows, serial: value})

    def delete(self, serials: list[int]) -> None:
        self.write({key: value for key, value in self.rows.items() if key not in serials})

    def undo(self) -> None:
        self.future.append(self.rows)
        self.rows = self.past.pop()

    def redo(self) -> None:
        self.past.append(self.rows)
        self.rows = self.future.pop()


def act(seed: int, number: int, model: Model) -> Callable[[Site], object]:
    """Do the seed's action of that number to the model; return how to do it to a site."""
    luck = random.Random(f"{seed} {number}")
    kinds = ["add"] * 3
    kinds += ["edit", "edit", "delete"] if model.rows else []
    kinds += ["undo", "undo"] if model.past else []
    kinds += ["redo"] if model.future else []
    match luck.choice(kinds):
        case "edit":
            serial = luck.choice(list(model.rows))
            value = model.rows[serial] + luck.randint(1, 99)
            model.edit(serial, value)
            return lambda site: site.edit(serial, value)
        case "delete":
            serials = luck.sample(list(model.rows), min(len(model.rows), luck.randint(1, 3)))
            model.delete(serials)
            return lambda site: site.delete(serials)
        case "undo":
            model.undo()
            return lambda site: site.services.history.undo()
        case "redo":
            model.redo()
            return lambda site: site.services.history.redo()
    model.add(number)
    return lambda site: site.write_pair(number)


def state_after(seed: int, actions: int) -> Model:
    """Return the model after so many of a seed's actions."""
    model = Model()
    for number in range(actions):
        act(seed, number, model)
    return deepcopy(model)


def workbook_with(site: Site, target: Path, rows: int) -> Path:
    """Return a workbook of our own template with so many rows of theme days."""
    WorkbookService(site.services).write_template(target, Q1.code)
    book = load_workbook(target)
    sheet = book["主题党日"]
    keys = [str(cell.value).removeprefix(f"{LEDGER}.") for cell in sheet[2]]
    for number in range(rows):
        row = {"unit": UNITS[0], "times": 1, "due": 10**6 + number, "attendance": 10**6}
        sheet.append([row.get(key) for key in keys])
    book.save(target)
    return target


def copy_as_it_is(database: Path, folder: Path) -> Path:
    """Copy a database with its -wal as they lie on disk, as a crash would leave them."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (database, database.with_name(database.name + "-wal")):
        target = folder / path.name
        target.unlink(missing_ok=True)
        if path.exists():
            shutil.copyfile(path, target)
    return folder / database.name


def broken_steps(database: Path) -> list[object]:
    """Return what is wrong with a file: its damage, and steps of ours that are not whole.

    A step of `write_pair` is two rows with a Change each. The file is opened and folded together.
    """
    with closing(sqlite3.connect(database)) as connection:
        wrong: list[object] = [
            row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
        ]
        wrong += connection.execute("PRAGMA foreign_key_check").fetchall()
        wrong += connection.execute(
            'SELECT batch, count(*) FROM change WHERE "table" = ? AND step LIKE ? '
            "GROUP BY batch HAVING count(*) <> 2",
            (LEDGER, "第%步"),
        ).fetchall()
        wrong += connection.execute(
            f"SELECT attendance, count(*) FROM {LEDGER} WHERE attendance = due / 2 "
            "GROUP BY attendance HAVING count(*) <> 2"
        ).fetchall()
        wrong += connection.execute(
            f'SELECT uid FROM {LEDGER} WHERE uid NOT IN (SELECT uid FROM change WHERE "table" = ?)',
            (LEDGER,),
        ).fetchall()
    return wrong


def pairs_in(database: Path) -> set[int]:
    """Return the numbers of the steps that a file holds."""
    with closing(sqlite3.connect(database)) as connection:
        return {row[0] for row in connection.execute(f"SELECT attendance FROM {LEDGER}")}
