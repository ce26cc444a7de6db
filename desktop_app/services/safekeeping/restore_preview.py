"""What restoring a backup would change: counted before anything is touched."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import upgrade
from db.connection import check_integrity, read_only
from db.errors import StoreError
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import SourceRefused
from desktop_app.core.periods import Period
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.safekeeping.contents import Contents, at_rest, contents, tables_of

_OTHERS = {
    "office": "单位信息",
    "unit": "填报单位",
    "unit_period": "填报单位",
    "nil_report": "零报告",
    "reported_value": "直报数",
    "option_item": "选项",
    "area_period": "工作领域",
    "problem": "存在问题",
    "measure": "下步措施",
    "measure_progress": "措施进展",
    "report": "报告",
    "chapter": "报告章节",
    "upper_form": "上报表格",
    "page_setup": "版式",
}
"""Tables beside the ledgers that a clerk knows by name; what they lean on goes without saying."""

_FEWER = 0.9
"""Where a backup holds less than this part of the present rows, the clerk is warned."""

Place = tuple[str, str]
"""Quarter's code, "" for all quarters; label of what lies there."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One ledger (or other content) of a quarter.

    quarter: code, "" for what holds in all. now, then: rows at present and in the backup.
    lost: changes written here that the backup does not know.
    """

    quarter: str
    label: str
    now: int
    then: int
    lost: int


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What would change; lines: only where something would.

    present: None where the present database cannot be read. lost, lost_since: changes that the
    backup does not know, the earliest of them. returning: changes that only the backup knows.
    warnings: sentences for the clerk.
    """

    backup: Contents
    present: Contents | None
    lines: tuple[PreviewLine, ...] = ()
    lost: int = 0
    lost_since: datetime | None = None
    returning: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say in one sentence what would be lost."""
        if self.present is None:
            return "现在的数据读不出来，不能比较；恢复以前会原样另存一份。"
        back = f"会带回{self.returning}处现在没有的修改。" if self.returning else ""
        if not self.lost or self.lost_since is None:
            return back or "这份备份和现在的数据一样，不用恢复。"
        since = self.lost_since
        return (
            f"恢复后，{since.year}年{since.month}月{since.day}日 {since:%H:%M} 起的"
            f"{self.lost}处修改就没有了（恢复以前会另存一份，可以再恢复回来）。{back}"
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two files."""

    contents: Contents
    rows: Counter[Place]
    batches: dict[str, int]


def preview(database: Path, backup: Path, catalogue: Catalogue) -> RestorePreview:
    """Compare a backup with the present database; neither is changed.

    Raises SourceRefused for what cannot be restored.
    """
    labels = {key: spec.label for key, spec in catalogue.ledgers.items()} | _OTHERS
    try:
        found = upgrade.schema_version(backup)
        with at_rest(backup) as file:
            check_integrity(file)
            with closing(read_only(file)) as connection:
                then = _side(connection, labels)
    except (StoreError, sqlite3.Error, OSError) as cause:
        reason = "它不是完好的党建季报备份" if isinstance(cause, StoreError) else reason_of(cause)
        raise SourceRefused(f"“{backup}”不能恢复（{reason}），请换一个备份。") from cause
    try:
        if found > upgrade.schema_version(database):
            raise SourceRefused(f"备份“{backup}”是较新版本的程序做的，请换用新版程序恢复。")
        with closing(read_only(database)) as connection:
            connection.execute("BEGIN")
            return _compared(_side(connection, labels), then, connection, labels)
    except (StoreError, sqlite3.Error, OSError):
        return RestorePreview(then.contents, None)


def _side(connection: sqlite3.Connection, labels: Mapping[str, str]) -> _Side:
    rows: Counter[Place] = Counter()
    for table, columns in tables_of(connection).items():
        if table in labels and "deleted_at" in columns:
            quarter = "period" if "period" in columns else "''"
            for code, count in connection.execute(
                f'SELECT {quarter}, count(*) FROM "{table}" WHERE deleted_at IS NULL GROUP BY 1'  # noqa: S608 - names from the file's own schema
            ):
                rows[code, labels[table]] += count
    batches = dict(connection.execute("SELECT batch, count(*) FROM change GROUP BY batch"))
    return _Side(contents(connection), rows, batches)


def _compared(
    now: _Side, then: _Side, connection: sqlite3.Connection, labels: Mapping[str, str]
) -> RestorePreview:
    """connection: the present database."""
    connection.execute("CREATE TEMP TABLE known (batch TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO known VALUES (?)", ((batch,) for batch in then.batches))
    unknown = "FROM main.change WHERE batch NOT IN (SELECT batch FROM temp.known)"
    lost: Counter[Place] = Counter()
    for table, quarter, count in connection.execute(
        "SELECT \"table\", ifnull(json_extract(ifnull(after, before), '$.period'), ''), count(*) "
        f"{unknown} GROUP BY 1, 2"
    ):
        lost[str(quarter), labels.get(table, "其他")] += count
    (since,) = connection.execute(f"SELECT min(at) {unknown}").fetchone()
    places = [
        place
        for place in {*now.rows, *then.rows, *lost}
        if now.rows[place] != then.rows[place] or lost[place]
    ]
    order = list(dict.fromkeys(labels.values()))
    places.sort(key=lambda place: (place[0], order.index(place[1]) if place[1] in order else 99))
    return RestorePreview(
        then.contents,
        now.contents,
        tuple(
            PreviewLine(*place, now.rows[place], then.rows[place], lost[place]) for place in places
        ),
        sum(lost.values()),
        datetime.fromisoformat(since) if since else None,
        sum(count for batch, count in then.batches.items() if batch not in now.batches),
        tuple(_warnings(now, then)),
    )


def _warnings(now: _Side, then: _Side) -> list[str]:
    found = []
    if now.batches and then.batches and now.batches.keys().isdisjoint(then.batches):
        found.append("这份备份和现在的数据没有任何相同的记录，可能是另一个单位的，请看清再恢复。")
    here, there = now.rows.total(), then.rows.total()
    if there < here * _FEWER:
        found.append(
            f"这份备份比现在的数据少得多：现在共{here}行，备份里只有{there}行，请看清再恢复。"
        )
    gone = sorted(set(now.contents.quarters) - set(then.contents.quarters))
    if gone:
        names = "、".join(Period.parse(code).label for code in gone)
        found.append(f"这份备份里还没有{names}，恢复后这些季度就没有了。")
    return found
