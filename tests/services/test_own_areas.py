"""Areas and ledgers of the office's own: columns of every kind, changed, hidden, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from township import FONTS, Q1, Q2, Town

from db.connection import count_rows
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import InvalidRow, UnknownName
from desktop_app.services.assembly import assemble
from desktop_app.services.log.history import HistoryService
from desktop_app.services.own.records import (
    AMOUNT,
    CHOICE,
    DAY,
    TEXT,
    WHOLE,
    OwnAreaRecord,
    OwnColumnRecord,
    OwnLedgerRecord,
)
from desktop_app.services.program.workplace import Workplace

COLUMNS = (
    OwnColumnRecord("方式", CHOICE, options=("徒步", "车巡")),
    OwnColumnRecord("堤段", TEXT),
    OwnColumnRecord("巡查", WHOLE, "人次", is_figure=True),
    OwnColumnRecord("花费", AMOUNT, is_figure=True),
    OwnColumnRecord("验收", DAY),
)
TYPED = ("徒步", "东堤", "36", "12.5", "2020-03-01")


def define(town: Town, **facts: object) -> OwnLedgerRecord:
    """Make the area with its ledger and return the ledger with its keys."""
    areas = town.services.own_areas
    area = areas.save_area(OwnAreaRecord("防汛备汛", "登记巡堤。"))
    ledger = OwnLedgerRecord("巡堤", area, COLUMNS, row_counter="次")
    key = areas.save_ledger(replace(ledger, **facts))  # type: ignore[arg-type] # its own fields
    return next(found for found in areas.ledgers() if found.key == key)


def values(ledger: OwnLedgerRecord, typed: tuple[str, ...] = TYPED) -> dict[str, object]:
    return dict(zip((column.key for column in ledger.columns), typed, strict=True))


def test_every_kind_of_column_is_kept_as_what_it_is(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    (row,) = town.services.ledgers.rows(ledger.key, Q1)
    assert [row.values[column.key] for column in ledger.columns] == [
        "徒步",
        "东堤",
        36,
        Decimal("12.50"),
        date(2020, 3, 1),
    ]
    figures = {
        figure.label: figure.value
        for figure in town.services.figures.figures(Q1).values()
        if figure.area == ledger.area
    }
    assert figures == {"巡堤巡查": 36, "巡堤花费": Decimal("12.50"), "巡堤": 1}


def test_it_stands_in_report_order_ahead_of_the_problems(town: Town):
    ledger = define(town)
    keys = [area.spec.key for area in town.services.catalogue.areas]
    assert keys.index("integrity") < keys.index(ledger.area) < keys.index("rectification")
    assert ledger.area in town.services.office.areas_on(Q1)


@pytest.mark.parametrize(
    ("place", "typed", "sentence"),
    [(0, "游泳", "没有“游泳”这一项"), (2, "多人", "应填数字"), (3, "1.234", "最多保留2位小数")],
)
def test_its_cells_are_checked_like_all_others(town: Town, place, typed, sentence):
    ledger = define(town)
    wrong = [*TYPED]
    wrong[place] = typed
    with pytest.raises(InvalidRow, match=sentence):
        town.row(ledger.key, "张村", **values(ledger, tuple(wrong)))


def test_a_column_is_added_later_and_old_rows_keep_what_they_have(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    more = (*ledger.columns, OwnColumnRecord("险情", WHOLE, "处", is_figure=True))
    town.services.own_areas.save_ledger(replace(ledger, columns=more))
    (found,) = town.services.own_areas.ledgers()
    added = found.columns[-1].key
    uid = town.row(ledger.key, "李村", **{added: 2})
    assert town.value(f"own.{added}") == 2
    assert town.value(f"own.{ledger.columns[2].key}") == 36
    history = town.services.history
    assert [history.undo(), history.undo()] == ["新增巡堤", "台账：巡堤"]
    assert len(town.services.own_areas.ledgers()[0].columns) == len(COLUMNS)
    history.redo()
    history.redo()
    rows = {row.uid: row for row in town.services.ledgers.rows(ledger.key, Q1)}
    assert rows[uid].values[added] == 2


def test_a_column_that_is_taken_out_keeps_its_content_for_its_return(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    key = f"own.{ledger.columns[2].key}"
    without = tuple(column for column in ledger.columns if column.label != "巡查")
    town.services.own_areas.save_ledger(replace(ledger, columns=without))
    assert key not in town.services.catalogue.figures
    names = [field.label for field in town.services.catalogue.ledgers[ledger.key].fields]
    assert "巡查" not in names
    town.services.history.undo()
    assert town.value(key) == 36


def test_columns_are_renamed_and_reordered_in_place(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    first, *others = ledger.columns
    town.services.own_areas.save_ledger(
        replace(ledger, columns=(*others, replace(first, label="巡堤方式")))
    )
    fields = town.services.catalogue.ledgers[ledger.key].fields
    assert [field.label for field in fields[1:6]] == ["堤段", "巡查", "花费", "验收", "巡堤方式"]
    (row,) = town.services.ledgers.rows(ledger.key, Q1)
    assert row.values[first.key] == "徒步"


def test_options_belong_to_the_quarter_as_built_in_ones_do(town: Town):
    ledger = define(town)
    town.services.periods.open(Q2)
    first, *others = ledger.columns
    renewed = replace(first, options=("徒步", "无人机"))
    town.services.own_areas.save_ledger(replace(ledger, columns=(renewed, *others)))
    lists = {found.label: found.texts for found in town.services.quarter_settings.option_lists(Q2)}
    assert lists["巡堤：方式"] == ("徒步", "无人机")
    assert town.services.own_areas.ledgers()[0].columns[0].options == ("徒步", "无人机")


def test_a_column_does_not_change_its_kind(town: Town):
    ledger = define(town)
    changed = replace(ledger.columns[1], kind=WHOLE, counter="个")
    with pytest.raises(InvalidRow, match="不能从“文字”改成“整数”"):
        town.services.own_areas.save_ledger(
            replace(ledger, columns=(ledger.columns[0], changed, *ledger.columns[2:]))
        )


def test_an_area_that_is_used_no_more_comes_back_with_its_rows(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    town.services.own_areas.remove_area(ledger.area)
    assert ledger.key not in town.services.catalogue.ledgers
    with pytest.raises(UnknownName):
        town.services.ledgers.rows(ledger.key, Q1)
    assert count_rows(town.services.writer.store.path)[ledger.key] == 1
    town.services.history.undo()
    assert len(town.services.ledgers.rows(ledger.key, Q1)) == 1


def test_switched_off_for_a_quarter_it_counts_nowhere(town: Town):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    town.services.office.switch_area(Q1, ledger.area, enabled=False)
    assert not [key for key in town.services.figures.figures(Q1) if key.startswith("own.")]


def test_its_chapter_comes_with_the_next_quarter(town: Town):
    area = town.services.own_areas.save_area(
        OwnAreaRecord("防汛备汛", chapter_title="昼夜巡堤", chapter_body="守住底线。")
    )
    town.services.periods.open(Q2)
    keys = [chapter.key for chapter in town.services.texts.report(Q2).chapters]
    assert keys.index("integrity") < keys.index(area) < keys.index("problems")


def test_its_chapter_goes_behind_free_ones_and_ahead_of_the_closing(town: Town):
    """As after 从旧报告开始: no chapter is known by an area any more."""
    texts = town.services.texts
    for chapter in texts.report(Q1).chapters:
        texts.delete_chapter(chapter.uid)
    after = ""
    for title in ("", "强化政治引领", "建强基层组织", "存在的问题和不足", "下一步打算"):
        after = texts.add_chapter(Q1, after, title)
    town.services.own_areas.save_area(
        OwnAreaRecord("防汛备汛", chapter_title="昼夜巡堤", chapter_body="守住底线。")
    )
    town.services.periods.open(Q2)
    titles = [chapter.title for chapter in texts.report(Q2).chapters]
    assert titles[:4] == ["", "强化政治引领", "建强基层组织", "昼夜巡堤"]
    assert titles[4:] == ["存在的问题和不足", "下一步打算"]


def test_its_chapter_goes_behind_a_free_chapter_between_the_areas(town: Town):
    texts = town.services.texts
    chapters = {chapter.key: chapter.uid for chapter in texts.report(Q1).chapters}
    texts.add_chapter(Q1, chapters["integrity"], "特色亮点")
    town.services.own_areas.save_area(
        OwnAreaRecord("防汛备汛", chapter_title="昼夜巡堤", chapter_body="守住底线。")
    )
    town.services.periods.open(Q2)
    titles = [chapter.title for chapter in texts.report(Q2).chapters]
    place = titles.index("昼夜巡堤")
    assert titles.index("特色亮点") < place
    assert titles[place + 1] == "存在问题"


def test_without_a_text_its_chapter_names_its_figures(town: Town):
    ledger = define(town)
    (area,) = town.services.own_areas.areas()
    town.services.own_areas.save_area(replace(area, chapter_title="昼夜巡堤"))
    town.services.periods.open(Q2)
    town.row(ledger.key, "张村", **values(ledger))
    chapters = {chapter.key: chapter for chapter in town.services.texts.report(Q2).chapters}
    body = chapters[area.key].body
    patrols = f"own.{ledger.columns[2].key}"
    assert body.startswith(f"本季度，[[巡堤巡查{{{patrols}}}人次]]，[[巡堤花费")


def test_a_deleted_row_lies_in_the_recycle_bin(town: Town):
    ledger = define(town)
    uid = town.row(ledger.key, "张村", **values(ledger))
    town.services.ledgers.delete(ledger.key, uid)
    town.services.ledgers.restore(ledger.key, uid)
    assert HistoryService(town.services.writer).of_row(ledger.key, uid)[0].step == "恢复巡堤"


def test_whoever_shows_its_figure_is_named_before_it_goes(town: Town):
    ledger = define(town)
    column = ledger.columns[2].key
    chapter = town.services.texts.report(Q1).chapters[1]
    town.services.texts.save_chapter(chapter.uid, period=Q1, body=f"巡堤{{own.{column}}}人次。")
    assert town.services.own_areas.chapters_with([column]) == [chapter.title]


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        (OwnColumnRecord("联系电话", TEXT), "登记理由"),
        (OwnColumnRecord("宗教信仰", TEXT, reason="要用"), "个人信仰"),
        (OwnColumnRecord("类别", CHOICE, options=("群众", "信教群众")), "个人信仰"),
        (OwnColumnRecord("处分情况", TEXT), "只能由本级登记"),
        (OwnColumnRecord("形式", CHOICE), "还没有填"),
        (OwnColumnRecord("形式", CHOICE, options=("甲", "甲")), "写了两遍"),
        (OwnColumnRecord("巡查", WHOLE, "次"), "写了两遍"),
        (OwnColumnRecord("人数", "小数"), "类型只能是"),
    ],
)
def test_a_column_that_cannot_be_is_refused_in_one_sentence(town: Town, column, sentence):
    with pytest.raises(InvalidRow, match=sentence):
        define(town, columns=(*COLUMNS, column))


def test_personal_texts_are_kept_with_their_reason(town: Town):
    column = OwnColumnRecord("联系电话", TEXT, reason="汛期值班联络")
    assert define(town, columns=(column,)).columns[0].reason == "汛期值班联络"


@pytest.mark.parametrize("label", ["值守", "零报告", "巡[堤]", ""])
def test_a_ledger_s_name_is_its_own(town: Town, label):
    with pytest.raises(InvalidRow):
        define(town, label=label)


def test_a_backup_brings_definitions_and_rows_back(town: Town, workplace: Workplace):
    ledger = define(town)
    town.row(ledger.key, "张村", **values(ledger))
    backup = workplace.backups.make()
    town.services.own_areas.remove_area(ledger.area)
    workplace.close()
    workplace.hold()
    workplace.backups.restore(backup)
    workplace.close()
    workplace.open()
    services = assemble(workplace.store, Catalogue(ALL_AREAS), FONTS)
    assert len(services.ledgers.rows(ledger.key, Q1)) == 1
    assert workplace.verify()[ledger.key] == 1
