"""Writing a document as plain text: what can be pasted anywhere and read without a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.report.document import (
    BREAKS,
    Attachment,
    Block,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Rendered,
    Signature,
    Table,
    plain,
)
from desktop_app.report.fixed_lines import columns_of, copies_line, issued_line, recipients_line
from desktop_app.report.official_style import (
    NOTE_INDENT,
    NOTE_LABEL,
    SIGNER_LABEL,
    UNDATED,
    attachment_lines,
    signature_columns,
)

_SPACE = "\u3000"
_INDENT = _SPACE * 2


def render_text(document: Document) -> Rendered:
    r"""Write a document as UTF-8 text, lines ended by \n; tables have tabs between their cells."""
    return Rendered(("\n".join(_lines(document)) + "\n").encode())


def _lines(document: Document) -> Iterator[str]:
    if document.notice:
        yield f"【{document.notice}】"
    if document.letterhead is not None:
        yield from _letterhead(document.letterhead)
    yield document.title.text
    if document.title.note:
        yield document.title.note
    yield ""
    if document.recipients:
        yield recipients_line(document.recipients)
    yield from _blocks(document.blocks)
    yield from _attachment_note(document.attachments)
    if document.signature is not None:
        yield from _signature(document.signature)
    for attachment in document.attachments:
        yield from ("", attachment.label, attachment.title.translate(BREAKS), "")
        yield from _blocks(attachment.blocks)
    if document.imprint is not None:
        yield from _imprint(document.imprint)


def _letterhead(head: Letterhead) -> Iterator[str]:
    """Write 版头, 发文字号 and 签发人 on one line, an empty line for the red rule."""
    signers = SIGNER_LABEL + _SPACE.join(head.signers) if head.signers else ""
    number = _INDENT.join(filter(None, (head.number, signers)))
    yield from filter(None, (head.urgency, head.mark, number))
    yield ""


def _imprint(imprint: Imprint) -> Iterator[str]:
    """Write 版记 after an empty line."""
    lines = []
    if imprint.copies_to:
        lines.append(copies_line(imprint.copies_to))
    date = issued_line(imprint)
    if imprint.issuer or date:
        lines.append(_INDENT.join(filter(None, (imprint.issuer, date))))
    if lines:
        yield from ("", *lines)


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
    titles = tuple(attachment.title.translate(BREAKS) for attachment in attachments)
    for index, (label, title) in enumerate(attachment_lines(titles)):
        if index == 0:
            yield ""
        indent = NOTE_INDENT + (len(NOTE_LABEL) if index else 0)
        yield _SPACE * round(indent) + label + title


def _signature(signature: Signature) -> Iterator[str]:
    """Write 署名 and 成文日期 about where the page has them."""
    texts = signature.organ, signature.date or UNDATED
    organ, date = (columns_of(text) for text in texts)
    yield ""
    for text, start in zip(texts, signature_columns(organ, date, seal=signature.seal), strict=True):
        yield _SPACE * round(start) + text
