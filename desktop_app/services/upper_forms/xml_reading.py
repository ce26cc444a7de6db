"""Reading XML of a workbook with expat, which fetches nothing; a DTD is refused altogether."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


MOST_ELEMENTS = 300_000
"""No form has so many cells or texts; a hostile file of a few kilobytes may."""


class Unreadable(Exception):
    """A part of the workbook is not what it should be; the text is for the log alone."""


class TooMuch(Unreadable):
    """A part of the workbook holds far more than a form."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element as it begins: its path of local names, attributes, first byte, and own text."""

    path: tuple[str, ...]
    attributes: Mapping[str, str]
    start: int
    text: str = ""

    @property
    def name(self) -> str:
        """Its own local name."""
        return self.path[-1]


def as_utf8(xml: bytes) -> bytes:
    """Return XML in UTF-8 without byte order mark; parts in UTF-16 are written anew so."""
    if xml.startswith(_UTF16):
        try:
            text = xml.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(str(error)) from error
        declaration, mark, rest = text.partition("?>")
        return (rest if mark and declaration.startswith("<?xml") else text).encode()
    return xml.removeprefix(_BOM)


def parse(xml: bytes, listen: Callable[[XMLParserType], None]) -> None:
    """Let somebody listen to the elements of UTF-8 XML; raises ExpatError or Unreadable."""
    parser = ParserCreate()
    parser.buffer_text = True

    def refuse_dtd(*_facts: object) -> None:
        raise Unreadable("a workbook has no DTD")

    def refuse_other(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Unreadable(f"encoding {encoding}")

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.XmlDeclHandler = refuse_other
    listen(parser)
    parser.Parse(xml, True)  # noqa: FBT003 - expat's signature


def tags(xml: bytes) -> list[Tag]:
    """Return every element of a small part in reading order, with the text that it begins with."""
    found: list[Tag] = []
    texts: list[list[str]] = []
    path: list[str] = []
    standing: list[int] = []  # numbers of the elements that are open

    def listen(parser: XMLParserType) -> None:
        def start(name: str, attributes: dict[str, str]) -> None:
            if len(found) >= MOST_ELEMENTS:
                raise TooMuch
            path.append(name.rpartition(":")[2])
            standing.append(len(found))
            found.append(Tag(tuple(path), attributes, parser.CurrentByteIndex))
            texts.append([])

        def end(_name: str) -> None:
            path.pop()
            standing.pop()

        def text(content: str) -> None:
            texts[standing[-1]].append(content)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text

    try:
        parse(xml, listen)
    except ExpatError as error:
        raise Unreadable(str(error)) from error
    return [
        Tag(tag.path, tag.attributes, tag.start, "".join(parts))
        for tag, parts in zip(found, texts, strict=True)
    ]
