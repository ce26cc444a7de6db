"""The office's own figures: in the matrix, in texts, over quarters, taken back, retired."""

from __future__ import annotations

from dataclasses import replace

import pytest
from township import FONTS, Q1, Q2, Town

from db.models import all_models
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import InvalidRow
from desktop_app.core.periods import Period
from desktop_app.services.assembly import assemble
from desktop_app.services.figures.trace import rows_behind
from desktop_app.services.ledgers.recycle_bin import BinQuery
from desktop_app.services.log.change_log import ChangeLog
from desktop_app.services.own.records import AMOUNT, LAST, LATEST, NOT_AT_ALL, OwnFigureRecord
from desktop_app.services.workbook.form_facts import FormFacts

VISITS = OwnFigureRecord("慰问老党员", "人次", "organization", "走访慰问的老党员人次")
SITES = OwnFigureRecord("在建阵地", "个", "organization", within=LATEST, over_periods=LAST)


def add(town: Town, figure: OwnFigureRecord = VISITS) -> str:
    return f"own.{town.services.own_figures.save(figure)}"


def test_it_is_typed_into_the_matrix_and_added_up_like_a_built_in_one(town: Town):
    key = add(town)
    assert key in town.services.workbench.figure_keys(Q1)
    town.services.workbench.type_cell(Q1, "张村", key, "38")
    town.services.workbench.type_cell(Q1, "河湾社区", key, "约4")
    value = town.services.figures.figures(Q1)[key]
    assert (value.label, value.counter, value.area) == ("慰问老党员", "人次", "organization")
    assert (value.value, value.missing, value.definition) == (42, ("李村",), "走访慰问的老党员人次")
    assert town.services.figures.figures_of_unit(Q1, "张村")[key].value == 38
    cell = town.services.workbench.matrix(Q1).cells["张村", key]
    assert (cell.value, cell.typed) == (38, 38)


def test_its_area_page_has_a_ledger_for_it(town: Town):
    key = add(town)
    (ledger,) = [spec for spec in town.services.catalogue.ledgers.values() if spec.apart]
    assert town.services.catalogue.areas_of_ledger[ledger.key] == ("organization",)
    town.row(ledger.key, "李村", **{key.partition(".")[2]: "5", "date": "2020-02-03"})
    town.row(ledger.key, "李村", **{key.partition(".")[2]: "6", "date": "2020-02-04"})
    assert town.value(key) == 11


def test_a_nil_return_makes_it_nought(town: Town):
    key = add(town)
    source = town.services.catalogue.figures[key].source
    town.services.office.save_nil_report(Q1, "张村", source.ledger, given=True)
    assert town.value(key) == 0


def test_what_the_township_gives_is_asked_of_no_village(town: Town):
    key = add(town, replace(VISITS, for_office=True))
    assert key not in town.services.workbench.figure_keys(Q1)
    source = town.services.catalogue.figures[key].source
    town.row(source.ledger, None, **{source.column: 7})
    value = town.services.figures.figures(Q1)[key]
    assert (value.value, value.missing, value.by_unit) == (7, (), {})


def test_of_a_state_the_latest_number_counts_whatever_else_stands_in_later_rows(town: Town):
    visits, sites = add(town), add(town, SITES)
    ledger = town.services.catalogue.figures[sites].source.ledger
    columns = [key.partition(".")[2] for key in (visits, sites)]
    town.row(ledger, "张村", **{columns[1]: 3, "date": "2020-01-05"})
    town.row(ledger, "张村", **{columns[1]: 2, "date": "2020-02-05"})
    town.row(ledger, "张村", **{columns[0]: 9, "date": "2020-03-05"})
    assert (town.value(sites), town.value(visits)) == (2, 9)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (VISITS, 30),
        (SITES, 20),
        (replace(VISITS, over_periods=NOT_AT_ALL), None),
    ],
)
def test_a_half_year_takes_it_as_it_was_defined(town: Town, figure, expected):
    key = add(town, figure)
    town.services.periods.open(Q2)
    town.services.workbench.type_cell(Q1, "张村", key, 10)
    town.services.workbench.type_cell(Q2, "张村", key, 20)
    assert town.value(key, Period.parse("2020H1")) == expected
    assert town.services.figures.figures(Q2)[key].previous == 10


