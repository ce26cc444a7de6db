"""What is answered at the first start: read, kept on the way, written in one step at its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.core.errors import Conflict
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.first_start.answers import DRAFT_NAME, Answers, Draft, write_answers
from desktop_app.services.first_start.office_names import kind_of_office, short_name_of
from desktop_app.services.first_start.quarters import offered_quarters

Q3 = Period.parse("2026Q3")
GIVEN = Answers(
    "中共青石镇委员会",
    "青石镇",
    "镇",
    "东沟村 46 2\n河湾社区\n王五\n本级",
    {"王五": {"taken": False}, "本级": {"taken": False}, "河湾社区": {"party_members": 118}},
    "2026Q3",
    from_old_report=True,
    page=2,
)


@pytest.mark.parametrize(
    ("full_name", "short_name", "kind"),
    [
        ("中共青石镇委员会", "青石镇", "镇"),
        ("中共云川县青石镇委员会", "青石镇", "镇"),
        ("青石镇人民政府", "青石镇", "镇"),
        ("云川县青石镇党委", "青石镇", "镇"),
        ("中共荆州市沙市区中山街道工作委员会", "中山街道", "街道"),
        ("中山街道办事处", "中山街道", "街道"),
        ("中山街道党工委", "中山街道", "街道"),
        ("市中街道办事处", "市中街道", "街道"),
        ("开发区街道党工委", "开发区街道", "街道"),
        ("沙市镇", "沙市镇", "镇"),
        ("中国共产党老君乡委员会", "老君乡", "乡"),
        ("青石", "", ""),
        ("", "", ""),
    ],
)
def test_short_name_and_kind_are_read_from_the_full_name(
    full_name: str, short_name: str, kind: str
):
    assert (short_name_of(full_name), kind_of_office(full_name)) == (short_name, kind)


@pytest.mark.parametrize(
    ("today", "ended", "running"),
    [
        (date(2026, 1, 1), "2025Q4", "2026Q1"),
        (date(2026, 3, 31), "2025Q4", "2026Q1"),
        (date(2026, 4, 1), "2026Q1", "2026Q2"),
        (date(2026, 12, 31), "2026Q3", "2026Q4"),
    ],
)
def test_the_quarter_that_ended_and_the_running_one_are_offered(
    today: date, ended: str, running: str
):
    assert offered_quarters(today) == (Period.parse(ended), Period.parse(running))


@pytest.mark.parametrize("year", [1980, 2000, 2010, 2098])
def test_a_pc_whose_date_cannot_be_true_offers_nothing(year: int):
    assert offered_quarters(date(year, 1, 1)) is None


def test_everything_is_written_in_one_step(services: Services):
    write_answers(services, GIVEN, Q3)
    office = services.office.office()
    assert (office.full_name, office.short_name, office.kind) == (
        "中共青石镇委员会",
        "青石镇",
        "镇",
    )
    assert services.periods.all() == [Q3]
    units = services.office.units(Q3)
    assert [(unit.name, unit.kind, unit.party_members, unit.branches) for unit in units] == [
        ("东沟村", "村", 46, 2),
        ("河湾社区", "社区", 118, None),
        ("本级", "本级", None, None),
    ]
    assert [step.name for step in services.history.undoable(9)] == ["第一次设置"]


def test_the_first_quarter_is_not_undone(services: Services):
    write_answers(services, GIVEN, Q3)
    with pytest.raises(Conflict):
        services.history.undo()
    assert services.periods.all() == [Q3]


def test_nothing_but_a_quarter_is_enough(services: Services):
    write_answers(services, Answers(), Q3)
    assert services.office.office().name == ""
    assert [unit.name for unit in services.office.units(Q3)] == ["本级"]
    assert services.reports.document(Q3, ())


def test_a_draft_comes_back_as_it_was(tmp_path: Path):
    folder = tmp_path / "张 三" / "党建季报"
    Draft(folder).keep(GIVEN)
    assert Draft(folder).load() == GIVEN
    Draft(folder).forget()
    assert list(folder.iterdir()) == []


def test_empty_answers_make_no_folder(tmp_path: Path):
    Draft(tmp_path / "数据").keep(Answers(page=1))
    assert not (tmp_path / "数据").exists()


def test_what_was_taken_back_is_not_brought_up_again(tmp_path: Path):
    Draft(tmp_path).keep(GIVEN)
    Draft(tmp_path).keep(Answers())
    assert Draft(tmp_path).load() == Answers()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1]",
        '{"nobody": 1}',
        '{"page": "x"}',
        '{"names": "东沟村", "corrections": {"东沟村": {"nothing": 1}}}',
    ],
)
def test_a_damaged_draft_is_as_none(tmp_path: Path, content: str):
    (tmp_path / DRAFT_NAME).write_text(content, "utf-8")
    assert Draft(tmp_path).load() == Answers()


def test_a_folder_that_cannot_be_made_hinders_nobody(tmp_path: Path):
    (tmp_path / "数据").write_text("in the way")
    Draft(tmp_path / "数据").keep(GIVEN)
    assert Draft(tmp_path / "数据").load() == Answers()
