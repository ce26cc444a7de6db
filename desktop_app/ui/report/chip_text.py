"""A stored text in a text document and back: slots and clause marks are single characters there.

Each is an object character that keeps its stored form as a property, so that undo, copying and
deletion treat it as one character. A point's "• " becomes a property of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop_app.services.reports.editing import tokens

POINT_MARK = "• "
OBJECT = "\ufffc"
CHIP = QTextCharFormat.ObjectTypes.UserObject.value + 1
"""Object type of our characters."""

_STORED = QTextCharFormat.Property.UserProperty.value + 1
_IS_POINT = QTextBlockFormat.Property.UserProperty.value + 2
# What a text document would take for something else: kept as an object character.
_UNRULY = re.compile("([\x00\r\u2029\ufdd0\ufdd1\ufffc])")


@dataclass(frozen=True, slots=True)
class Mark:
    """One object character: its position and the stored text that it stands for."""

    position: int
    stored: str

    @property
    def is_slot(self) -> bool:
        """Whether it shows a figure."""
        return self.stored.startswith("{")


def chip_format(stored: str) -> QTextCharFormat:
    """Return the format of the object character that stands for a stored slot or mark."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made.setProperty(_STORED, stored)
    return made


def stored_of(char_format: QTextCharFormat) -> str:
    """Return what an object character stands for, "" for an ordinary format."""
    return str(char_format.property(_STORED)) if char_format.objectType() == CHIP else ""


def is_point(block: QTextBlock) -> bool:
    """Whether a line is a point of the chapter's list."""
    return bool(block.blockFormat().property(_IS_POINT))


def line_format(*, point: bool, margin: float, indent: float) -> QTextBlockFormat:
    """Return the format of a line: points leave a margin for their number, others are indented.

    No indent: a line that stands alone, without space around it.
    """
    made = QTextBlockFormat()
    if indent:
        made.setBottomMargin(4)
        made.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if point:
        made.setProperty(_IS_POINT, True)  # noqa: FBT003 - Qt's signature
        made.setLeftMargin(margin)
    else:
        made.setTextIndent(indent)
    return made


def insert_stored(cursor: QTextCursor, text: str, *, margin: float, indent: float) -> None:
    """Put a stored text at the cursor; its first line joins the line that the cursor is in."""
    cursor.beginEditBlock()
    if cursor.hasSelection():  # Qt would give what is left the format of the last line
        kept = cursor.document().findBlock(cursor.selectionStart()).blockFormat()
        cursor.removeSelectedText()
        cursor.setBlockFormat(kept)
    for number, line in enumerate(text.split("\n")):
        point = line.startswith(POINT_MARK)
        if number:
            cursor.insertBlock(
                line_format(point=point, margin=margin, indent=indent), QTextCharFormat()
            )
        elif point and not cursor.block().text():
            cursor.setBlockFormat(line_format(point=True, margin=margin, indent=indent))
        _insert_line(cursor, line.removeprefix(POINT_MARK) if point else line)
    cursor.endEditBlock()


def load_stored(document: QTextDocument, text: str, *, margin: float, indent: float) -> None:
    """Replace the whole content by a stored text; this can be undone."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(line_format(point=False, margin=margin, indent=indent))
    cursor.setCharFormat(QTextCharFormat())
    insert_stored(cursor, text, margin=margin, indent=indent)
    cursor.endEditBlock()


def read_stored(document: QTextDocument) -> str:
    """Return the whole content as it is stored."""
    lines = []
    block = document.begin()
    while block.isValid():
        lines.append(stored_line(block))
        block = block.next()
    return "\n".join(lines)


def read_selection(cursor: QTextCursor) -> str:
    """Return the selected part as it is stored; whole points keep their mark."""
    document, start, end = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        is_whole = start <= block.position() and end >= block.position() + block.length() - 1
        mark = POINT_MARK if is_point(block) and (is_whole or block.position() > start) else ""
        lines.append(mark + _line(block, start, end))
        block = block.next()
    return "\n".join(lines)


def places(block: QTextBlock) -> list[int]:
    """Return for each character of a line as it is stored, and for its end, the position of it."""
    found = [block.position()] * (len(POINT_MARK) if is_point(block) else 0)
    for position, character, stored in _characters(block):
        found.extend([position] * (len(stored) if stored and character == OBJECT else 1))
    return [*found, block.position() + block.length() - 1]


def stored_line(block: QTextBlock) -> str:
    """Return a line as it is stored."""
    mark = POINT_MARK if is_point(block) else ""
    return mark + _line(block, block.position(), block.position() + block.length() - 1)


def marks(document: QTextDocument) -> Iterator[Mark]:
    """Yield all object characters in order."""
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            for position, character, stored in _characters(block):
                if stored and character == OBJECT:
                    yield Mark(position, stored)
        block = block.next()


def _insert_line(cursor: QTextCursor, line: str) -> None:
    for token in tokens(line):
        if token.kind != "text":
            cursor.insertText(OBJECT, chip_format(token.stored))
            continue
        for part in _UNRULY.split(token.stored):
            if _UNRULY.fullmatch(part):
                cursor.insertText(OBJECT, chip_format(part))
            elif part:
                cursor.insertText(part, QTextCharFormat())


def _line(block: QTextBlock, start: int, end: int) -> str:
    """Return what a line stores between two positions of the document."""
    return "".join(
        stored if stored and character == OBJECT else character
        for position, character, stored in _characters(block)
        if start <= position < end
    )


def _characters(block: QTextBlock) -> Iterator[tuple[int, str, str]]:
    """Yield (position, character, stored form of its format); positions count UTF-16 units."""
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        stored = stored_of(fragment.charFormat())
        position = fragment.position()
        for character in fragment.text():
            yield position, character, stored
            position += 2 if ord(character) > 0xFFFF else 1
        fragments += 1
