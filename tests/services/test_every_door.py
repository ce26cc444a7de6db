"""The same text means the same number, the same mark and the same refusal through every door."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from form_filling import SHEET, fill_form
from township import Q1, Town
from workbook_filling import fill

from desktop_app.core.errors import InvalidRow, WorkbookRefused
from desktop_app.services.workbook.returned_files import ReturnedFiles
from desktop_app.services.workbook.service import Scope, WorkbookService

LEDGER, NAME, LABEL = "theme_party_day", "attendance", "参加"
FIGURE = "organization.party_day_attendance"

READ = {
    "38": (38, False),
    "１２": (12, False),
    "1,234": (1234, False),
    "1，234": (1234, False),
    "38人次": (38, False),
    "38人": (38, False),
    "三十": (30, False),
    "三十八": (38, False),
    "壹仟贰佰": (1200, False),
    "3.5万": (35_000, False),
    "3万5千": (35_000, False),
    "0": (0, False),
    "零": (0, False),
    "约20": (20, True),
    "20余": (20, True),
    "近三十": (30, True),
    "二十多人": (20, True),
    "38人左右": (38, True),
    "38±2": (38, True),
    "~20": (20, True),
}
"""Text → value, and whether its row is marked 估."""

REFUSED = {
    "1e5": "是科学计数，位数可能不全，填的是“1e5”，请改为普通数字",
    "12abc": "应填数字，填的是“12abc”，请改为数字",
    "1_000": "应填数字，填的是“1_000”，请改为数字",
    "-5": "不能是负数，填的是“-5”，请核对",
    "3.5": "应填整数，填的是“3.5”，请改为整数",
    "20亿": "超过了上限1000000000，请核对",
    "3-5": "是一个范围，填的是“3-5”，请只填一个数",
    "1.2.3": "看不出是多少，填的是“1.2.3”，请改为数字",
    "1/2": "应填数字，填的是“1/2”，请改为数字",
}

NOTHING = ("-", "—", "无", "暂无", "N/A")
"""Marks for nothing: empty, and never 0."""

Answer = tuple[object, object] | str


def kept(town: Town) -> Answer:
    """What the one row holds: the number and the mark."""
    (row,) = town.services.ledgers.rows(LEDGER, Q1)
    return row.values[NAME], row.values["estimated"]


def typed(town: Town, text: str) -> Answer:
    """Into a new row, which holds its flags from the start."""
    try:
        town.row(LEDGER, **{NAME: text, "estimated": False})
    except InvalidRow as refusal:
        return str(refusal)
    return kept(town)


def retyped(town: Town, text: str) -> Answer:
    """Over what a row holds already, be it the same number."""
    uid = town.row(LEDGER, attendance=38)
    try:
        town.services.ledgers.save(LEDGER, Q1, {NAME: text}, uid=uid)
    except InvalidRow as refusal:
        return str(refusal)
    return kept(town)


def filled_down(town: Town, text: str) -> Answer:
    uid = town.row(LEDGER, attendance=38)
    try:
        town.services.row_tools.write_cells(LEDGER, Q1, {uid: {NAME: text}})
    except InvalidRow as refusal:
        return str(refusal).partition("（张村）")[0]
    return kept(town)


def typed_into_the_matrix(town: Town, text: str) -> Answer:
    try:
        town.services.workbench.type_cell(Q1, "张村", FIGURE, text)
    except InvalidRow as refusal:
        return str(refusal)
    return kept(town)


def written(town: Town, plan) -> Answer:
    (cell,) = plan.cells
    if cell.problem:
        return cell.problem.replace("主题党日参加", LABEL)
    if cell.is_written:
        town.services.pasting.write(plan)
    return kept(town)


def pasted(town: Town, text: str) -> Answer:
    return written(town, town.services.pasting.plan_rows(LEDGER, Q1, text, (), [NAME], unit="张村"))


def pasted_over(town: Town, text: str) -> Answer:
    uid = town.row(LEDGER, attendance=38)
    return written(town, town.services.pasting.plan_rows(LEDGER, Q1, text, [uid], [NAME]))


def pasted_into_the_matrix(town: Town, text: str) -> Answer:
    town.services.workbench.type_cell(Q1, "张村", FIGURE, 38)
    return written(town, town.services.pasting.plan_matrix(Q1, text, ["张村"], [FIGURE]))


def sent(town: Town, text: str) -> Answer:
    messages = town.services.messages
    found = messages.read(Q1, f"张村：主题党日参加：{text}").proposals
    return written(town, messages.plan(Q1, [(one.unit, one.figure, one.text) for one in found]))


KEYBOARD: tuple[Callable[[Town, str], Answer], ...] = (
    *(typed, retyped, filled_down, typed_into_the_matrix),
    *(pasted, pasted_over, pasted_into_the_matrix, sent),
)


def answers(town: Town, door: Callable[[Town, str], Answer], texts: Iterable[str]):
    """What a door makes of each text; the row goes after each."""
    found = {}
    for text in texts:
        found[text] = door(town, text)
        for row in town.services.ledgers.rows(LEDGER, Q1):
            town.services.ledgers.delete(LEDGER, row.uid)
    return found


@pytest.mark.parametrize("door", KEYBOARD)
def test_a_number_is_the_same_number_through_every_door(town: Town, door):
    assert answers(town, door, READ) == READ


@pytest.mark.parametrize("door", KEYBOARD)
def test_what_is_no_number_is_refused_with_the_same_words(town: Town, door):
    expected = {text: f"“{LABEL}”{reason}" for text, reason in REFUSED.items()}
    assert answers(town, door, REFUSED) == expected


@pytest.mark.parametrize("door", [retyped, filled_down, pasted_over])
def test_a_mark_for_nothing_is_empty_through_every_door(town: Town, door):
    assert answers(town, door, NOTHING) == dict.fromkeys(NOTHING, (None, False))


def as_workbook(town: Town, folder: Path, texts: list[str]) -> Path:
    path = folder / "主题党日.xlsx"
    WorkbookService(town.services).export(path, Q1, Scope(LEDGER))
    rows = [{"填报单位": "张村", LABEL: text, "主题": text} for text in texts]
    return fill(path, 主题党日=rows)


def as_csv(town: Town, folder: Path, texts: list[str]) -> Path:
    path = folder / "主题党日.csv"
    WorkbookService(town.services).export(path, Q1, Scope(LEDGER))
    (headings,) = csv.reader(path.read_text("utf-8-sig").splitlines())
    rows = []
    for text in texts:
        row = {"台账": "主题党日", "报告期": "2020Q1", "填报单位": "张村"}
        row |= {f"{LABEL}（人次）": text, "主题": f"“{text}”"}
        rows.append([row.get(heading.rstrip("*"), "") for heading in headings])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_numbers_of_a_file_are_those_that_are_typed(town: Town, tmp_path: Path, made):
    expected = {**READ, **dict.fromkeys(NOTHING, (None, False))}
    path = made(town, tmp_path, list(expected))
    summary = WorkbookService(town.services).read_all([path])
    rows = town.services.ledgers.rows(LEDGER, Q1)
    found = [(row.values[NAME], row.values["estimated"]) for row in rows]
    assert dict(zip(expected, found, strict=True)) == expected
    for text in (text for text, (_value, is_estimate) in READ.items() if is_estimate):
        (note,) = (note for note in summary.warnings if f"“{text}”" in note)
        assert "是约数" in note
        assert note.endswith("这一行会标为“估计”")


@pytest.mark.parametrize("made", [as_workbook, as_csv])
def test_a_file_refuses_what_is_refused_when_it_is_typed(town: Town, tmp_path: Path, made):
    path = made(town, tmp_path, list(REFUSED))
    with pytest.raises(WorkbookRefused) as refusal:
        WorkbookService(town.services).read_all([path])
    found = [problem.split("·", 2)[2] for problem in refusal.value.problems]
    assert found == [f"“{LABEL}”{reason}" for reason in REFUSED.values()]


def test_a_village_s_form_reads_as_the_keyboard_does(town: Town, tmp_path: Path):
    WorkbookService(town.services).write_forms(tmp_path, Q1)
    path = next(path for path in tmp_path.iterdir() if path.name.startswith("张村"))
    fill_form(
        path, 主题党日="三十", 主题党日参加="约1.2千", 党员宣誓="-", 党课="12abc", 党员数="约50"
    )
    files = ReturnedFiles(town.services)
    (file,) = files.preview([path], Q1).files
    assert [note.reason for note in file.refused] == [f"“党课”{REFUSED['12abc']}"]
    assert [note.reason for note in file.warnings] == [
        "“党员数”：“约50”按50填写，是约数，这里不能标“估计”",
        "“主题党日参加”：“约1.2千”按1200填写，是约数，这一行会标为“估计”",
        "“党员宣誓”：“-”按空白填写，不是0；确实是零的请填0",
    ]
    files.write([file])
    (row,) = town.services.ledgers.rows(LEDGER, Q1)
    assert [row.values[name] for name in ("times", NAME, "oath_attendance", "estimated")] == [
        *(30, 1200, None, True),
    ]
    assert town.services.office.units(Q1)[0].party_members == 50
    assert openpyxl.load_workbook(path).sheetnames[0] == SHEET


def test_an_estimate_without_a_mark_to_set_is_said(town: Town):
    (cell,) = town.services.pasting.plan_cells(
        Q1, [("张村", "overview.party_members", "约50")]
    ).cells
    assert (cell.value, cell.note) == (50, "“约50”按50填写，是约数，这里不能标“估计”")


def test_a_mark_that_is_pasted_beside_an_estimate_says_what_will_be(town: Town):
    plan = town.services.pasting.plan_rows(
        LEDGER, Q1, "约38\t否", (), [NAME, "estimated"], unit="张村"
    )
    assert [cell.value for cell in plan.cells] == [38, True]
    town.services.pasting.write(plan)
    assert kept(town) == (38, True)


@pytest.mark.parametrize("text", ["3.5", "0305", "3月5日", "三月五日", "2020年3月5日星期四"])
def test_a_day_is_the_same_day_through_every_door(town: Town, tmp_path: Path, text: str):
    town.row(LEDGER, date=text)
    uid = town.row(LEDGER)
    town.services.row_tools.write_cells(LEDGER, Q1, {uid: {"date": text}})
    plan = town.services.pasting.plan_rows(LEDGER, Q1, text, (), ["date"], unit="张村")
    town.services.pasting.write(plan)
    path = tmp_path / "主题党日.xlsx"
    WorkbookService(town.services).export(path, Q1, Scope(LEDGER))
    fill(path, 主题党日=[{"填报单位": "李村", "日期": text}])
    WorkbookService(town.services).read_all([path])
    days = [row.values["date"] for row in town.services.ledgers.rows(LEDGER, Q1)]
    assert days == [date(2020, 3, 5)] * 4
