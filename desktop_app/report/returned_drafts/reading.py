"""A Word file taken apart: paragraphs with tracked changes accepted, bookmarks and comments.

Runs in a process of its own; what it gives is plain data that travels as JSON, see `plain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from desktop_app.report.returned_drafts.anchors import PROPERTIES_PART, marks_of
from desktop_app.report.returned_drafts.paragraphs import Collector, day_of, name_of, value
from desktop_app.report.returned_drafts.records import (
    Comment,
    ReturnedParagraph,
    ReturnedText,
    Revision,
    Span,
)

_DOCUMENT, _STYLES, _COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"


def plain(archive: ZipFile) -> dict[str, Any]:
    """Read an opened .docx; KeyError, ParseError or ValueError where it is none."""
    names = set(archive.namelist())
    styles = _style_names(_root(archive, _STYLES)) if _STYLES in names else {}
    collector = Collector(styles)
    collector.read(_root(archive, _DOCUMENT))
    comments = dict(_comments(_root(archive, _COMMENTS))) if _COMMENTS in names else {}
    properties = (
        dict(_properties(_root(archive, PROPERTIES_PART))) if PROPERTIES_PART in names else {}
    )
    return {
        "paragraphs": [asdict(paragraph) for paragraph in collector.paragraphs],
        "comments": {name: asdict(comment) for name, comment in comments.items()},
        "properties": properties,
    }


def text_of(found: Mapping[str, Any]) -> ReturnedText:
    """Make of plain data what it stands for."""
    paragraphs = tuple(
        ReturnedParagraph(
            one["text"],
            one["style"],
            tuple(Span(**span) for span in one["anchors"]),
            tuple(Span(**span) for span in one["comments"]),
            tuple(Revision(**revision) for revision in one["revisions"]),
            one["in_table"],
        )
        for one in found["paragraphs"]
    )
    comments = {name: Comment(**comment) for name, comment in found["comments"].items()}
    return ReturnedText(paragraphs, comments, marks_of(found["properties"]))


def _root(archive: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 - a DOCTYPE was refused before


def _style_names(root: ET.Element) -> dict[str, str]:
    """Return id → name in lower case: programs make up their own ids and keep the names."""
    names = {}
    for style in root:
        if name_of(style) == "style":
            found = next((value(child) for child in style if name_of(child) == "name"), "")
            names[value(style, "styleId")] = found.lower()
    return names


def _comments(root: ET.Element) -> Iterator[tuple[str, Comment]]:
    for one in root:
        if name_of(one) != "comment":
            continue
        lines = Collector({})
        lines.read(one)
        text = " ".join(line.text.strip() for line in lines.paragraphs if line.text.strip())
        yield value(one, "id"), Comment(value(one, "author"), day_of(value(one, "date")), text)


def _properties(root: ET.Element) -> Iterator[tuple[str, str]]:
    for one in root:
        yield one.get("name", ""), "".join(one.itertext())
