"""How fast a ledger of 100,000 rows opens, sorts and filters against a plain windowed table.

`python bench/bench_table.py` fills 主题党日 of one quarter and shows it twice in one process, in
turn A B A B (medians): as the area page does (services, validation, totals, form beside it), and
as the plainest table that can hold it: an id array with blocks of 200 rows over sqlite3, totals by
one statement. Both wear the same style sheet; each time runs until everything is painted.

Then it types into the area page as a clerk does: each key until it is painted (95 of a hundred
must stay under a frame, also while figures are added up behind it), and each kept cell, which may
wait for one commit and no more.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView, QWidget  # noqa: E402

from db.base import new_uid  # noqa: E402
from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.core.periods import Period  # noqa: E402
from desktop_app.services.assembly import Services, assemble  # noqa: E402
from desktop_app.services.ledgers.row_tools import RowTools  # noqa: E402
from desktop_app.services.program.workplace import Workplace  # noqa: E402
from desktop_app.ui.context import Context  # noqa: E402
from desktop_app.ui.pages.area_page import AreaPage  # noqa: E402
from desktop_app.ui.pages.ledger_pane import LedgerPane  # noqa: E402
from desktop_app.ui.theme import apply_theme, prepare_table  # noqa: E402

ALLOWED = 1.5
BREATHS = (50, 420)  # milliseconds between cells; after the longer the figures are being added up
A_FRAME = 0.016  # seconds; what a key may take at the 95th of a hundred
BLOCK = 200
QUARTER = Period.parse("2020Q1")
LEDGER = "theme_party_day"
WORD = "清明"
SIZE = (1176, 560)
COLUMNS = ("date", "theme", "times", "due", "attendance", "oath_attendance", "branches", "note")
FROM = f"FROM {LEDGER} AS r JOIN unit AS u ON u.id = r.unit_id WHERE r.deleted_at IS NULL AND r.period = ?"  # noqa: E501
LIKE = " AND (u.name LIKE ? OR r.theme LIKE ? OR r.note LIKE ?)"
Index = QModelIndex | QPersistentModelIndex


class PlainModel(QAbstractTableModel):
    """Ids and blocks of tuples, straight from sqlite3."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start without rows."""
        super().__init__()
        self._connection = connection
        self._ids: list[int] = []
        self._blocks: OrderedDict[int, dict[int, tuple[Any, ...]]] = OrderedDict()
        self.totals: tuple[Any, ...] = ()

    def show_rows(self, order: str = "r.id", word: str = "", *, adds_up: bool = True) -> None:
        """Read the ids anew, and add up as the page does when it opens or filters."""
        where, values = FROM, [QUARTER.code]
        if word:
            where += LIKE
            values += [f"%{word}%"] * 3
        ids = self._connection.execute(f"SELECT r.id {where} ORDER BY {order}, r.id", values)
        self.beginResetModel()
        self._ids = [row_id for (row_id,) in ids]
        self._blocks.clear()
        self.endResetModel()
        if not adds_up:
            return
        sums = ", ".join(f"sum(r.{name})" for name in COLUMNS[2:7])
        self.totals = self._connection.execute(f"SELECT {sums} {where}", values).fetchone()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's way
        """Return what the database holds."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = index.row()
        block = self._blocks.get(row // BLOCK)
        if block is None:
            start = row // BLOCK * BLOCK
            ids = self._ids[start : start + BLOCK]
            marks = ",".join("?" * len(ids))
            names = ", ".join(f"r.{name}" for name in COLUMNS)
            rows = self._connection.execute(
                f"SELECT r.id, u.name, {names} FROM {LEDGER} AS r JOIN unit AS u "
                f"ON u.id = r.unit_id WHERE r.id IN ({marks})",
                ids,
            )
            block = {found[0]: found[1:] for found in rows}
            self._blocks[row // BLOCK] = block
            if len(self._blocks) > 16:
                self._blocks.popitem(last=False)
        return block[self._ids[row]][index.column()]


def main() -> int:
    """Measure and print name | seconds | ratio; 1 when a ratio is beyond what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    app = QApplication([])
    apply_theme(app, ROOT / "resources")
    with tempfile.TemporaryDirectory() as folder, township(Path(folder), options.rows) as context:
        times: dict[tuple[str, str], list[float]] = {}
        with closing(read_only(context)) as connection:
            runs: dict[str, Callable[[], dict[str, float]]] = {
                "plain": lambda: plain(app, connection),
                "ours": lambda: ours(app, context),
            }
            for run in runs.values():
                run()
            for _ in range(options.rounds):
                for who, run in runs.items():
                    for step, seconds in run().items():
                        times.setdefault((step, who), []).append(seconds)
        keys, kept, commits = typing(app, context, options.rows)
    worst = 0.0
    print("name | seconds | ratio")
    for step in ("open", "sort", "filter"):
        floor, own = median(times[step, "plain"]), median(times[step, "ours"])
        worst = max(worst, own / floor)
        print(f"{step}, plain table | {floor:.3f} | 1.00")
        print(f"{step}, area page | {own:.3f} | {own / floor:.2f}")
    slow = quantiles(keys, n=20)[-1]
    print(f"typing, a key at p50 | {median(keys):.4f} | {median(keys) / A_FRAME:.2f} of a frame")
    print(f"typing, a key at p95 | {slow:.4f} | {slow / A_FRAME:.2f} of a frame")
    print(f"typing, a kept cell | {median(kept):.4f} | {commits:.2f} commits")
    return int(worst > ALLOWED or slow > A_FRAME or commits != 1)


