"""Pasting blocks into ledgers and the matrix: judged cell by cell, written in one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from township import Q1, Town

from db.base import Change
from desktop_app.core.errors import Refusal, UnknownName
from desktop_app.services.pasting import PasteKind, PastePlan

LEDGER = "theme_party_day"
FIELDS = ("unit", "date", "theme", "times", "due", "attendance", "oath_attendance", "branches")
PARTY_DAYS, ATTENDANCE = "organization.party_days", "organization.party_day_attendance"
KEYS = (PARTY_DAYS, ATTENDANCE)
LECTURES, AMOUNT = "organization.party_lectures", "organization.donation_amount"


def block(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(row) + "\r\n" for row in rows)


def plan(town: Town, text: str, uids=(), fields=FIELDS, ledger: str = LEDGER, **more) -> PastePlan:
    more.setdefault("unit", "张村")
    return town.services.pasting.plan_rows(ledger, Q1, text, uids, fields, **more)


def rows(town: Town, ledger: str = LEDGER):
    return town.services.ledgers.rows(ledger, Q1)


def column(town: Town, name: str, ledger: str = LEDGER) -> list[object]:
    return [row.values[name] for row in rows(town, ledger)]


def kinds(found: PastePlan) -> str:
    letters = {"new": "N", "changed": "C", "same": "S", "refused": "R"}
    return "".join(letters[cell.kind] for cell in found.cells)


def state(town: Town, ledger: str = LEDGER):
    return {row.uid: (row.unit, row.values) for row in rows(town, ledger)}


# ── into a ledger ────────────────────────────────────────────────────────────────────────────────


def test_a_block_grows_rows_in_one_step_that_one_undo_takes_back(town: Town):
    text = block(
        ("张村", "2020.3.5", "学雷锋", "1", "45", "38", "30", "2"),
        ("李村", "3月6日", "植树，绿化", "２", "1,200", "40人次", "0", ""),
    )
    found = plan(town, text)
    assert (found.is_clean, found.added_rows, kinds(found)) == (True, 2, "NNNNNNNN" + "NNNNNNNS")
    result = town.services.pasting.write(found)
    assert (result.step, result.rows, len(result.added)) == ("粘贴15格", 2, 2)
    first, second = rows(town)
    assert result.added == (first.uid, second.uid)
    assert (first.unit, second.unit) == ("张村", "李村")
    assert second.values["date"] == date(2020, 3, 6)
    assert [second.values[name] for name in FIELDS[3:]] == [2, 1200, 40, 0, None]
    assert len({change.batch for change in Change.select().where(Change.table == LEDGER)}) == 1
    assert town.services.history.undo() == "粘贴15格"
    assert rows(town) == []
    town.services.history.redo()
    assert [row.values for row in rows(town)] == [first.values, second.values]


def test_refused_cells_stay_as_they_are_and_the_rest_is_written(town: Town):
    uid = town.row(LEDGER, attendance=5, due=9)
    found = plan(town, block(("很多", "12", "3")), [uid], FIELDS[4:])
    assert kinds(found) == "RCN"
    assert found.cells[0].problem == "“应到”应填数字，填的是“很多”，请改为数字"
    assert not found.is_clean
    assert "1格不能写入" in found.summary
    assert town.services.pasting.write(found).refused == 1
    (row,) = rows(town)
    assert [row.values[name] for name in FIELDS[4:7]] == [9, 12, 3]


def test_what_would_overwrite_something_is_said_and_what_is_there_already_is_not(town: Town):
    uid = town.row(LEDGER, attendance=5)
    assert plan(town, "5", [uid], ["attendance"]).is_clean
    found = plan(town, "6", [uid], ["attendance"])
    assert (kinds(found), found.cells[0].old, found.is_clean) == ("C", 5, False)
    with pytest.raises(Refusal, match="没有可以写入"):
        town.services.pasting.write(plan(town, "5", [uid], ["attendance"]))


def test_blank_cells_empty_what_is_there_and_a_dash_is_no_zero(town: Town):
    uids = [town.row(LEDGER, attendance=5), town.row(LEDGER, attendance=6)]
    found = plan(town, block(("",), ("-",)), uids, ["attendance"])
    assert "不是0" in found.cells[1].note
    town.services.pasting.write(plan(town, "\r\n", uids[:1], ["attendance"]))
    town.services.pasting.write(plan(town, "-\r\n", uids[1:], ["attendance"]))
    assert column(town, "attendance") == [None, None]


def test_an_approximate_number_marks_its_row_as_an_estimate(town: Town):
    found = plan(town, block(("约38",), ("40",)), (), ["attendance"])
    assert "“估计”" in found.cells[0].note
    town.services.pasting.write(found)
    assert column(town, "estimated") == [True, False]
    assert column(town, "attendance") == [38, 40]


def test_a_new_row_starts_as_a_typed_one_and_a_subtotal_without_numbers(town: Town):
    fields = ("attendance", "times", "is_subtotal")
    text = block(("38", "", ""), ("40", "-", ""), ("90", "", "是"))
    town.services.pasting.write(plan(town, text, (), fields))
    assert column(town, "times") == [1, None, None]


def test_of_two_subtotals_the_second_is_refused_as_a_whole(town: Town):
    text = block(("90", "是"), ("91", "是"))
    found = plan(town, text, (), ("attendance", "is_subtotal"))
    assert kinds(found) == "NNRR"
    assert "已有一行小计" in found.cells[2].problem
    town.services.pasting.write(found)
    assert kinds(plan(town, text, (), ("attendance", "is_subtotal"))) == "RRRR"


def test_a_header_places_the_columns_by_their_labels(town: Town):
    text = block(
        ("序号", "参加（人次）", "村", "主题", "带队"),
        ("1", "38", "李", "植树", "王"),
        ("2", "40", "", "植树", ""),
        ("3", "7", "王庄", "植树", ""),
    )
    found = plan(town, text, (), ["date"])
    assert [found.columns[cell.column].name for cell in found.cells[:4]] == [
        *("attendance", "unit", "theme", ""),
    ]
    assert kinds(found) == "NNNR" + "NSNS" + "RRRR"
    assert "按“李村”填写" in found.cells[1].note
    assert "按“李村”填写" in found.cells[5].note
    assert "没有填报单位“王庄”" in found.cells[9].problem
    assert found.remarks == ("第一行是表头，各列按栏名填写",)
    town.services.pasting.write(found)
    assert [(row.unit, row.values["attendance"]) for row in rows(town)] == [
        ("李村", 38),
        ("李村", 40),
    ]


def test_units_are_found_by_name_short_name_and_first_letters_where_unique(town: Town):
    pytest.importorskip("pypinyin")
    town.services.office.save_unit(Q1, "张村社区", kind="社区")
    text = block(("张村",), ("河湾",), ("lc",), ("zc",), ("张",))
    found = plan(town, text, (), ["unit"])
    assert [cell.value for cell in found.cells] == ["张村", "河湾社区", "李村", None, None]
    assert "可能是张村、张村社区" in found.cells[3].problem


def test_rows_and_columns_beyond_the_table_are_refused(town: Town):
    found = plan(town, block(("3", "5", "")), (), ["branches"])
    assert kinds(found) == "NR"
    assert "没有这一栏" in found.cells[1].problem


def test_one_value_fills_the_selection_and_a_block_its_multiples(town: Town):
    uids = [town.row(LEDGER) for _ in range(4)]
    town.services.pasting.write(plan(town, "7", uids, ["due", "attendance"], selected=(4, 2)))
    assert column(town, "due") == column(town, "attendance") == [7, 7, 7, 7]
    found = plan(town, "1\n2\n", uids, ["due"], selected=(4, 1))
    assert [cell.value for cell in found.cells] == [1, 2, 1, 2]
    assert len(plan(town, "1\n2\n", uids, ["due"], selected=(3, 1)).cells) == 2


def test_a_deleted_row_is_refused_in_the_plan_and_while_writing(town: Town):
    uids = [town.row(LEDGER), town.row(LEDGER)]
    found = plan(town, "1\n2\n", uids, ["due"])
    town.services.ledgers.delete(LEDGER, uids[1])
    before = state(town)
    with pytest.raises(UnknownName, match="什么都没有写入"):
        town.services.pasting.write(found)
    assert state(town) == before
    assert "已被删除" in plan(town, "1\n2\n", uids, ["due"]).cells[1].problem


def test_rows_of_the_office_and_of_a_shared_ledger_know_their_place(town: Town):
    text = block(("2020-03-01", "关于防控的通知", "青发〔2020〕3号"))
    fields = ("date", "area", "title", "doc_number")
    found = plan(town, text, (), fields, "issued_document", unit="", preset={"area": "疫情防控"})
    assert found.is_clean
    town.services.pasting.write(found)
    (row,) = rows(town, "issued_document")
    assert (row.unit, row.values["area"], row.values["title"]) == (
        *("本级", "疫情防控", "关于防控的通知"),
    )


def test_what_follows_from_other_cells_is_computed_and_shown(town: Town):
    fields = ("people_per_day", "hours_each", "days", "hours")
    found = plan(town, block(("4", "6", "10", "999")), (), fields, "duty_shift")
    assert (found.cells[3].value, found.is_clean) == (Decimal(240), False)
    town.services.pasting.write(found)
    assert column(town, "hours", "duty_shift") == [Decimal(240)]
    huge = plan(town, block(("999999999", "24", "365")), (), fields, "duty_shift")
    assert kinds(huge) == "RRR"


def test_what_is_odd_about_a_row_is_said_at_its_cell(town: Town):
    found = plan(
        town, block(("10", "12", "2020-05-01")), (), ("attendance", "oath_attendance", "date")
    )
    assert ["大于" in cell.note for cell in found.cells] == [False, True, False]
    assert "不在2020年第一季度内" in found.cells[2].note
    assert not found.is_clean


def test_without_a_unit_new_rows_are_refused(town: Town):
    assert kinds(plan(town, "3", (), ["due"], unit="")) == "R"


def test_one_line_into_a_column_of_words_stays_one_text(town: Town):
    found = plan(town, "重温誓词，3次", (), FIELDS[2:])
    assert [cell.value for cell in found.cells] == ["重温誓词，3次"]
    listed = plan(town, "植树，3\n值班，4", (), FIELDS[2:])
    assert listed.remarks == ("这段文字按逗号分成了2列",)
    assert not listed.is_clean


def test_nothing_is_nothing(town: Town):
    found = plan(town, "")
    assert (found.cells, found.summary) == ((), "没有可以粘贴的内容。")


# ── into the matrix ──────────────────────────────────────────────────────────────────────────────


def matrix_plan(town: Town, text: str, units=("张村", "李村"), figures=KEYS):
    return town.services.pasting.plan_matrix(Q1, text, units, figures)


def cell(town: Town, unit: str, key: str):
    return town.services.workbench.matrix(Q1).cells[unit, key]


def test_the_matrix_takes_a_block_as_if_each_cell_were_typed(town: Town):
    town.services.workbench.type_cell(Q1, "张村", ATTENDANCE, "30")
    found = matrix_plan(town, "3\t38\n2\t0\n")
    assert kinds(found) == "NCNN"
    town.services.pasting.write(found)
    assert [
        cell(town, unit, key).typed for unit in ("张村", "李村") for key in (PARTY_DAYS, ATTENDANCE)
    ] == [3, 38, 2, 0]
    assert column(town, "is_subtotal") == [True, True]
    assert town.services.history.undo() == "粘贴4格"
    assert [cell(town, "张村", key).typed for key in KEYS] == [None, 30]
    emptied = matrix_plan(town, "\t\n")
    town.services.pasting.write(emptied)
    assert rows(town) == []


def test_kinds_and_facts_of_units_have_their_own_cells(town: Town):
    keys = ("overview.party_members", LECTURES, "organization.applications", AMOUNT)
    found = matrix_plan(town, "58\t2次\t5\t1.2万元", ["河湾社区"], keys)
    town.services.pasting.write(found)
    assert [cell(town, "河湾社区", key).typed for key in keys] == [58, 2, 5, Decimal(12_000)]
    assert column(town, "kind", "organization_meeting") == ["党课"]


def test_names_and_labels_lead_to_their_cells(town: Town):
    text = block(
        ("单位", "主题党日参加（人次）", "党课"),
        ("李村", "40", "2"),
        ("河湾", "约50", "1"),
        ("合计", "90", "3"),
        ("", "", ""),
    )
    found = matrix_plan(town, text, ["张村"], [PARTY_DAYS])
    assert kinds(found) == "SNNSNNRRR"
    assert "合计由程序算出" in found.cells[6].problem
    town.services.pasting.write(found)
    assert cell(town, "李村", ATTENDANCE).typed == 40
    assert cell(town, "河湾社区", LECTURES).typed == 1
    (row,) = [row for row in rows(town) if row.unit == "河湾社区"]
    assert row.values["estimated"] is True
    named = matrix_plan(town, "李村\t7\n张村\t8\n", ["张村", "李村"], [PARTY_DAYS])
    assert [(named.unit_of(one), one.value) for one in named.cells if one.is_written] == [
        ("李村", 7),
        ("张村", 8),
    ]


def test_what_has_no_place_or_counts_twice_is_said(town: Town):
    town.row(LEDGER, attendance=5)
    found = matrix_plan(town, "1\t2\t3\n1\t2\n9\t\n")
    assert kinds(found) == "NNR" + "NN" + "RS"
    assert "两边会加在一起" in found.cells[1].note
    assert "没有更多的填报单位" in found.cells[5].problem
    twice = town.services.pasting.plan_cells(
        Q1, [("张村", PARTY_DAYS, "3"), ("张村", PARTY_DAYS, "4")]
    )
    assert kinds(twice) == "NR"


# ── against a plain model ────────────────────────────────────────────────────────────────────────

SOME_CELL = st.one_of(
    st.sampled_from(
        ["", "0", "7", "38人次", "约40", "1.2万", "-", "很多", "三十八", "1,234", "3-5"]
    ),
    st.integers(0, 2_000_000_000).map(str),
    st.text(st.characters(exclude_characters='\t\r\n"'), max_size=6),
)
GRIDS = st.lists(st.lists(SOME_CELL, min_size=3, max_size=3), min_size=1, max_size=5)
_MEANING = {"38人次": 38, "约40": 40, "1.2万": 12_000, "三十八": 38, "1,234": 1234, "-": None}
NUMBERS = ("due", "attendance", "branches")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(grid=GRIDS, existing=st.lists(st.integers(0, 99), max_size=3))
def test_the_database_agrees_with_a_plain_model_and_undo_restores(town: Town, grid, existing):
    for row in rows(town):
        town.services.ledgers.delete(LEDGER, row.uid)
    uids = [town.row(LEDGER, attendance=number) for number in existing]
    before = state(town)
    found = plan(town, block(*grid), uids, NUMBERS)
    model = [[None, number, None] for number in existing]
    for line in found.rows:
        cells = {
            found.column_of(one).name: one for one in found.cells if found.rows[one.row] is line
        }
        values = model[uids.index(line.uid)] if line.uid else [None, None, None]
        for at, name in enumerate(NUMBERS):
            one = cells[name]
            if one.kind is PasteKind.REFUSED:
                assert one.problem
                assert one.text.strip()
            else:
                text = one.text.strip()
                if text in _MEANING or (text.isascii() and text.isdigit()) or not text:
                    assert one.value == _MEANING.get(text, int(text) if text.isdigit() else None)
                if one.value == 0:
                    assert any(zero in text for zero in "0０零〇○")
                values[at] = one.value
        if not line.uid and any(one.is_written for one in cells.values()):
            model.append(values)
    if found.written:
        town.services.pasting.write(found)
        assert [[row.values[name] for name in NUMBERS] for row in rows(town)] == model
        town.services.history.undo()
    assert state(town) == before