def test_amounts_keep_their_cents(town: Town):
    key = add(town, OwnFigureRecord("慰问金", "", "organization", kind=AMOUNT))
    town.services.workbench.type_cell(Q1, "张村", key, "1200.5")
    value = town.services.figures.figures(Q1)[key]
    assert (str(value.value), value.counter) == ("1200.50", "元")


def test_a_text_goes_on_showing_it_when_it_is_renamed(town: Town):
    key = add(town)
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    uid = town.services.texts.report(Q1).chapters[1].uid
    town.services.texts.save_chapter(uid, period=Q1, body=f"慰问老党员{{{key}}}人次。")
    figure = town.services.own_figures.all()[0]
    town.services.own_figures.save(replace(figure, label="走访老党员", definition="新的口径"))
    assert town.services.catalogue.figures[key].label == "走访老党员"
    reports = town.services.reports
    printed = reports.render(reports.document(Q1), ".txt").data.decode()
    assert "慰问老党员38人次（缺2个单位）。" in printed


def test_retired_it_is_gone_from_that_quarter_on(town: Town):
    key = add(town)
    town.services.periods.open(Q2)
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    town.services.own_figures.retire(key.partition(".")[2], Q2)
    assert key in town.services.figures.figures(Q1)
    assert key not in town.services.figures.figures(Q2)
    assert town.value(key, Period.parse("2020H1")) == 38
    town.services.own_figures.bring_back(key.partition(".")[2])
    assert key in town.services.figures.figures(Q2)


def test_retired_it_is_asked_in_no_matrix_and_no_form(town: Town):
    key = add(town)
    town.services.periods.open(Q2)
    town.services.own_figures.retire(key.partition(".")[2], Q2)
    keys = {period: town.services.workbench.figure_keys(period) for period in (Q1, Q2)}
    assert (key in keys[Q1], key in keys[Q2]) == (True, False)
    town.services.workbench.matrix(Q2)
    asked = {
        period: [line.key for line in FormFacts(town.services, period).lines] for period in (Q1, Q2)
    }
    assert (key in asked[Q1], key in asked[Q2]) == (True, False)
    half = town.services.figures.figures(Period.parse("2020H1"))[key]
    assert half.missing == town.services.figures.figures(Q1)[key].missing


def test_a_quarter_in_which_its_area_was_off_does_not_count(town: Town):
    key = add(town)
    town.services.periods.open(Q2)
    town.services.workbench.type_cell(Q1, "张村", key, 10)
    town.services.workbench.type_cell(Q2, "张村", key, 20)
    town.services.office.switch_area(Q2, "organization", enabled=False)
    assert town.value(key, Period.parse("2020H1")) == 10


def test_the_rows_behind_a_state_are_those_that_count(town: Town):
    visits, sites = add(town), add(town, SITES)
    source = town.services.catalogue.figures[sites].source
    uid = town.row(source.ledger, "张村", **{source.column: 2, "date": "2020-02-05"})
    town.row(source.ledger, "张村", **{visits.partition(".")[2]: 9, "date": "2020-03-05"})
    (found,) = rows_behind(town.services.catalogue, town.services.ledgers, Q1, sites)
    assert [row.uid for row in found.rows] == [uid]


def test_log_and_recycle_bin_know_its_rows_at_once(town: Town):
    key = add(town)
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    town.services.workbench.type_cell(Q1, "张村", key, "")
    (row,) = town.services.recycle_bin.content(BinQuery()).rows
    assert (row.label, row.unit) == ("基层党建自定指标", "张村")
    assert "基层党建自定指标" in ChangeLog(town.services.catalogue, town.services.places).kinds()


def test_each_is_one_step_that_can_be_taken_back_and_brought_back(town: Town):
    key = add(town)
    history = town.services.history
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    assert [history.undo(), history.undo()] == ["填写张村慰问老党员", "新增指标：慰问老党员"]
    assert key not in town.services.catalogue.figures
    assert key not in town.services.workbench.figure_keys(Q1)
    assert [history.redo(), history.redo()] == ["新增指标：慰问老党员", "填写张村慰问老党员"]
    assert town.value(key) == 38