def read_only(context: Context) -> sqlite3.Connection:
    """Open the same file as sqlite3 alone does."""
    path: Path = context.services.writer.store.path
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def plain(app: QApplication, connection: sqlite3.Connection) -> dict[str, float]:
    """Time the plain table."""
    times, view = {}, QTableView()
    started = perf_counter()
    model = PlainModel(connection)
    model.show_rows()
    view.setModel(model)
    prepare_table(view)
    view.verticalHeader().hide()
    times["open"] = painted(app, view, started)
    for step, change in (
        ("sort", lambda: model.show_rows("r.attendance DESC", adds_up=False)),
        ("filter", lambda: model.show_rows(word=WORD)),
    ):
        times[step] = timed(app, view, change)
    finish(app, view)
    return times


def ours(app: QApplication, context: Context) -> dict[str, float]:
    """Time a ledger as the area page shows it."""
    services = context.services
    tools = RowTools(services.writer, services.catalogue, services.ledgers)
    spec = services.catalogue.ledgers[LEDGER]
    started = perf_counter()
    pane = LedgerPane(context, spec, "", tools)
    pane.show_rows()
    times = {"open": painted(app, pane, started)}
    names = [field.name for field in pane.model.columns]
    header = pane.view.horizontalHeader()
    column, down = names.index("attendance"), Qt.SortOrder.DescendingOrder
    times["sort"] = timed(app, pane, lambda: header.setSortIndicator(column, down))
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    times["filter"] = timed(app, pane, lambda: pane.search(WORD))
    finish(app, pane)
    return times


def typing(
    app: QApplication, context: Context, rows: int, cells: int = 25
) -> tuple[list[float], list[float], float]:
    """Type numbers down a column of the area page, and words down another.

    Returns the seconds of each key until it is painted, of each Enter that keeps a cell, and the
    commits a kept cell took.
    """
    page = AreaPage(context, "organization")
    page.resize(1176, 690)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.show_item(LEDGER)
    view, names = page.pane.view, [field.name for field in page.pane.model.columns]
    store = context.services.writer.store
    commits: list[str] = []
    store.database.connection().set_trace_callback(
        lambda statement: commits.append(statement) if statement.startswith("COMMIT") else None
    )
    keys, kept = [], []

    def press(key: Qt.Key) -> float:
        focus = app.focusWidget()
        assert focus is not None
        started = perf_counter()
        QTest.keyClick(focus, key)
        app.processEvents()
        return perf_counter() - started

    view.setFocus()
    for column, texts in (("attendance", ("38", "105")), ("theme", ("ab1", "qm"))):
        view.go_to(rows // 2, names.index(column))
        for number in range(cells):
            keys += [press(Qt.Key(ord(character.upper()))) for character in texts[number % 2]]
            kept.append(press(Qt.Key.Key_Return))
            QTest.qWait(BREATHS[number % 2])
    store.database.connection().set_trace_callback(None)
    while context.tasks.is_busy():
        app.processEvents()
    finish(app, page)
    return keys, kept, len(commits) / len(kept)


def timed(app: QApplication, view: QWidget, change: Callable[[], object]) -> float:
    """Return the seconds until a change is painted."""
    started = perf_counter()
    change()
    return painted(app, view, started)


def painted(app: QApplication, view: QWidget, started: float) -> float:
    """Show a widget and return the seconds until it is painted."""
    view.resize(*SIZE)
    view.show()
    app.processEvents()
    view.grab()
    return perf_counter() - started


def finish(app: QApplication, view: QWidget) -> None:
    """Close a widget and let it go."""
    view.close()
    view.deleteLater()
    app.processEvents()


@contextmanager
def township(folder: Path, rows: int) -> Iterator[Context]:
    """Open a township of 40 villages with that many theme days."""
    place = Workplace(folder, ROOT / "db" / "migrations")
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), ROOT / "resources" / "fonts")
    services.periods.open(QUARTER)
    for number in range(40):
        services.office.save_unit(QUARTER, f"{'东西南北上下前后'[number % 8]}{number}村")
    fill(services, rows)
    context = Context(services, place.store.reading, QUARTER)
    yield context
    context.tasks.finish()
    place.close()


def fill(services: Services, rows: int) -> None:
    """Write the rows straight into the table: how they came there is not measured."""
    dice = random.Random(20200331)
    themes = ("清明祭扫", "走访慰问迎新春", "守卡点、护家园", "春耕生产党员帮", "志愿服务")
    with services.writer.store.transaction():
        connection = services.writer.store.database.connection()
        units = [unit for (unit,) in connection.execute("SELECT id FROM unit")]
        connection.executemany(
            f"INSERT INTO {LEDGER} (uid, unit_id, period, is_subtotal, estimated, counted, "
            f"{', '.join(COLUMNS)}) VALUES ({', '.join('?' * (6 + len(COLUMNS)))})",
            (
                (
                    *(new_uid(), dice.choice(units), QUARTER.code, 0, 0, 1),
                    *(f"2020-0{dice.randint(1, 3)}-{dice.randint(1, 28):02}", dice.choice(themes)),
                    *(1, dice.randint(20, 80), dice.randint(10, 60), dice.randint(0, 10), 1),
                    "各支部分别开展" if dice.random() < 0.3 else None,
                )
                for _ in range(rows)
            ),
        )


if __name__ == "__main__":
    sys.exit(main())
