"""From a definition to the printed page: what an office defines needs no programmer.

An area with two columns is defined, a template written and filled by another program, imported,
computed and printed, all of it by the headless verbs of a fresh program.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from form_filling import fill_form
from pypdfium2 import PdfDocument
from township import FONTS, MIGRATIONS, Q1, ROOT
from workbook_filling import fill

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.assembly import assemble
from desktop_app.services.own.records import (
    CHOICE,
    WHOLE,
    OwnAreaRecord,
    OwnColumnRecord,
    OwnFigureRecord,
    OwnLedgerRecord,
)
from desktop_app.services.program.workplace import Workplace


@pytest.fixture
def defined(tmp_path: Path) -> tuple[Path, str, str]:
    """A data folder with an own area and figure; the keys of 巡堤巡查 and 慰问老党员."""
    folder = tmp_path / "数据"
    place = Workplace(folder, MIGRATIONS)
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS, who="测试")
    services.periods.open(Q1)
    for unit in ("张村", "李村"):
        services.office.save_unit(Q1, unit, party_members=40, branches=1)
    area = services.own_areas.save_area(OwnAreaRecord("防汛备汛", "登记巡堤。"))
    columns = (
        OwnColumnRecord("方式", CHOICE, options=("徒步", "车巡")),
        OwnColumnRecord("巡查", WHOLE, "人次", is_figure=True),
    )
    services.own_areas.save_ledger(OwnLedgerRecord("巡堤", area, columns))
    patrols = next(f"own.{c.key}" for c in services.own_areas.ledgers()[0].columns if c.is_figure)
    visits = services.own_figures.save(OwnFigureRecord("慰问老党员", "人次", "organization"))
    uid = services.texts.report(Q1).chapters[1].uid
    body = f"组织巡堤{{{patrols}}}人次[[，慰问老党员{{own.{visits}}}人次]]。"
    services.texts.save_chapter(uid, period=Q1, body=body)
    place.close()
    return folder, patrols, f"own.{visits}"


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", *map(str, arguments), "--data-dir", str(folder)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_from_the_definition_to_the_page(defined: tuple[Path, str, str], tmp_path: Path):
    folder, patrols, visits = defined
    assert run(folder, "template", tmp_path / "表.xlsx").returncode == 0
    fill(
        tmp_path / "表.xlsx",
        巡堤=[
            {"填报单位": "张村", "方式": "徒步", "巡查": 36},
            {"填报单位": "李村", "方式": "车巡", "巡查": 4},
        ],
        基层党建自定指标=[{"填报单位": "张村", "慰问老党员": 7, "小计": "是"}],
    )
    imported = run(folder, "import", tmp_path / "表.xlsx")
    assert (imported.stderr, imported.returncode) == ("", 0)
    figures = {
        figure["key"]: figure
        for figure in json.loads(run(folder, "figures", "2020Q1", "--json").stdout)
    }
    assert (figures[patrols]["label"], figures[patrols]["value"]) == ("巡堤巡查", 40)
    assert (figures[visits]["area"], figures[visits]["value"]) == ("organization", 7)
    assert figures[visits]["missing"] == ["李村"]
    assert "“慰问老党员”缺1村：李村" in run(folder, "check", "2020Q1").stdout
    exported = run(folder, "export", "2020Q1", "--to", tmp_path / "报告.pdf")
    assert exported.returncode == 0, exported.stderr
    with PdfDocument((tmp_path / "报告.pdf").read_bytes()) as pdf:
        printed = "".join(page.get_textpage().get_text_range() for page in pdf)
    text = "".join(printed.split())
    assert "组织巡堤40人次，慰问老党员7人次（缺1村）。" in text


def test_wrong_cells_are_named_by_their_places(defined: tuple[Path, str, str], tmp_path: Path):
    folder, _patrols, _visits = defined
    run(folder, "template", tmp_path / "表.xlsx")
    fill(tmp_path / "表.xlsx", 巡堤=[{"填报单位": "张村", "方式": "游泳", "巡查": "多人"}])
    refused = run(folder, "import", tmp_path / "表.xlsx")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "巡堤·C3·“方式”没有“游泳”这一项，可填：徒步、车巡",
        "巡堤·D3·“巡查”应填数字，填的是“多人”，请改为数字",
    ]


def test_what_was_exported_comes_back_unchanged(defined: tuple[Path, str, str], tmp_path: Path):
    folder, patrols, _visits = defined
    run(folder, "template", tmp_path / "表.xlsx")
    fill(tmp_path / "表.xlsx", 巡堤=[{"填报单位": "张村", "方式": "徒步", "巡查": 36}])
    run(folder, "import", tmp_path / "表.xlsx")
    run(folder, "import", tmp_path / "表.xlsx")
    figures = json.loads(run(folder, "figures", "2020Q1", "--unit", "张村", "--json").stdout)
    assert {figure["key"]: figure["value"] for figure in figures}[patrols] == 36


def test_the_form_for_a_village_asks_for_it(defined: tuple[Path, str, str], tmp_path: Path):
    folder, patrols, visits = defined
    assert run(folder, "template", tmp_path / "发", "--villages").returncode == 0
    (form,) = (tmp_path / "发").glob("*张村*.xlsx")
    fill_form(form, 慰问老党员=7, 巡堤巡查=36)
    imported = run(folder, "import", form)
    assert (imported.stderr, imported.returncode) == ("", 0)
    figures = json.loads(run(folder, "figures", "2020Q1", "--json").stdout)
    found = {figure["key"]: figure["value"] for figure in figures}
    assert (found[visits], found[patrols]) == (7, 36)
