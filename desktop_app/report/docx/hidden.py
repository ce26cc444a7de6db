"""What the reader does not see: bookmarks by which a returned file is matched, and properties.

Bookmarks, not content controls: those show frames in WPS and are dropped by older programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from desktop_app.report.document import Run, Runs
from desktop_app.report.docx.markup import clean, element
from desktop_app.report.docx.markup import run as run_xml
from desktop_app.report.returned_drafts.anchors import figure_anchor, paragraph_anchor

PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_SCHEMAS = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that a user adds
_FIRST_ID = 2  # 0 and 1 are the format's own


class Anchors:
    """Puts bookmarks around paragraphs and printed figures; each has its own number."""

    def __init__(self) -> None:
        """Start to count."""
        self._numbers = count(1)

    def paragraph(self, chapter: str, content: str) -> str:
        """Mark a paragraph's content. chapter: uid, "" for the title."""
        number = next(self._numbers)
        return _bookmark(paragraph_anchor(chapter, number), number, content)

    def runs(self, runs: Runs, character_style: str = "") -> str:
        """Return runs as XML, each figure marked."""
        return "".join(self._run(run, character_style) for run in runs)

    def _run(self, run: Run, character_style: str) -> str:
        content = run_xml(run.text, character_style)
        if not run.figure:
            return content
        number = next(self._numbers)
        return _bookmark(figure_anchor(run.figure, run.text, number), number, content)


def properties_xml(properties: Mapping[str, str]) -> str:
    """Return the part that holds the file's own properties."""
    entries = "".join(
        f"<property fmtid={quoteattr(_FORMAT_ID)} pid={quoteattr(str(number))} "
        f"name={quoteattr(name)}><vt:lpwstr>{escape(clean(text))}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), _FIRST_ID)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<Properties {_SCHEMAS}>{entries}</Properties>"


def _bookmark(name: str, number: int, content: str) -> str:
    start = element("bookmarkStart", id=number, name=name)
    return start + content + element("bookmarkEnd", id=number)
