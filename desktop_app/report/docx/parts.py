"""What a Word file holds beside its text: sections, page numbers, settings, table of fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop_app.core.page_setup import PageNumbers
from desktop_app.report import official_style as style
from desktop_app.report.docx import styles
from desktop_app.report.docx.markup import (
    NAMESPACES,
    Format,
    Indent,
    WordParagraph,
    WordRow,
    WordTable,
    element,
    field_run,
    run,
    twips,
)
from desktop_app.report.official_style import MM, Layout

_SIDES = {  # on odd pages, on even pages
    PageNumbers.OUTER: ("right", "left"),
    PageNumbers.CENTER: ("center", "center"),
    PageNumbers.RIGHT: ("right", "right"),
}
_WORD = "http://schemas.microsoft.com/office/word"


class Furniture(NamedTuple):
    """What stands above (header) or below (footer) the text of a kind of page.

    place: header or footer. pages: default (odd ones, or all) or even. turned: of sections that
    are set across the sheet; None for both.
    """

    place: str
    pages: str
    turned: bool | None
    xml: str

    def reference(self, relation: str) -> str:
        """Return the element by which a section takes it. relation: id of its part."""
        return f'<w:{self.place}Reference w:type="{self.pages}" r:id="{relation}"/>'


def furniture(notice: str, layout: Layout, *, across: bool) -> Iterator[Furniture]:
    """Yield the page numbers (7.5) and the notice. across: some section is set across the sheet."""
    mode = layout.setup.page_numbers
    kinds = ("default", "even") if mode is PageNumbers.OUTER else ("default",)
    if notice:
        text = WordParagraph(styles.HEADER, run(notice)).xml()
        for pages in kinds:
            yield Furniture("header", pages, None, text)
    if mode is PageNumbers.NONE:
        return
    for pages, side in zip(kinds, _SIDES[mode], strict=False):
        number = _number(side, layout)
        yield Furniture("footer", pages, turned=False, xml=number.xml())
        if across:
            yield Furniture("footer", pages, turned=True, xml=_turned(number, layout))


def _number(side: str, layout: Layout) -> WordParagraph:
    content = run("— ") + field_run("PAGE", "1") + run(" —")
    indent = None
    if side != "center":
        indent = Indent(layout.pitch, **{side: float(style.PAGE_NUMBER_INDENT)})
    return WordParagraph(styles.FOOTER, content, Format(align=side, indent=indent))


def _turned(number: WordParagraph, layout: Layout) -> str:
    """Put the number where it stands on the standing sheet: at the left of the lying one (8)."""
    width = twips(style.PAGE_NUMBER_SIZE)
    middle = layout.bottom - style.PAGE_NUMBER_DROP_MM * MM
    position = element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=twips(middle) - width // 2,
        tblpY=twips(layout.left),
    )
    row = WordRow([[number]], height=twips(layout.text_width), direction="tbRl")
    table = WordTable(styles.BARE_TABLE, [width], [row], position)
    return table.xml() + WordParagraph(styles.TINY).xml()


def section_xml(layout: Layout, references: str) -> str:
    """Return w:sectPr. layout: turned for a section that is set across the sheet."""
    sides = layout.top, layout.right, layout.bottom, layout.left
    size = {"w": twips(layout.sheet_width), "h": twips(layout.sheet_height)}
    if layout.is_turned:  # the sheet's left edge comes to lie above
        sides = layout.left, layout.top, layout.right, layout.bottom
        size = {"w": size["h"], "h": size["w"]}
    top, right, bottom, left = sides
    half_number = style.PAGE_NUMBER_SIZE / 2
    footer = bottom - style.PAGE_NUMBER_DROP_MM * MM - half_number
    header = min(style.NOTICE_TOP_MM * MM, top - 2 * style.NOTICE_SIZE)
    return element(
        "sectPr",
        references,
        '<w:type w:val="nextPage"/>',
        element("pgSz", **size, orient="landscape" if layout.is_turned else None),
        element(
            "pgMar",
            top=twips(top),
            right=twips(right),
            bottom=twips(bottom),
            left=twips(left),
            header=max(twips(header), 0),
            footer=max(twips(footer), 0),
            gutter=0,
        ),
        '<w:cols w:space="425"/>',
        element(
            "docGrid",
            type="linesAndChars",
            linePitch=styles.row_twips(layout),
            charSpace=round(layout.body.tracking * 4096),  # Word's unit: 1/4096 pt
        ),
    )


def settings_xml(layout: Layout) -> str:
    """Return the children of w:settings, such that Word needs no compatibility mode."""
    outer = layout.setup.page_numbers is PageNumbers.OUTER
    modern = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
        ("useWord2013TrackBottomHyphenation", 0),
    )
    return "".join(
        (
            '<w:zoom w:percent="100"/>',
            element("defaultTabStop", val=420),
            "<w:evenAndOddHeaders/>" if outer else "",
            '<w:characterSpacingControl w:val="compressPunctuation"/>',
            element(
                "compat",
                "<w:doNotExpandShiftReturn/><w:useFELayout/>",
                *(
                    element("compatSetting", name=name, uri=_WORD, val=value)
                    for name, value in modern
                ),
            ),
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>',
        )
    )


def font_table_xml() -> str:
    """Return the table of fonts: what Word takes where an official face is not installed."""
    fonts = (
        element(
            "font",
            element("altName", val=stand_in),
            element("charset", val="86"),
            element("family", val="auto"),
            element("pitch", val="default"),
            name=face,
        )
        for face, stand_in in styles.STAND_INS.items()
    )
    return f"<w:fonts {NAMESPACES}>{''.join(fonts)}</w:fonts>"