def test_many_rows_are_taken_back_as_one(town: Town):
    key = add(town)
    source = town.services.catalogue.figures[key].source
    with town.services.writer.step("许多行"):
        for number in range(205):
            town.row(source.ledger, "张村", **{source.column: number})
    town.services.history.undo()
    assert town.value(key) is None
    town.services.history.redo()
    assert town.value(key) == sum(range(205))


def test_a_definition_in_a_transaction_that_fails_leaves_nothing(town: Town):
    def fails() -> None:
        with town.services.writer.step("外层"):
            add(town)
            assert town.services.own_figures.all()
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        fails()
    assert town.services.own_figures.all() == []
    assert not any(spec.apart for spec in town.services.catalogue.ledgers.values())
    assert add(town) in town.services.catalogue.figures


def test_it_is_there_when_the_program_starts_again(town: Town):
    key = add(town)
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    again = assemble(town.services.writer.store, Catalogue(ALL_AREAS), FONTS)
    assert again.figures.figures(Q1)[key].value == 38
    assert again.history.undo() == "填写张村慰问老党员"


def test_its_table_is_known_to_whoever_asks_for_all_of_them(town: Town):
    key = add(town)
    source = town.services.catalogue.figures[key].source
    assert source.ledger in {model._meta.table_name for model in all_models()}
    town.services.writer.store.close()
    assert source.ledger not in {model._meta.table_name for model in all_models()}


def test_demo_data_and_own_figures_are_cleared_together(town: Town, workplace):
    key = add(town)
    town.services.workbench.type_cell(Q1, "张村", key, 38)
    workplace.clear()
    town.services.periods.open(Q1)
    assert key not in town.services.catalogue.figures


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (replace(VISITS, label=" "), "不能为空"),
        (replace(VISITS, label="参加主题党日"), "已有叫"),
        (replace(VISITS, counter=""), "要填量词"),
        (replace(VISITS, label="甲{x}"), "不能用“{”"),
        (replace(VISITS, label="日期"), "每个台账都有"),
        (replace(VISITS, area="nowhere"), "请选择指标属于哪个工作领域"),
        (replace(VISITS, label="信教群众"), "个人信仰"),
        (replace(VISITS, label="问题线索摸排"), "只能由本级登记"),
        (replace(VISITS, within=LATEST), "不能相加"),
        (replace(VISITS, label="名" * 21), "最多20个字"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(town: Town, figure, sentence):
    if figure.label == "参加主题党日":
        labels = [spec.label for spec in town.services.catalogue.figures.values()]
        figure = replace(figure, label=labels[5])
    with pytest.raises(InvalidRow, match=sentence):
        add(town, figure)
    assert town.services.own_figures.all() == []


def test_where_it_belongs_stays_as_it_was_made(town: Town):
    add(town)
    (figure,) = town.services.own_figures.all()
    with pytest.raises(InvalidRow, match="另加一个指标"):
        town.services.own_figures.save(replace(figure, area="integrity"))


def test_a_part_measures_what_its_whole_does(town: Town):
    figures = town.services.own_figures
    with pytest.raises(InvalidRow, match="以“次”计"):
        figures.save(
            OwnFigureRecord(
                "夜学", "次", "organization", part_of="organization.party_day_attendance"
            )
        )
    with pytest.raises(InvalidRow, match="已经没有了"):
        figures.save(OwnFigureRecord("夜学", "次", "organization", part_of="own.k0123456789"))
    key = figures.save(
        OwnFigureRecord("夜学", "次", "organization", part_of="organization.party_days")
    )
    assert town.services.catalogue.figures[f"own.{key}"].part_of == "organization.party_days"


def test_two_figures_are_not_parts_of_each_other(town: Town):
    figures = town.services.own_figures
    whole = figures.save(OwnFigureRecord("夜学", "次", "organization"))
    part = figures.save(OwnFigureRecord("冬夜学", "次", "organization", part_of=f"own.{whole}"))
    record = next(one for one in figures.all() if one.key == whole)
    with pytest.raises(InvalidRow, match="本身就是"):
        figures.save(replace(record, part_of=f"own.{part}"))
