"""Random sequences of typing, filling, pasting, deleting, undo and redo against a plain model."""

from __future__ import annotations

import random
from copy import deepcopy

import pytest
from township import Q1, Town

from desktop_app.services.ledgers.row_tools import RowTools

LEDGER = "theme_party_day"
FIELDS = ("times", "attendance", "oath_attendance")
Rows = dict[str, dict[str, int | None]]


class Model:
    """What the ledger should hold, and what undo and redo should bring: lists of whole states."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.past: list[Rows] = []
        self.future: list[Rows] = []

    def write(self, rows: Rows) -> None:
        """A step that changed nothing is none."""
        if rows != self.rows:
            self.past.append(self.rows)
            self.future.clear()
            self.rows = rows

    def undo(self) -> bool:
        if not self.past:
            return False
        self.future.append(self.rows)
        self.rows = self.past.pop()
        return True

    def redo(self) -> bool:
        if not self.future:
            return False
        self.past.append(self.rows)
        self.rows = self.future.pop()
        return True


class Driver:
    """Does the same to the program and to the model; `check` compares all of it."""

    def __init__(self, town: Town, seed: int) -> None:
        self.services = town.services
        self.tools = RowTools(self.services.writer, self.services.catalogue, self.services.ledgers)
        self.chance = random.Random(seed)
        self.model = Model()
        self.steps = len(self.services.history.undoable(1000))

    def value(self) -> int | None:
        return self.chance.choice([None, *range(0, 2000, 7)])

    def some(self, most: int = 4) -> list[str]:
        uids = list(self.model.rows)
        return self.chance.sample(uids, min(len(uids), self.chance.randint(1, most)))

    def add(self) -> None:
        values = {name: self.value() for name in FIELDS}
        values["times"] = self.chance.randint(1, 9)
        record, _ = self.services.ledgers.save(LEDGER, Q1, dict(values), unit="张村")
        self.model.write({**self.model.rows, record.uid: values})

    def edit(self) -> None:
        for uid in self.some(1):
            rows, name = deepcopy(self.model.rows), self.chance.choice(FIELDS[1:])
            rows[uid][name] = self.value()
            self.services.ledgers.save(LEDGER, Q1, {name: rows[uid][name]}, uid=uid)
            self.model.write(rows)

    def fill(self) -> None:
        rows, value = deepcopy(self.model.rows), self.value()
        uids = self.some()
        for uid in uids:
            rows[uid]["attendance"] = value
        if uids:
            self.tools.write_cells(LEDGER, Q1, {uid: {"attendance": value} for uid in uids})
            self.model.write(rows)

    def paste(self) -> None:
        """A block over some rows that grows new ones; one cell of it cannot be understood."""
        over = self.some(3)
        grown = self.chance.randint(0 if over else 1, 3)
        block = [[self.chance.randint(1, 1500) for _ in FIELDS] for _ in (*over, *range(grown))]
        texts = [[self.written(number) for number in line] for line in block]
        refused = (0, 1) if over and self.chance.random() < 0.3 else None
        if refused:
            texts[0][1] = "三五成群"
        text = "\n".join("\t".join(line) for line in texts)
        pasting = self.services.pasting
        plan = pasting.plan_rows(LEDGER, Q1, text, over, FIELDS, unit="李村")
        result = pasting.write(plan)
        rows = deepcopy(self.model.rows)
        for at, uid in enumerate([*over, *result.added]):
            for place, name in enumerate(FIELDS):
                if (at, place) != refused:
                    rows.setdefault(uid, {})[name] = block[at][place]
        assert len(result.added) == grown
        self.model.write(rows)

    def written(self, number: int) -> str:
        """A number as worksheets and clerks write it."""
        full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        return self.chance.choice([str(number), f"{number:,}", full_width, f" {number} "])

    def delete(self) -> None:
        uids = self.some()
        if uids:
            self.tools.delete(LEDGER, uids)
            self.model.write({uid: v for uid, v in self.model.rows.items() if uid not in uids})

    def undo(self) -> None:
        if self.model.past:
            assert self.services.history.undo()
            self.model.undo()

    def redo(self) -> None:
        assert bool(self.services.history.redo()) is self.model.redo()

    def check(self) -> None:
        found = {
            record.uid: {name: record.values[name] for name in FIELDS}
            for record in self.services.ledgers.rows(LEDGER, Q1)
        }
        assert found == self.model.rows
        history = self.services.history
        assert len(history.undoable(1000)) - self.steps == len(self.model.past)
        assert len(history.redoable(1000)) == len(self.model.future)


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_leaves_what_a_plain_model_says(town: Town, seed: int):
    driver = Driver(town, seed)
    actions = [driver.add, driver.edit, driver.fill, driver.paste, driver.delete]
    for _ in range(40):
        action = driver.chance.choice([*actions, driver.undo, driver.undo, driver.redo])
        action()
        driver.check()
    while driver.model.past:
        driver.undo()
    driver.check()
    while driver.model.future:
        driver.redo()
    driver.check()
