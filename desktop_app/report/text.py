"""Writing a document as plain text: what can be pasted anywhere and read without a program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from desktop_app.report.document import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    Rendered,
    Signature,
    Table,
    plain,
)
from desktop_app.report.official_style import (
    NOTE_INDENT,
    NOTE_LABEL,
    UNDATED,
    attachment_lines,
    signature_columns,
)

_SPACE = "\u3000"
_INDENT = _SPACE * 2


def render_text(document: Document) -> Rendered:
    r"""Write a document as UTF-8 text, lines ended by \n; tables have tabs between their cells."""
    return Rendered(("\n".join(_lines(document)) + "\n").encode())


def columns_of(text: str) -> float:
    """Return the width of a text in full-width characters; ASCII and the like count as half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _lines(document: Document) -> Iterator[str]:
    if document.notice:
        yield f"【{document.notice}】"
    yield plain(document.title.runs)
    if document.title.note:
        yield document.title.note
    yield ""
    yield from _blocks(document.blocks)
    yield from _attachment_note(document.attachments)
    if document.signature is not None:
        yield from _signature(document.signature)
    for attachment in document.attachments:
        yield from ("", attachment.label, attachment.title, "")
        yield from _blocks(attachment.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(number=number, runs=runs):
                yield _INDENT + number + plain(runs)
            case Paragraph(head=head, runs=runs):
                yield _INDENT + plain(head) + plain(runs)
            case Table(columns=columns, rows=rows):
                yield "\t".join(column.heading for column in columns)
                yield from ("\t".join(plain(cell) for cell in row) for row in rows)


def _attachment_note(attachments: tuple[Attachment, ...]) -> Iterator[str]:
    """Write 附件说明 after an empty line, the numbers under each other."""
    labels = attachment_lines(tuple(attachment.title for attachment in attachments))
    for index, (label, title) in enumerate(labels):
        if index == 0:
            yield ""
        indent = NOTE_INDENT + (len(NOTE_LABEL) if index else 0)
        yield _SPACE * indent + label + title


def _signature(signature: Signature) -> Iterator[str]:
    """Write 署名 and 成文日期 about where the page has them."""
    texts = signature.organ, signature.date or UNDATED
    organ, date = (columns_of(text) for text in texts)
    yield ""
    for text, start in zip(texts, signature_columns(organ, date, seal=signature.seal), strict=True):
        yield _SPACE * round(start) + text
