"""The paragraphs of WordprocessingML, one pass over its elements in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from desktop_app.report.returned_drafts.anchors import anchor_of
from desktop_app.report.returned_drafts.records import ReturnedParagraph, Revision, Span

_IN = {"ins": "加", "moveTo": "移入"}
_OUT = {"del": "删", "moveFrom": "移走"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SILENT = {
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sdtPr",
    "instrText",
    "Fallback",
    "drawing",
}
_NOBODY = "Unknown Author"  # LibreOffice, where nobody gave a name
_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)")


def name_of(element: ET.Element) -> str:
    """Return an element's name without its namespace, which the strict format has another."""
    return element.tag.rpartition("}")[2]


def value(element: ET.Element, name: str = "val") -> str:
    """Return an attribute by its name without namespace, "" where it is missing."""
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return ""


def day_of(stamp: str) -> str:
    """Return 4月2日 of a time as Word keeps it, "" where there is none."""
    found = _DAY.match(stamp)
    return f"{int(found[1])}月{int(found[2])}日" if found else ""


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    style: str = ""
    text: str = ""
    anchors: list[Span] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    in_table: bool = False


class Collector:
    """Walks through elements; tracked changes are taken as accepted and noted."""

    def __init__(self, styles: dict[str, str]) -> None:
        """styles: id → name of each style."""
        self.paragraphs: list[ReturnedParagraph] = []
        self._styles = styles
        self._now = _Open()
        self._started: dict[tuple[str, str], int] = {}  # marks that are open in this paragraph
        self._names: dict[str, str] = {}  # number → name of a bookmark
        self._goes_on = False  # the mark between this paragraph and the next was deleted
        self._depth = 0  # of tables

    def read(self, element: ET.Element) -> None:
        """Read what an element holds."""
        for child in element:
            self._read_one(child)

    def _read_one(self, element: ET.Element) -> None:
        name = name_of(element)
        match name:
            case "p":
                self._paragraph(element)
            case "tbl":
                self._table(element)
            case "t":
                self._now.text += element.text or ""
            case "bookmarkStart" | "commentRangeStart":
                self._begin(name, element)
            case "bookmarkEnd" | "commentRangeEnd":
                self._finish(name, value(element, "id"))
            case "commentReference":
                self._remark(value(element, "id"))
            case _ if name in _MARKS:
                self._now.text += _MARKS[name]
            case _ if name in _OUT:
                self._taken_out(element, _OUT[name])
            case _ if name not in _SILENT:
                self._inside(element, name)

    def _inside(self, element: ET.Element, name: str) -> None:
        """Read what an element holds; of what was put in, note who did it."""
        start = len(self._now.text)
        self.read(element)
        if name in _IN:
            self._note(element, _IN[name], self._now.text[start:], start)

    def _table(self, element: ET.Element) -> None:
        self._depth += 1
        self.read(element)
        self._depth -= 1

    def _paragraph(self, element: ET.Element) -> None:
        outer, self._now = self._now, self._now if self._goes_on else _Open()
        properties = next((one for one in element if name_of(one) == "pPr"), None)
        if not self._goes_on:
            self._now.style = self._style(properties)
            self._now.in_table = self._depth > 0
        self.read(element)
        self._goes_on = _mark_is_deleted(properties)
        if self._goes_on:
            return
        for kind, number in list(self._started):
            self._finish(kind, number)
        now = self._now
        self.paragraphs.append(
            ReturnedParagraph(
                now.text,
                now.style,
                tuple(now.anchors),
                tuple(now.comments),
                tuple(now.revisions),
                now.in_table,
            )
        )
        self._now = outer

    def _style(self, properties: ET.Element | None) -> str:
        for one in properties if properties is not None else ():
            if name_of(one) == "pStyle":
                return self._styles.get(value(one), value(one).lower())
        return ""

    def _begin(self, name: str, element: ET.Element) -> None:
        number = value(element, "id")
        if name == "bookmarkStart":
            self._names[number] = value(element, "name")
        self._started[name.removesuffix("Start"), number] = len(self._now.text)

    def _finish(self, name: str, number: str) -> None:
        kind = name.removesuffix("End")
        start = self._started.pop((kind, number), None)
        if start is None:  # it began in another paragraph, where it was closed
            return
        end = len(self._now.text)
        if kind == "commentRange":
            self._now.comments.append(Span(number, start, end))
        elif anchor_of(self._names.get(number, "")) is not None:
            self._now.anchors.append(Span(self._names[number], start, end))

    def _remark(self, number: str) -> None:
        """Note a comment that has a place and no range."""
        if all(span.name != number for span in self._now.comments):
            place = len(self._now.text)
            self._now.comments.append(Span(number, place, place))

    def _taken_out(self, element: ET.Element, kind: str) -> None:
        """Note a deleted stretch; marks inside keep their place."""
        text = "".join(one.text or "" for one in element.iter() if name_of(one) in ("t", "delText"))
        start = len(self._now.text)
        for one in element.iter():
            if name_of(one).startswith(("bookmark", "comment")):
                self._read_one(one)
        self._note(element, kind, text, start)

    def _note(self, element: ET.Element, kind: str, text: str, start: int) -> None:
        if text.strip():
            who = value(element, "author").replace(_NOBODY, "")
            at = day_of(value(element, "date"))
            revision = Revision(kind, who, at, text, start, len(self._now.text))
            self._now.revisions.append(revision)


def _mark_is_deleted(properties: ET.Element | None) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one follows in it."""
    for one in properties if properties is not None else ():
        if name_of(one) == "rPr":
            return any(name_of(child) in _OUT for child in one)
    return False
