"""Forms whose XML was made by hand: odd ones are filled cell by cell, hostile ones refused."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook
from township import Town
from upper_form_hands import MAIN, added, parts, sheet_file, with_strings

from db.models.upper_forms import WorkbookFile
from desktop_app.core.errors import SourceRefused
from desktop_app.services.upper_forms.book import read_book
from desktop_app.services.upper_forms.cell_names import cell_name, cell_place
from desktop_app.services.upper_forms.filling import filled
from desktop_app.services.upper_forms.package import LARGEST_FILE

SHAPES = {
    "plain": '<row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="C2"/></row><row r="5"></row>',
    "implied places": '<row><c><v>1</v></c><c/><c t="inlineStr"><is><t>x</t></is></c></row><row/>',
    "closed rows": '<row r="1" spans="1:1" s="1" customFormat="1"/><row r="4" ht="30"/>',
    "formulas": '<row r="1"><c r="B1" t="str"><f>A1&amp;"&gt;"</f><v>old</v></c>'
    '<c r="D1"><f>1</f></c></row>',
    "remarks": "<!-- <c r='A1'/> --><row r='3'><c r='B3'><v>5</v></c><?odd >?></row>",
    "empty": "",
}


STRINGS = (
    "<sst><si><t>次数</t></si><si><r><rPr><b/></rPr><t>主题</t></r><r><t>党日_x0031_</t></r>"
    "<rPh sb='0' eb='1'><t>zhu</t></rPh></si></sst>"
)


def test_shared_strings_are_read_without_their_readings():
    shape = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    data = with_strings(sheet_file(shape + '<c r="C1" t="s"><v>7</v></c></row>'), STRINGS)
    grid = read_book(data, "表.xlsx").sheets[0].grid
    assert [grid.cell((1, column)).text for column in (1, 2, 3)] == ["次数", "主题党日1", ""]


def in_order(xml: bytes) -> None:
    """Hold rows and their cells against their own names: each once, none before another."""
    row_number = 0
    for row in etree.fromstring(xml).iter(f"{MAIN}row"):
        number = int(row.get("r", row_number + 1))
        assert number > row_number
        row_number, column = number, 0
        for cell in row.iterchildren(f"{MAIN}c"):
            place = cell_place(cell.get("r", cell_name((number, column + 1))))
            assert place is not None
            assert place[0] == number
            assert place[1] > column
            column = place[1]


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=30, deadline=None)
@given(
    writes=st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(1, 5)),
        st.one_of(
            st.decimals(-(10**9), 10**9, places=2),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
        ),
        max_size=12,
    )
)
def test_unmapped_cells_never_change(shape: str, prefix: str, writes: dict):
    book = read_book(sheet_file(SHAPES[shape], prefix), "表.xlsx")
    (sheet,) = book.sheets
    taken = {
        place: content for place, content in writes.items() if not sheet.grid.cell(place).is_formula
    }
    data = filled(book, {sheet.grid.title: writes})
    in_order(parts(data)["xl/worksheets/sheet1.xml"])
    again = read_book(data, "表.xlsx").sheets[0].grid
    for place in {*sheet.grid.cells, *again.cells}:
        old, new = sheet.grid.cell(place), again.cell(place)
        if place not in taken:
            assert new == old
        elif isinstance(taken[place], str):
            assert new.text == str(taken[place]).replace("\ufffe", "").replace("\uffff", "")
        else:
            assert Decimal(new.text) == taken[place]
    assert {place for place, content in taken.items() if content != ""} <= set(again.cells)


# ── refusals ────────────────────────────────────────────────────────────────────────────────


def zipped(**changed: bytes) -> bytes:
    """A small workbook with some parts changed or added; __ in a name stands for a slash."""
    target = BytesIO()
    book = Workbook()
    book.active["A1"] = "标题"
    book.save(target)
    found = {**parts(target.getvalue()), **changed}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return target.getvalue()


TYPES = parts(zipped())["[Content_Types].xml"]
SHEET = parts(zipped())["xl/worksheets/sheet1.xml"]
DTD = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED = {
    "old": (b"\xd0\xcf\x11\xe0" + bytes(600), "旧格式"),
    "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    "csv": ("单位,次数\n张村,3\n".encode("gbk"), "不是.xlsx表格"),
    "half": (zipped()[:900], "可能已损坏"),
    "macros": (
        zipped(**{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"sheet.macroEnabled.main")}),
        "带有宏",
    ),
    "template": (
        zipped(**{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"template.main")}),
        "不是普通的",
    ),
    "dtd": (zipped(**{"xl/worksheets/sheet1.xml": DTD + SHEET}), "可能已损坏"),
    "bomb": (zipped(**{"xl/worksheets/sheet1.xml": SHEET + b" " * 13_000_000}), "展开后过大"),
    "cells": (
        zipped(
            **{
                "xl/worksheets/sheet1.xml": SHEET.replace(
                    b"<sheetData>", b"<sheetData><row>" + b"<x/>" * 900_000 + b"</row>"
                )
            }
        ),
        "展开后过大",
    ),
    "texts": (
        with_strings(zipped(), f"<sst>{'<si/>' * 300_000}</sst>"),
        "展开后过大",
    ),
    "no rows": (
        zipped(**{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData/></worksheet>"}),
        "没有可以填写",
    ),
    "no sheet": (zipped(**{"xl/worksheets/sheet1.xml": b"<html/>"}), "可能已损坏"),
    "overlaps": (
        zipped(
            **{
                "xl/worksheets/sheet1.xml": SHEET.replace(
                    b"</sheetData>",
                    b"</sheetData><mergeCells>"
                    + b'<mergeCell ref="A1:XFD1048576"/>' * 20
                    + b"</mergeCells>",
                )
            }
        ),
        "可能已损坏",
    ),
    "large": (bytes(LARGEST_FILE + 1), "最大5MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_filled_is_refused_in_one_sentence(town: Town, tmp_path: Path, kind: str):
    data, reason = REFUSED[kind]
    path = tmp_path / "县里的表.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceRefused, match=reason) as refusal:
        added(town, path)
    assert "县里的表.xlsx" in str(refusal.value)
    assert town.services.upper_forms.all() == []
    assert WorkbookFile.select().count() == 0


def test_a_missing_file_and_a_folder_are_refused(town: Town, tmp_path: Path):
    with pytest.raises(SourceRefused, match="找不到文件"):
        added(town, tmp_path / "没有.xlsx")
    with pytest.raises(SourceRefused, match="文件夹"):
        added(town, tmp_path)
