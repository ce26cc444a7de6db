"""Texts that break programs, typed at the usual doors: through every file out, and back."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from pypdfium2 import PdfDocument
from township import Q1, Town

from db.base import Change
from desktop_app.core.errors import GlyphMissing, InvalidRow, InvalidValue, Refusal
from desktop_app.services.workbook.service import Scope, WorkbookService

KEPT = {
    "markup": '<font color="red">红</font></para><b> & &lt;<img src="file:///etc/passwd">',
    "template": "{{ 7*7 }} {% for x in y %} ${HOME} %s %(x)s {0}",
    "slot": "{epidemic.exemplary_members} [[有]] {没有这个指标}",
    "formula": '=HYPERLINK("http://x","y")',
    "formula in csv": "+cmd|' /C calc'!A0",
    "at": "@SUM(A1:A9)",
    "minus": "-2+3",
    "quotes": "'；DROP TABLE change；--\"“”",
    "comma": '，,"\t；',
    "xml": "]]> <![CDATA[ <?xml version='1.0'?> &#0; &#x202E;",
    "rtl": "张\u202e三\u200f李\u2066四",
    "invisible": "\ufeff王\u200b建\u00ad国\u2060",
    "no glyph": "㐂 e\u0301 Å ｶﾞ",
    "rare": "䶮镕喆珺犇",
    "long word": "很" * 300,
}
REFUSED = {
    "nul": "张\x00三",
    "escape": "张\x1b[31m三",
    "bell": "张\x07三",
    "half surrogate": "张\ud800三",
    "other half": "\udfff",
    "private": "张\ue000三",
    "no character": "张\uffff三",
    "emoji": "张三👍",
    "long": "长" * 200_000,
}
ENDINGS = (".pdf", ".docx", ".txt")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def squeezed(text: str) -> str:
    """Drop what pages add: line ends, page numbers, and U+FFFE, a break within a Latin word."""
    return re.sub(r"—\d+—", "", re.sub(r"[\s\ufffe]", "", text))


def text_of(path: Path) -> str:
    """Return the text of a report as another program reads it."""
    if path.suffix == ".pdf":
        with PdfDocument(path) as pdf:
            return "".join(page.get_textpage().get_text_bounded() for page in pdf)
    if path.suffix == ".docx":
        word = docx.Document(str(path))
        return "\n".join(paragraph.text for paragraph in word.paragraphs)
    return path.read_text("utf-8")


def test_each_is_printed_as_typed(town: Town, tmp_path: Path):
    """What a chapter holds beyond slots and brackets stands in each file."""
    brackets = str.maketrans("{}[]", "（）（）")
    plain = {name: text.translate(brackets) for name, text in KEPT.items() if name != "no glyph"}
    uid = town.services.texts.add_chapter(Q1, title="其他工作")
    body = "\n".join(f"开头{number}：{text}结尾" for number, text in enumerate(plain.values()))
    town.services.texts.save_chapter(uid, body=body)
    for ending in ENDINGS:
        town.services.reports.export(Q1, tmp_path / f"季报{ending}")
        printed = squeezed(text_of(tmp_path / f"季报{ending}"))
        for number, (name, text) in enumerate(plain.items()):
            found = re.search(f"开头{number}：(.*?)结尾", printed)
            assert found, (ending, name)
            assert found[1] in (squeezed(INVISIBLE.sub("", text)), squeezed(text)), (ending, name)


def test_a_character_that_no_font_has_is_named_before_anything_is_written(
    town: Town, tmp_path: Path
):
    uid = town.services.texts.add_chapter(Q1, title="其他工作")
    town.services.texts.save_chapter(uid, body=KEPT["no glyph"])
    with pytest.raises(GlyphMissing, match=r"其他工作.*U\+FF76"):
        town.services.reports.export(Q1, tmp_path / "季报.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_each_comes_back_from_worksheets_as_it_was_kept(town: Town, tmp_path: Path):
    for text in KEPT.values():
        town.row("exemplar", kind="优秀党员", name="王建国", deed=text)
    kept = [row.values for row in town.services.ledgers.rows("exemplar", Q1)]
    assert not any(INVISIBLE.search(str(row["deed"])) for row in kept)
    before = Change.select().count()
    service = WorkbookService(town.services)
    for name, scope in (
        ("台账.xlsx", Scope(ledger="exemplar")),
        ("台账.csv", Scope(ledger="exemplar")),
        ("全部.xlsx", Scope()),
    ):
        service.export(tmp_path / name, Q1, scope)
        summary = service.read_all([tmp_path / name])
        assert (summary.added, summary.changed) == (0, 0), name
    assert Change.select().count() == before
    assert [row.values for row in town.services.ledgers.rows("exemplar", Q1)] == kept


def test_a_unit_of_any_name_gets_a_form_that_comes_back(town: Town, tmp_path: Path):
    """What may be a unit's name at all makes a name of a file that can be used."""
    taken = 0
    for text in KEPT.values():
        with suppress(InvalidRow, InvalidValue):
            town.services.office.save_unit(Q1, text)
            taken += 1
    assert taken > 5
    names = [unit.name for unit in town.services.office.units(Q1)]
    service = WorkbookService(town.services)
    forms = service.write_forms(tmp_path, Q1)
    assert {form.parent for form in forms} == {tmp_path}
    assert len({form.name for form in forms}) == len(names) - 1  # 本级 is not asked
    service.read_all(forms)
    assert [unit.name for unit in town.services.office.units(Q1)] == names


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_by_name_at_each_door(town: Town, text: str):
    before = Change.select().count()
    uid = town.services.texts.report(Q1).chapters[0].uid
    with pytest.raises(InvalidRow) as in_a_row:
        town.row("exemplar", kind="优秀党员", name="王建国", deed=text)
    with pytest.raises(InvalidValue) as in_a_chapter:
        town.services.texts.save_chapter(uid, body=text)
    for refusal in (in_a_row, in_a_chapter):
        assert re.search(r"[\u4e00-\u9fff]", str(refusal.value))
        assert len(str(refusal.value)) < 200
    assert Change.select().count() == before


def test_a_message_from_the_phone_is_read_or_refused(town: Town):
    before = Change.select().count()
    for text in (*KEPT.values(), *REFUSED.values()):
        with suppress(Refusal):
            town.services.messages.read(Q1, f"张村：主题党日2次，{text}")
    assert Change.select().count() == before
