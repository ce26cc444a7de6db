"""Files that nobody should open: each costs one sentence, and the next file is read all right."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from township import Q1, ROOT, Town

from db.base import Change
from desktop_app.core.errors import Refusal, SourceRefused
from desktop_app.core.progress import Cancelled
from desktop_app.services.workbook import child
from desktop_app.services.workbook.service import WorkbookService
from desktop_app.services.workbook.tables import TableReader

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def form(town: Town, tmp_path: Path) -> Path:
    """A good file, which is read after each bad one."""
    return WorkbookService(town.services).write_forms(tmp_path, Q1, ["张村"])[0]


@pytest.fixture(scope="module")
def reader() -> Iterator[TableReader]:
    """One child for all files, as for a batch."""
    with TableReader() as opened:
        yield opened


def changed(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Copy a workbook, its parts changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def sheet_with(form: Path, target: Path, rows: bytes, start: bytes = b"") -> Path:
    """Return a workbook whose first sheet holds these rows alone."""
    xml = start + f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows
    xml += b"</sheetData></worksheet>"
    return changed(
        form, target, lambda name, part: xml if name == "xl/worksheets/sheet1.xml" else part
    )


def bomb(form: Path, target: Path) -> Path:
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with new.open("xl/media/image1.xml", "w") as part:
            for _ in range(210):
                part.write(bytes(1024 * 1024))
    return target


def entities(form: Path, target: Path) -> Path:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode()
    return sheet_with(form, target, b'<row r="1"><c r="A1"><v>&l9;</v></c></row>', start)


def outside(form: Path, target: Path) -> Path:
    start = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return sheet_with(form, target, b'<row r="1"><c r="A1"><v>&e;</v></c></row>', start)


def hidden_outside(form: Path, target: Path) -> Path:
    """The same in UTF-16, where the bytes of the word do not stand together."""
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}"/>'
    wide = xml.encode("utf-16")
    return changed(
        form, target, lambda name, part: wide if name == "xl/worksheets/sheet1.xml" else part
    )


def scattered(form: Path, target: Path) -> Path:
    """Two cells at the far corners: a dense table of them would take 400 GB."""
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet_with(form, target, rows)


def truncated(form: Path, target: Path) -> Path:
    target.write_bytes(form.read_bytes()[:-400])
    return target


def garbled(form: Path, target: Path) -> Path:
    """The zip is whole, a sheet in it is not."""
    return changed(
        form,
        target,
        lambda name, part: part[: len(part) // 2] if name == "xl/worksheets/sheet1.xml" else part,
    )


def locked(form: Path, target: Path) -> Path:
    target.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    return target


def content(data: bytes) -> Callable[[Path, Path], Path]:
    def write(_form: Path, target: Path) -> Path:
        target.write_bytes(data)
        return target

    return write


def zipped(*names: str) -> Callable[[Path, Path], Path]:
    def write(_form: Path, target: Path) -> Path:
        with zipfile.ZipFile(target, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        return target

    return write


CASES: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "炸弹.xlsx": (bomb, "展开后过大"),
    "实体.xlsx": (entities, "DOCTYPE"),
    "外部.xlsx": (outside, "DOCTYPE"),
    "外部二.xlsx": (hidden_outside, "DOCTYPE"),
    "两角.xlsx": (scattered, "展开后过大"),
    "截断.xlsx": (truncated, "已损坏"),
    "乱.xlsx": (garbled, "已损坏"),
    "加密.xlsx": (locked, "加了密码"),
    "空.xlsx": (content(b""), "是空文件"),
    "文字.xlsx": (content("主题党日".encode()), "不是本程序导出的台账"),
    "网页.xls": (content(b"<html><table><tr><td>1</td></tr></table></html>"), "其实是网页"),
    "旧XML.xls": (content(b'<?xml version="1.0"?><Workbook/>'), "其实是XML"),
    "照片.et": (content(b"\xff\xd8\xff\xe0"), "其实是图片"),
    "报告.xlsx": (zipped("word/document.xml"), "其实是Word 文档"),
    "旧报告.xls": (content(OLE + "WordDocument".encode("utf-16-le")), "其实是Word 文档"),
    "包.xlsx": (zipped("张村.xlsx"), "其实是压缩包"),
    "表.ods": (zipped("content.xml", "mimetype"), "另存为 .xlsx"),
    "扫描.pdf": (content(b"%PDF-1.4"), "其实是PDF"),
    "字节.csv": (content(b"\xff\xd8a,b\x81"), "图片|认不出来"),
    "乱码.csv": (content(b"a,b\n\x81\x20\xff"), "认不出来"),
    "引号.csv": (content('台账,报告期\n"主题'.encode()), "引号"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_is_refused_in_one_sentence_and_the_next_is_read(
    town: Town, form: Path, tmp_path: Path, reader: TableReader, name: str
):
    make, reason = CASES[name]
    path = make(form, tmp_path / name)
    before = Change.select().count()
    start = perf_counter()
    with pytest.raises(Refusal, match=reason) as refusal:
        _read(town, path, reader)
    assert perf_counter() - start < 10
    assert str(refusal.value).count("。") <= 2
    assert "\n" not in str(refusal.value)
    assert Change.select().count() == before
    assert reader.open(form).tables[0].title == "填报表"


def _read(town: Town, path: Path, reader: TableReader) -> None:
    """Open a file as a batch does; the layouts are asked of the service."""
    from desktop_app.services.workbook.importer import Importer  # noqa: PLC0415 - with calamine

    WorkbookService(town.services).judged(reader, Importer(town.services), path, Q1)


def test_a_million_empty_rows_and_ten_thousand_columns_are_no_weight(
    form: Path, tmp_path: Path, reader: TableReader
):
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 1_000_000))
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>' + rows
    long = reader.open(sheet_with(form, tmp_path / "长.xlsx", rows))
    assert len(list(reader.rows(long.tables[0]))) == 1
    book = openpyxl.Workbook()
    book.active.append([""] * 9_999 + ["x"])
    book.save(tmp_path / "宽.xlsx")
    wide = reader.open(tmp_path / "宽.xlsx").tables[0]
    assert (wide.width, wide.head) == (10_000, [])


def test_of_a_workbook_with_macros_the_values_are_read(
    form: Path, tmp_path: Path, reader: TableReader
):
    path = changed(form, tmp_path / "宏.xlsm", lambda _name, part: part)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    found = reader.open(path)
    assert found.notes == ["文件里带有宏，程序只读了格子里的值，没有运行"]
    assert found.tables[0].title == "填报表"


def test_a_reader_that_hangs_is_given_up(form: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop_app.services.workbook.tables._ROOT", form.parent)
    package = form.parent / "desktop_app" / "services" / "workbook"
    package.mkdir(parents=True)
    (package / "child.py").write_text("import time\ntime.sleep(60)\n", "utf-8")
    with TableReader(longest_wait=0.3) as reader, pytest.raises(SourceRefused, match="还没有读完"):
        reader.open(form)


def test_waiting_can_be_stopped(form: Path):
    def stop() -> None:
        raise Cancelled

    with TableReader(watch=stop) as reader:
        reader._ask = lambda *_question: None  # type: ignore[method-assign] # no answer comes
        with pytest.raises(Cancelled):
            reader.open(form)


def test_the_child_makes_nothing_but_plain_data():
    import io  # noqa: PLC0415 - for this one
    import pickle  # noqa: PLC0415 - likewise

    from desktop_app.services.workbook.tables import _Plain  # noqa: PLC0415 - likewise

    with pytest.raises(pickle.UnpicklingError):
        _Plain(io.BytesIO(pickle.dumps(Path("x")))).load()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_the_bytes_the_answer_is_a_refusal(
    form: Path, tmp_path: Path, reader: TableReader, data: st.DataObject
):
    """A good file with bytes changed is read or refused, and the child goes on."""
    good = bytearray(form.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "变.xlsx"
    path.write_bytes(bytes(good[: data.draw(st.integers(1, len(good)))]))
    with suppress(SourceRefused):
        for table in reader.open(path).tables:
            list(reader.rows(table))
        reader.uncounted()


def test_the_bundle_and_the_source_run_the_same_process():
    from desktop_app import headless  # noqa: PLC0415 - only its name for the process

    assert headless.tables.READ_TABLES == child.VERB


@pytest.mark.skipif(sys.platform == "win32", reason="a shell stands in for the bundle")
def test_a_bundle_reads_through_its_hidden_verb(form: Path, monkeypatch: pytest.MonkeyPatch):
    program = form.parent / "bundle"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "main.py"}" "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    with TableReader() as reader:
        table = reader.open(form).tables[0]
        assert len(list(reader.rows(table))) > 30
