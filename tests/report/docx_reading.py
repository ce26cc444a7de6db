"""A Word twin read back: what stands where in it, and parts of documents to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from report_samples import village_table

from desktop_app.core.page_setup import PageSetup
from desktop_app.report.document import (
    Attachment,
    Document,
    Imprint,
    Letterhead,
    Paragraph,
    Run,
    Title,
)
from desktop_app.report.docx import render_docx

STANDARD_SETUP = PageSetup()
LETTERHEAD = Letterhead("中共青石镇委员会文件", "青党发〔2020〕18号")
IMPRINT = Imprint("县委办公室，县人大常委会办公室。", "中共青石镇委员会党政办公室", "2020年4月8日")
ACROSS = Attachment("附件1", "各村情况表", (village_table(3),), across=True)
UPRIGHT = Attachment("附件2", "措施清单", (Paragraph((Run("一是做实。"),)),))


def reread(document: Document, setup: PageSetup = STANDARD_SETUP) -> WordDocument:
    return docx.Document(BytesIO(render_docx(document, setup).data))


def short(**parts: object) -> Document:
    """A title and a sentence, and what a test asks for."""
    document = Document(Title((Run("题目"),)), (Paragraph((Run("完。"),)),))
    return replace(document, **parts)


def styled(word: WordDocument, name: str) -> list[WordParagraph]:
    return [paragraph for paragraph in word.paragraphs if paragraph.style.name == name]


def value(element: object, path: str, attribute: str = "val") -> str | None:
    """The attribute of the first element below, both without their prefixes."""
    found = element.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return None if found is None else found.get(qn(f"w:{attribute}"))


def texts_of(word: WordDocument) -> Iterator[str]:
    """Everything in the body, in reading order."""
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            for row in block.rows:
                yield from (cell.text for cell in row.cells)
        else:
            yield block.text


def margins(section: object) -> list[float]:
    """Top, right, bottom, left in millimetres."""
    lengths = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    return [round(length.mm, 1) for length in lengths]
