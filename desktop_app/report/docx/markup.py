"""WordprocessingML as text: elements, runs, paragraphs and tables, each in the schema's order.

Nothing is opened here. Lengths are twips (1/20 pt) unless a name says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENT_OF = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "", "": ""}
_SPLIT = re.compile("([\t\n\r])")


def twips(points: float) -> int:
    """Return a length as Word counts it."""
    return round(points * 20)


def clean(text: str) -> str:
    """Take out the characters that no XML file may hold."""
    return _NOT_XML.sub("", text)


def element(name: str, /, *content: str, **attributes: str | int | None) -> str:
    """Return the element w:name with its attributes; those that are None are left out."""
    named = "".join(
        f" w:{key}={quoteattr(clean(str(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<w:{name}{named}>{inner}</w:{name}>" if inner else f"<w:{name}{named}/>"


def run(text: str, character_style: str = "") -> str:
    r"""Return a run; \t is a tab, \n a new line. Quotes and dashes take the Chinese face."""
    style = element("rStyle", val=character_style) if character_style else ""
    inner = "".join(
        _ELEMENT_OF[part]
        if part in _ELEMENT_OF
        else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _SPLIT.split(clean(text))
    )
    return element("r", element("rPr", style, element("rFonts", hint="eastAsia")), inner)


def field_run(instruction: str, shown: str) -> str:
    """Return a field that Word fills in, such as PAGE; shown: what stands there until it does."""
    return element("fldSimple", run(shown), instr=instruction)


def border(side: str, points: float, color: str = "000000") -> str:
    """Return a border; Word counts its thickness in eighths of a point."""
    return element(side, val="single", sz=round(points * 8), space=0, color=color)


@dataclass(frozen=True, slots=True)
class Indent:
    """White at the sides, in characters of that pitch (points); None is as the style has it."""

    pitch: float
    left: float | None = None
    right: float | None = None
    first: float | None = None
    hanging: float | None = None

    def xml(self) -> str:
        """Return w:ind: hundredths of a character, and twips for programs that know none."""
        sides = (
            ("left", self.left),
            ("right", self.right),
            ("firstLine", self.first),
            ("hanging", self.hanging),
        )
        values: dict[str, int] = {}
        for side, count in sides:
            if count is not None:
                values[f"{side}Chars"] = round(count * 100)
                values[side] = twips(count * self.pitch)
        return element("ind", **values)


@dataclass(frozen=True, slots=True)
class Format:
    """How a paragraph stands; what is None or "" is as its style has it.

    borders: elements of w:pBdr. tab: its kind and place. line: exact height of each line.
    chinese: the rules for Chinese lines, for the style that all others are based on. outline:
    level from 1. section: the w:sectPr that ends here.
    """

    keep_next: bool = False
    new_page: bool = False
    borders: str = ""
    tab: tuple[str, int] | None = None
    chinese: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: Indent | None = None
    align: str = ""
    outline: int = 0
    section: str = ""

    def xml(self, style: str = "") -> str:
        """Return w:pPr, "" where there is nothing to say."""
        spacing = {"before": self.before, "after": self.after, "line": self.line}
        rule = "exact" if self.line is not None else None
        content = (
            element("pStyle", val=style) if style else "",
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.new_page else "",
            '<w:widowControl w:val="0"/>' if self.chinese else "",
            element("pBdr", self.borders) if self.borders else "",
            element("tabs", element("tab", val=self.tab[0], pos=self.tab[1])) if self.tab else "",
            _CHINESE if self.chinese else "",
            element("spacing", **spacing, lineRule=rule)
            if any(value is not None for value in spacing.values())
            else "",
            self.indent.xml() if self.indent else "",
            element("jc", val=self.align) if self.align else "",
            element("outlineLvl", val=self.outline - 1) if self.outline else "",
            self.section,
        )
        return element("pPr", *content) if any(content) else ""


# No mark hangs in the margin, no white is put between Chinese and Latin, and nothing is drawn to
# the grid: lines keep to it by their own pitch and tracking. Drawn to it, LibreOffice would give
# each character two of its cells, and Word would cut the right edge to whole cells.
_CHINESE = (
    '<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
)


@dataclass(slots=True)
class WordParagraph:
    """A paragraph of Word's. style: id of its style. content: its runs, as elements."""

    style: str
    content: str = ""
    format: Format = field(default_factory=Format)

    def set(self, **changes: bool | int | str | Indent) -> None:
        """Change its format."""
        self.format = replace(self.format, **changes)  # type: ignore[arg-type]  # named by callers

    def xml(self) -> str:
        """Return w:p."""
        return element("p", self.format.xml(self.style), self.content)


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row: the paragraphs of each cell.

    header: it stands again on each page. whole: it is not parted between pages. height: exact.
    borders: of its cells. direction: of the text in them, such as tbRl.
    """

    cells: Sequence[Sequence[WordParagraph]]
    header: bool = False
    whole: bool = True
    height: int | None = None
    borders: str = ""
    direction: str = ""

    def xml(self, widths: Sequence[int]) -> str:
        """Return w:tr."""
        properties = (
            "<w:cantSplit/>" if self.whole else "",
            "" if self.height is None else element("trHeight", val=self.height, hRule="exact"),
            "<w:tblHeader/>" if self.header else "",
        )
        direction = element("textDirection", val=self.direction) if self.direction else ""
        cells = (
            element(
                "tc",
                element(
                    "tcPr",
                    element("tcW", w=width, type="dxa"),
                    element("tcBorders", self.borders) if self.borders else "",
                    direction,
                    element("vAlign", val="center"),
                ),
                *(paragraph.xml() for paragraph in paragraphs),
            )
            for width, paragraphs in zip(widths, self.cells, strict=True)
        )
        return element("tr", element("trPr", *properties) if any(properties) else "", *cells)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table of fixed column widths. position: its w:tblpPr where it stands outside the text."""

    style: str
    widths: Sequence[int]
    rows: Sequence[WordRow]
    position: str = ""

    def xml(self) -> str:
        """Return w:tbl."""
        return element(
            "tbl",
            element(
                "tblPr",
                element("tblStyle", val=self.style),
                self.position,
                element("tblW", w=sum(self.widths), type="dxa"),
                element("tblLayout", type="fixed"),
                element("tblLook", val="0000"),
            ),
            element("tblGrid", *(element("gridCol", w=width) for width in self.widths)),
            *(row.xml(self.widths) for row in self.rows),
        )
