"""What the tests of forms share: the steps of a clerk, and a look into the files."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from township import Q1, Town

from desktop_app.services.upper_forms.records import Export, FormView

TODAY = date(2020, 4, 2)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAYS = "organization.party_days"


def busy(town: Town) -> Town:
    """The township with some rows of the quarter."""
    town.services.office.save_unit(Q1, "张村", party_members=41)
    town.row("theme_party_day", "张村", times=3, attendance=86)
    town.row("theme_party_day", "李村", times=2, attendance=50)
    town.row("donation", "张村", member_donors=39, amount="123456.78")
    return town


def added(town: Town, path: Path) -> str:
    return town.services.upper_forms.add(path, TODAY)


def view(town: Town, uid: str) -> FormView:
    return town.services.upper_forms.view(uid, Q1, TODAY)


def confirm(town: Town, uid: str, *, uncertain: bool = False) -> None:
    """Accept what is proposed, as the clerk does who leaves the ticks as they are."""
    contents = {
        one.spot: one.content for one in view(town, uid).suggestions if one.certain or uncertain
    }
    town.services.upper_forms.map_cells(uid, contents)


def exported(town: Town, uid: str, target: Path) -> Export:
    return town.services.upper_forms.export(uid, Q1, target, TODAY)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(xml: bytes) -> dict[str, bytes]:
    """Name → XML of each cell; a formula without what was computed."""
    found = {}
    for cell in etree.fromstring(xml).iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            for value in cell.findall(f"{MAIN}v"):
                cell.remove(value)
            cell.attrib.pop("t", None)
        found[cell.get("r")] = etree.tostring(cell, method="c14n")
    return found


def around_data(xml: bytes) -> tuple[bytes, bytes]:
    before, rest = xml.split(b"<sheetData>")
    return before, rest.split(b"</sheetData>")[1]


def sheet_file(data: str, prefix: str = "") -> bytes:
    """A workbook around hand-made rows, elements with a prefix where one is given."""
    target = BytesIO()
    book = Workbook()
    book.active["F9"] = "角"
    book.save(target)
    found = parts(target.getvalue())
    name = "xl/worksheets/sheet1.xml"
    corner = '<row r="9"><c r="F9" t="inlineStr"><is><t>角</t></is></c></row>'
    xml = f"<worksheet xmlns='{MAIN[1:-1]}'><sheetData>{data}{corner}</sheetData></worksheet>"
    if prefix:
        xml = re.sub(r"<(/?)(\w)", rf"<\1{prefix}:\2", xml).replace("xmlns=", f"xmlns:{prefix}=")
    with zipfile.ZipFile(target, "w") as archive:
        for part, content in {**found, name: xml.encode()}.items():
            archive.writestr(part, content)
    return target.getvalue()


def with_strings(data: bytes, strings: str) -> bytes:
    """The workbook with shared strings, as Excel and WPS write texts."""
    found = parts(data)
    relations = "xl/_rels/workbook.xml.rels"
    relation = b'<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    found[relations] = found[relations].replace(b"</Relationships>", relation + b"</Relationships>")
    found["xl/sharedStrings.xml"] = strings.encode()
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in found.items():
            archive.writestr(part, content)
    return target.getvalue()
