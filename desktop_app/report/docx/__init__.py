"""Writing a document as DOCX: the Word twin of the PDF, with real styles, for those who edit on.

This file alone knows python-docx, which keeps the archive and its parts; what stands in them is
written as XML by its neighbours.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from desktop_app.core.page_setup import PageSetup
from desktop_app.report.document import Document, Rendered
from desktop_app.report.docx.hidden import (
    PROPERTIES_RELATION,
    PROPERTIES_TYPE,
    properties_xml,
)
from desktop_app.report.docx.markup import NAMESPACES, clean
from desktop_app.report.docx.parts import font_table_xml, furniture, settings_xml
from desktop_app.report.docx.story import story_xml
from desktop_app.report.docx.styles import styles_xml
from desktop_app.report.fixed_lines import columns_of
from desktop_app.report.official_style import Layout, layout_of
from desktop_app.report.returned_drafts.anchors import PROPERTIES_PART, properties_of

_STANDARD_SETUP = PageSetup()
_SAME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's dates have no zone; the same in every file
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255  # characters, as Word has it
_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}


def render_docx(document: Document, setup: PageSetup = _STANDARD_SETUP) -> Rendered:
    """Write a document for Word; the same document and setup give the same bytes.

    Faces are named, not embedded; Word makes the pages, so `places`, `pages` and `fonts` are empty.
    """
    layout = layout_of(setup)
    word = docx.Document()
    _empty(word)
    mark = document.letterhead.mark if document.letterhead else ""
    _fill(word.styles.element, styles_xml(layout, columns_of(mark)))
    _fill(word.settings.element, settings_xml(layout))
    _add_font_table(word)
    references = _add_furniture(word, document, layout)
    _fill(word.element.body, story_xml(document, layout, references))
    _set_properties(word, document)
    _add_origin(word, document)
    return Rendered(_bytes_of(word))


def _empty(word: WordDocument) -> None:
    """Drop what python-docx's template brings along: its preview, its lists, its fonts."""
    for relations in (word.part.rels, word.part.package.rels):
        for name in [name for name, found in relations.items() if found.reltype not in _KEPT]:
            del relations[name]


def _fill(parent: BaseOxmlElement, children: str) -> None:
    """Replace all that an element holds."""
    for child in list(parent):
        parent.remove(child)
    parent.extend(parse_xml(f"<w:all {NAMESPACES}>{children}</w:all>"))


def _add_font_table(word: WordDocument) -> None:
    name = PackURI("/word/fontTable.xml")
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{font_table_xml()}'
    part = Part(name, CONTENT_TYPE.WML_FONT_TABLE, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _add_furniture(word: WordDocument, document: Document, layout: Layout) -> dict[bool, str]:
    """Add headers and footers; return how upright and turned sections refer to them."""
    references = {False: "", True: ""}
    across = any(attachment.across for attachment in document.attachments)
    for piece in furniture(document.notice, layout, across=across):
        is_header = piece.place == "header"
        add = word.part.add_header_part if is_header else word.part.add_footer_part
        part, relation = add()  # type: ignore[no-untyped-call]  # python-docx left it so
        _fill(part.element, piece.xml)
        for turned in references:
            if piece.turned in (None, turned):
                references[turned] += piece.reference(relation)
    return references


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = _property(document.title.text)
    properties.author = properties.last_modified_by = _property(document.author)
    properties.subject = _property(document.subject)
    properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = _SAME_DAY


def _add_origin(word: WordDocument, document: Document) -> None:
    """Say whose report this is, for the day on which the file comes back."""
    xml, package = properties_xml(properties_of(document)), word.part.package
    part = Part(PackURI(f"/{PROPERTIES_PART}"), PROPERTIES_TYPE, xml.encode(), package)
    package.relate_to(part, PROPERTIES_RELATION)


def _property(text: str) -> str:
    return clean(text)[:_LONGEST_PROPERTY]


def _bytes_of(word: WordDocument) -> bytes:
    """Return the file; the times inside the archive are fixed."""
    saved, data = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 0
            target.writestr(entry, source.read(name), ZIP_DEFLATED)
    return data.getvalue()
