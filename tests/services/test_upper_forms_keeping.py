"""Forms of the county: each change a step, kept, taken back, moved to a newer file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from township import Q2, Town
from upper_form_hands import DAYS, TODAY, added, busy, confirm, exported, view
from upper_form_samples import list_form, units_form

from db.models.upper_forms import WorkbookFile
from desktop_app.core.errors import InvalidValue
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.upper_forms.cell_names import cell_name, cell_place


@pytest.fixture
def busy_town(town: Town) -> Town:
    return busy(town)


@pytest.mark.parametrize(
    ("spot", "content", "reason"),
    [
        (("汇总表", (8, 3)), "{report.year}", "公式"),
        (("汇总表", (1, 3)), "{report.year}", "合并单元格"),
        (("汇总表", (80, 3)), "{report.year}", "外面"),
        (("没有", (1, 1)), "{report.year}", "没有工作表"),
        (("汇总表", (5, 6)), "长" * 1001, "太长"),
    ],
)
def test_a_cell_that_takes_nothing_is_refused(town: Town, tmp_path: Path, spot, content, reason):
    uid = added(town, units_form(tmp_path / "汇总表.xlsx"))
    with pytest.raises(InvalidValue, match=reason):
        town.services.upper_forms.map_cells(
            uid, {spot: content, ("汇总表", (5, 3)): "{report.year}"}
        )
    assert view(town, uid).mapped == {}


def test_every_step_is_taken_back_and_comes_again(busy_town: Town, tmp_path: Path):
    service, history = busy_town.services.upper_forms, busy_town.services.history
    path = units_form(tmp_path / "汇总表.xlsx")
    uid = added(busy_town, path)
    confirm(busy_town, uid)
    service.map_cells(uid, {("汇总表", (5, 3)): ""})
    service.unmap(uid, [("汇总表", (5, 4))])
    service.rename(uid, "一季度汇总")
    service.delete(uid)
    names = [history.undo() for _ in range(5)]
    assert names == [
        "删除上报表格：一季度汇总",
        "修改表格名称",
        "取消单元格对应",
        "上报表格：C5留空不填",
        "上报表格：对应11个格",
    ]
    assert [form.mapped for form in service.all()] == [0]
    history.undo()
    assert service.all() == []
    for _ in range(5):
        history.redo()
    assert [(form.name, form.mapped, form.left) for form in service.all()] == [("一季度汇总", 9, 1)]
    exported(busy_town, uid, tmp_path / "填好.xlsx")
    assert WorkbookFile.get().content == path.read_bytes()


def test_a_deleted_form_comes_back_from_the_bin_with_its_mapping(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, units_form(tmp_path / "汇总表.xlsx"))
    confirm(busy_town, uid)
    busy_town.services.upper_forms.delete(uid)
    assert busy_town.services.upper_forms.all() == []
    busy_town.services.recycle_bin.restore([("upper_form", uid)])
    assert busy_town.services.upper_forms.all()[0].mapped == 11


def test_the_same_file_is_kept_once(town: Town, tmp_path: Path):
    path = units_form(tmp_path / "汇总表.xlsx")
    added(town, path)
    added(town, path)
    assert (WorkbookFile.select().count(), len(town.services.upper_forms.all())) == (1, 2)


def test_forms_go_with_the_demo_data(town: Town, workplace: Workplace, tmp_path: Path):
    uid = added(town, units_form(tmp_path / "汇总表.xlsx"))
    confirm(town, uid)
    workplace.clear()
    assert town.services.upper_forms.all() == []


def test_one_figure_goes_down_all_units(busy_town: Town, tmp_path: Path):
    uid = added(busy_town, units_form(tmp_path / "汇总表.xlsx"))
    service = busy_town.services.upper_forms
    found = service.along_units(
        view(busy_town, uid), ("汇总表", (6, 3)), "{epidemic.teams@unit 李村}"
    )
    assert {cell_name(spot[1]): content for spot, content in found.items()} == {
        "C5": "{epidemic.teams@unit 张村}",
        "C6": "{epidemic.teams@unit 李村}",
        "C7": "{epidemic.teams@unit 河湾社区}",
    }
    assert service.along_units(view(busy_town, uid), ("汇总表", (6, 3)), f"{{{DAYS}}}") == {}


def test_a_newer_file_takes_the_mapping_over_where_its_labels_are(busy_town: Town, tmp_path: Path):
    service = busy_town.services.upper_forms
    (tmp_path / "新").mkdir()
    uid = added(busy_town, units_form(tmp_path / "2020年第一季度汇总表.xlsx"))
    confirm(busy_town, uid)
    newer = units_form(tmp_path / "新" / "2020年第二季度汇总表.xlsx", ("李村", "张村"), lead=2)
    assert service.namesake(newer).uid == uid
    replacement = service.replacement(uid, newer)
    moved = {
        cell_name(move.old[1]): (cell_name(move.new[1]) if move.new else "", move.certain)
        for move in replacement.moves
    }
    assert moved == {
        "A1": ("A1", True),
        "A2": ("A2", True),
        **{f"{column}5": (f"{column}8", True) for column in "CDE"},
        **{f"{column}6": (f"{column}7", True) for column in "CDE"},
        **{f"{column}7": ("", False) for column in "CDE"},
    }
    service.replace(replacement, replacement.moves, TODAY)
    assert service.all()[0].file_name == "2020年第二季度汇总表.xlsx"
    sheet = load_workbook(exported(busy_town, uid, tmp_path / "填好.xlsx").target)["汇总表"]
    assert (sheet["B8"].value, sheet["C8"].value, sheet["C7"].value) == ("张村", 3, 2)
    busy_town.services.history.undo()
    assert service.all()[0].file_name == "2020年第一季度汇总表.xlsx"
    assert view(busy_town, uid).mapped[("汇总表", (5, 3))].content == f"{{{DAYS}@unit 张村}}"


def test_another_quarter_gives_its_own_values(busy_town: Town, tmp_path: Path):
    busy_town.services.periods.open(Q2)
    uid = added(busy_town, list_form(tmp_path / "报表.xlsx"))
    confirm(busy_town, uid)
    found = busy_town.services.upper_forms.view(uid, Q2, TODAY)
    assert found.mapped[("报表", (4, 4))].filling.shown == ""
    assert found.mapped[("报表", (4, 5))].filling.shown == "5"


@pytest.mark.parametrize(
    ("name", "place"), [("A1", (1, 1)), ("$AB$12", (12, 28)), ("XFD1048576", (1048576, 16384))]
)
def test_cells_have_names(name: str, place):
    assert cell_place(name) == place
    assert cell_name(place) == name.replace("$", "")


@pytest.mark.parametrize("name", ["", "A0", "XFE1", "A1048577", "12", "ABCD1"])
def test_what_is_no_cell_has_no_place(name: str):
    assert cell_place(name) is None
