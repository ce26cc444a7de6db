"""方案: carried to another office, looked at first, taken in as one step; never names or data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from township import FONTS, MIGRATIONS, Q1, Town

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Conflict, SourceRefused, TargetRefused
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.own.records import (
    CHOICE,
    WHOLE,
    OwnAreaRecord,
    OwnColumnRecord,
    OwnFigureRecord,
    OwnLedgerRecord,
)
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.schemes.comparison import CHANGED, CHAPTER, NEW, REFUSED, SAME
from desktop_app.services.schemes.file import VERSION, read_scheme


@pytest.fixture
def file(town: Town, workplace: Workplace, tmp_path: Path) -> Path:
    """What the small township worked out, in a file; the township is closed."""
    services = town.services
    area = services.own_areas.save_area(OwnAreaRecord("防汛备汛"))
    columns = (
        OwnColumnRecord("方式", CHOICE, options=("徒步", "车巡")),
        OwnColumnRecord("巡查", WHOLE, "人次", is_figure=True),
    )
    services.own_areas.save_ledger(OwnLedgerRecord("巡堤", area, columns))
    figure = services.own_figures.save(OwnFigureRecord("慰问老党员", "人次", "organization"))
    chapters = services.texts.report(Q1).chapters
    body = f"青石镇慰问老党员{{own.{figure}}}人次。"
    services.texts.save_chapter(chapters[1].uid, period=Q1, body=body)
    services.texts.save_chapter(chapters[2].uid, period=Q1, body="张村走在前面。")
    services.office.save_options(Q1, "volunteer_posts", ("办证员",))
    services.workbench.type_cell(Q1, "张村", f"own.{figure}", 987654321)
    target = tmp_path / "青石.djfa"
    assert services.schemes.export(target) == [chapters[2].title]
    workplace.close()
    return target


@pytest.fixture
def other(file: Path, tmp_path: Path) -> Iterator[Services]:
    """Another office, with a quarter and nothing of its own."""
    place = Workplace(tmp_path / "别处", MIGRATIONS)
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS, who="测试")
    services.periods.open(Q1)
    yield services
    place.close()


def states(services: Services, file: Path) -> dict[str, str]:
    scheme = services.schemes.read(file)
    return {item.label: item.state for item in services.schemes.compare(scheme)}


def take_all(services: Services, file: Path) -> int:
    scheme = services.schemes.read(file)
    keys = [item.key for item in services.schemes.compare(scheme)]
    return services.schemes.take(scheme, keys)


def test_no_name_and_no_number_of_the_office_is_in_it(file: Path):
    text = file.read_text("utf-8")
    assert not [name for name in ("张村", "李村", "河湾", "青石", "987654321") if name in text]


def test_it_is_looked_at_before_anything_is_written(other: Services, file: Path):
    found = states(other, file)
    assert [found[label] for label in ("防汛备汛", "巡堤", "慰问老党员")] == [NEW] * 3
    chapters = other.texts.report(Q1).chapters
    assert (found["开头"], found[chapters[1].title], found["党员志愿岗岗位"]) == (
        SAME,
        CHANGED,
        CHANGED,
    )
    assert other.own_areas.areas() == []


def test_it_is_taken_in_as_one_step(other: Services, file: Path):
    assert take_all(other, file) == 5
    assert set(states(other, file).values()) == {SAME}
    (figure,) = other.own_figures.all()
    assert f"own.{figure.key}" in other.workbench.figure_keys(Q1)
    assert other.texts.report(Q1).chapters[1].body.startswith("{office.short_name}慰问")
    assert other.office.options(Q1)["volunteer_posts"] == ("办证员",)
    assert other.history.undo() == "导入方案"
    assert other.own_figures.all() == []
    other.history.redo()
    assert other.own_figures.all() == [figure]


def test_only_what_was_chosen_is_taken(other: Services, file: Path):
    scheme = other.schemes.read(file)
    figure = next(item.key for item in other.schemes.compare(scheme) if item.label == "慰问老党员")
    assert other.schemes.take(scheme, [figure]) == 1
    assert [found.label for found in other.own_figures.all()] == ["慰问老党员"]
    assert other.own_areas.areas() == []


def test_what_needs_another_thing_says_so(other: Services, file: Path):
    scheme = other.schemes.read(file)
    for label, sentence in (("巡堤", "那个领域也勾上"), ("冲锋", "指标或台账也勾上")):
        chosen = [i.key for i in other.schemes.compare(scheme) if i.label.startswith(label)]
        with pytest.raises(Conflict, match=sentence):
            other.schemes.take(scheme, chosen)
    assert other.own_areas.areas() == []


def test_a_name_that_is_taken_here_clashes(other: Services, file: Path):
    other.own_areas.save_area(OwnAreaRecord("防汛备汛"))
    other.own_figures.save(OwnFigureRecord("慰问老党员", "人次", "organization"))
    found = states(other, file)
    assert (found["防汛备汛"], found["慰问老党员"]) == (REFUSED, REFUSED)


def test_columns_that_only_this_office_has_stay(other: Services, file: Path):
    take_all(other, file)
    (ledger,) = (found for found in other.own_areas.ledgers() if not found.holds_figures)
    first, *others = ledger.columns
    more = (replace(first, label="方法"), *others, OwnColumnRecord("险情", WHOLE, "处"))
    other.own_areas.save_ledger(replace(ledger, columns=more))
    assert states(other, file)["巡堤"] == CHANGED
    take_all(other, file)
    labels = [column.label for column in other.own_areas.ledgers()[0].columns]
    assert labels == ["方式", "巡查", "险情"]


def test_a_chapter_whose_figure_nobody_has_is_not_taken(other: Services, file: Path):
    content = json.loads(file.read_text("utf-8"))
    content["ledgers"] = []
    file.write_text(json.dumps(content), "utf-8")
    scheme = other.schemes.read(file)
    (item,) = (found for found in other.schemes.compare(scheme) if found.state == REFUSED)
    assert (item.key[0], item.remark) == (CHAPTER, "里面有1处数据，本程序和方案里都没有对应的指标")


def test_without_a_quarter_there_is_nothing_to_put_wording_into(file: Path, tmp_path: Path):
    place = Workplace(tmp_path / "空的", MIGRATIONS)
    place.open()
    services = assemble(place.store, Catalogue(ALL_AREAS), FONTS)
    found = states(services, file)
    assert found["开头"] == found["党员志愿岗岗位"] == REFUSED
    assert take_all(services, file) == 3
    place.close()


def changed(file: Path, **facts: object) -> Path:
    content = json.loads(file.read_text("utf-8")) | facts
    file.write_text(json.dumps(content), "utf-8")
    return file


def test_a_newer_file_asks_for_a_newer_program(file: Path):
    with pytest.raises(SourceRefused, match="请先升级本程序"):
        read_scheme(changed(file, version=VERSION + 1))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"program": "别的程序"}, "不是本程序导出的方案文件"),
        ({"areas": "防汛"}, "不完整或被改动过"),
        ({"areas": [{"label": "防汛", "key": 'x"; DROP TABLE unit'}]}, "不完整或被改动过"),
        ({"areas": [{"label": 7, "key": "k0123456789"}]}, "不完整或被改动过"),
        ({"version": "1"}, "不完整或被改动过"),
        ({"areas": [{"label": " ", "key": "k0123456789"}]}, "不完整或被改动过"),
        ({"chapters": [{"title": "一", "body": "甲\0乙"}]}, "不完整或被改动过"),
        ({"chapters": [{"title": "一", "body": "\ud800"}]}, "不完整或被改动过"),
        ({"chapters": [{"title": "一", "body": "甲"}] * 10_000}, "里有10000项内容"),
        ({"chapters": [{"title": "一"}]}, "不完整或被改动过"),
        ({"chapters": [{"title": "一", "body": "", "point_style": "甲"}]}, "不完整或被改动过"),
        ({"ledgers": [{"label": "堤", "area": "a", "key": "own_k0123456789", "columns": [1]}]},
         "不完整或被改动过"),
    ],
)  # fmt: skip
def test_a_file_that_was_changed_is_refused_in_one_sentence(file: Path, facts, sentence):
    with pytest.raises(SourceRefused, match=sentence):
        read_scheme(changed(file, **facts))


@pytest.mark.parametrize(
    "data", [b"\0" * 9, b"PK\x03\x04", "[" * 100_000, "第一季度".encode("gbk")]
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path: Path, data):
    path = tmp_path / "总结.djfa"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(SourceRefused, match="不是方案文件，或者已经损坏"):
        read_scheme(path)


def test_an_empty_file_and_one_of_another_program_say_what_they_are(tmp_path: Path):
    path = tmp_path / "bad.djfa"
    for data, sentence in (("", "是空文件"), ("[]", "不是本程序导出的方案文件，请让对方")):
        path.write_text(data)
        with pytest.raises(SourceRefused, match=sentence):
            read_scheme(path)


def test_a_missing_or_huge_file_is_refused(tmp_path: Path):
    with pytest.raises(SourceRefused, match="打不开"):
        read_scheme(tmp_path / "没有.djfa")
    huge = tmp_path / "大.djfa"
    with huge.open("wb") as stream:
        stream.truncate(5 * 1024 * 1024)
    with pytest.raises(SourceRefused, match="太大"):
        read_scheme(huge)


def test_an_existing_file_is_not_written_over(town: Town, tmp_path: Path):
    target = tmp_path / "有了.djfa"
    target.write_text("别动")
    with pytest.raises(TargetRefused):
        town.services.schemes.export(target)
    assert target.read_text() == "别动"
