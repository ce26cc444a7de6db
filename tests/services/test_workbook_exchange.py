"""Rows out to .xlsx and .csv and in again, from the old formats too: text stays text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from township import Q1, ROOT, Town

from db.base import Change
from desktop_app.core.errors import InvalidRow, Refusal, TargetRefused, WorkbookRefused
from desktop_app.core.progress import Cancelled
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.core.validation import OddRows, row_warnings
from desktop_app.services.workbook.service import Scope, WorkbookService

LEDGER = "theme_party_day"
TEXTS = ("=1+1", "+86", "-5", "@SUM(A1)", "'=1", "'", "410101195001010017", "0012", '，,"\n；')


def out(town: Town, target: Path, **scope: str) -> Path:
    WorkbookService(town.services).export(target, Q1, Scope(**scope))
    return target


def take(town: Town, *paths: Path):
    return WorkbookService(town.services).read_all(paths)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_text_stays_text_and_numbers_and_days_keep_their_kind(
    town: Town, tmp_path: Path, suffix: str
):
    for number, text in enumerate(TEXTS):
        town.row(LEDGER, theme=text, note=text, attendance=number, date="2020-03-05")
    path = out(town, tmp_path / f"主题党日{suffix}", ledger=LEDGER)
    assert (take(town, path).unchanged, take(town, path).added) == (len(TEXTS), 0)
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path)["主题党日"]
        assert {cell.data_type for cell in sheet["C"][2:]} == {"s"}
        assert sheet["F4"].value == 1
        assert sheet["B3"].is_date
    else:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["主题"] for row in rows][:5] == ["'=1+1", "'+86", "'-5", "'@SUM(A1)", "''=1"]
        assert rows[6]["主题"] == "'410101195001010017"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_that_another_program_saved_again_is_read(
    town: Town, tmp_path: Path, encoding: str, delimiter: str
):
    uid = town.row(LEDGER, theme="重温誓词", attendance=86, date="2020-03-05")
    path = out(town, tmp_path / "a.csv", ledger=LEDGER)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    heading = rows[0].index("参加（人次）")
    rows[1][heading], rows[1][rows[0].index("日期")] = "90", "2020/3/6"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert take(town, path).changed == 1
    (row,) = town.services.ledgers.rows(LEDGER, Q1)
    assert (row.uid, row.values["attendance"], row.values["date"]) == (uid, 90, date(2020, 3, 6))


def test_wrong_cells_of_a_csv_are_named_by_line(town: Town, tmp_path: Path):
    town.row(LEDGER, theme="重温誓词", attendance=86)
    path = out(town, tmp_path / "a.csv", ledger=LEDGER)
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace(",86,", ",很多,"), "utf-8")
    with pytest.raises(WorkbookRefused, match="主题党日·H2·“参加”应填数字"):
        take(town, path)
    path.write_text(text.replace("主题,", "题目,"), "utf-8")
    with pytest.raises(WorkbookRefused, match="主题党日·E1·本程序不认识这一栏"):
        take(town, path)
    path.write_text(
        text.replace("2020Q1", "2020Q1", 1) + text.splitlines()[1].replace("Q1", "Q2"), "utf-8"
    )
    with pytest.raises(Refusal, match="有几种“报告期”"):
        take(town, path)


@pytest.mark.parametrize("cell", [4.10101195001010017e17, "4.10101E+17"])
def test_a_long_number_that_a_spreadsheet_cut_short_is_refused(town: Town, tmp_path: Path, cell):
    town.row(LEDGER, theme="a")
    path = out(town, tmp_path / "a.xlsx", ledger=LEDGER)
    book = openpyxl.load_workbook(path)
    book["主题党日"]["C3"] = cell
    book.save(path)
    with pytest.raises(WorkbookRefused, match="主题党日·C3·“主题”这样长的号码"):
        take(town, path)


def test_an_area_holds_its_ledgers_and_only_its_documents(town: Town, tmp_path: Path):
    town.row("issued_document", None, area="疫情防控", title="甲")
    town.row("issued_document", None, area="复工复产", title="乙")
    town.row("volunteer_post", post="驻厂", people=2)
    path = out(town, tmp_path / "复工复产.xlsx", area="production")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["文件印发", "党员志愿岗", "企业复工复产", "_党建季报"]
    assert book["文件印发"].max_row == 3
    assert take(town, path).unchanged == 2


def test_the_whole_quarter_comes_back_unchanged(town: Town, tmp_path: Path):
    town.row(LEDGER, attendance=86)
    town.services.office.save_nil_report(Q1, "李村", "donation", given=True)
    path = out(town, tmp_path / "全部.xlsx")
    before = Change.select().count()
    assert (take(town, path).unchanged, Change.select().count()) == (1, before)


@pytest.mark.parametrize("name", ["a.xls", "全部.csv", "a"])
def test_other_endings_are_refused(town: Town, tmp_path: Path, name: str):
    with pytest.raises(TargetRefused, match=r"要以 \.xlsx 结尾"):
        out(town, tmp_path / name)


def test_an_export_that_was_stopped_leaves_no_file(town: Town, tmp_path: Path):
    town.row(LEDGER, attendance=86)

    def stop(_done: int, _total: int, _text: str) -> None:
        raise Cancelled

    service = WorkbookService(town.services)
    with pytest.raises(Cancelled):
        service.export(tmp_path / "a.xlsx", Q1, Scope(LEDGER), progress=stop)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_old_binary_workbooks_are_read_whatever_they_are_called(town: Town, tmp_path: Path):
    """Made from a template of 2020Q1 by LibreOffice: 张村, 李村 and two rows of 主题党日."""
    source = (ROOT / "tests" / "golden" / "workbook_biff8.xls").read_bytes()
    for name in ("旧.xls", "WPS.et", "改名.xlsx"):
        path = tmp_path / name
        path.write_bytes(source)
        summary = take(town, path)
        assert (summary.added, summary.unchanged) in {(2, 0), (0, 2)}
    assert town.value("organization.party_day_attendance") == 126


def value_of(field: FieldSpec, options) -> st.SearchStrategy[object]:
    """Return values of a field as a clerk types them."""
    choices = options[field.option_list] if field.option_list else field.choices
    kinds: dict[FieldKind, Callable[[], st.SearchStrategy[object]]] = {
        FieldKind.TEXT: lambda: st.text(max_size=20) | st.sampled_from(TEXTS[:-1]),
        FieldKind.LONG_TEXT: lambda: st.text(max_size=20) | st.sampled_from(TEXTS),
        FieldKind.INTEGER: lambda: st.integers(0, int(field.maximum or 9)),
        FieldKind.DECIMAL: lambda: st.decimals(
            0, min(field.maximum or Decimal(9), Decimal(10**9)), places=field.decimals
        ),
        FieldKind.DATE: lambda: st.integers(0, 120).map(lambda n: date(2020, 1, 1) + timedelta(n)),
        FieldKind.BOOLEAN: st.booleans,
        FieldKind.CHOICE: lambda: st.sampled_from(choices),
    }
    return kinds[field.kind]()


SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOW
@given(data=st.data())
def test_whatever_rows_there_are_a_round_trip_changes_nothing(town: Town, data: st.DataObject):
    catalogue = town.services.catalogue
    options = town.services.office.options(Q1)
    ledger = data.draw(st.sampled_from(sorted(catalogue.ledgers)))
    spec = catalogue.ledgers[ledger]
    unit = None if spec.kept_by_office else data.draw(st.sampled_from(["张村", "李村"]))
    fields = [field for field in spec.fields if not field.derived and field.name != "counted"]
    for _ in range(data.draw(st.integers(1, 3))):
        values = {
            field.name: data.draw(value_of(field, options))
            for field in fields
            if data.draw(st.booleans())
        }
        try:
            town.row(ledger, unit, **values)
        except InvalidRow:
            continue  # what may not be typed is no row
    rows = town.services.ledgers.rows(ledger, Q1)
    if not rows:
        return
    before = Change.select().count()
    with TemporaryDirectory() as folder:
        for name in ("a.xlsx", "a.csv"):
            summary = take(town, out(town, Path(folder, name), ledger=ledger))
            assert (summary.added, summary.changed, summary.unchanged) == (0, 0, len(rows))
    assert Change.select().count() == before
    assert town.services.ledgers.rows(ledger, Q1) == rows


@SLOW
@given(data=st.data())
def test_a_row_that_is_not_looked_at_has_no_warning(town: Town, data: st.DataObject):
    """The quick look before `row_warnings` lets nothing slip that it would have said."""
    catalogue = town.services.catalogue
    ledger = data.draw(st.sampled_from(sorted(catalogue.ledgers)))
    spec = catalogue.ledgers[ledger]
    options = town.services.office.options(Q1)
    small = st.none() | st.integers(0, 3)
    values = {
        field.name: data.draw(small if field.is_number else st.none() | value_of(field, options))
        for field in spec.fields
    }
    assert OddRows(spec, Q1).warnings(values) == row_warnings(spec, values, Q1)
