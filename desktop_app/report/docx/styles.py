"""The styles of the Word twin: our roles in Word's terms, as XML; nothing is opened here.

Word counts in twips (1/20 pt), half-points for sizes and hundredths of a character for indents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import floor

from desktop_app.report import official_style as style
from desktop_app.report.docx.markup import Format, Indent, border, element, twips
from desktop_app.report.official_style import MM, TABLE_STYLES, FontRole, Layout, TextStyle

RED = "FF0000"  # 5.2.4; what Word's own palette calls red
_TIMES = "Times New Roman"
FACES = {  # role → names of the faces for Chinese and Latin text, as offices have them
    FontRole.FANGSONG: ("仿宋_GB2312", _TIMES),
    FontRole.KAITI: ("楷体_GB2312", _TIMES),
    FontRole.HEITI: ("黑体", "黑体"),
    FontRole.XIAOBIAOSONG: ("方正小标宋简体", "方正小标宋简体"),
    FontRole.PAGE_NUMBER: ("宋体", "宋体"),
}
STAND_INS = {  # face → what Word takes on a computer without it
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "方正小标宋简体": "华文中宋",
    "黑体": "SimHei",
    "宋体": "SimSun",
}

# Ids of the styles; their names, as Word shows them, stand with them below.
NORMAL, BODY, TITLE, NOTE = "Normal", "BodyText", "Title", "TitleNote"
HEADINGS = {level: f"Heading{level}" for level in range(1, 5)}
RUN_IN_HEADS = {level: f"Heading{level}Char" for level in HEADINGS}
MARK, NUMBER, SIGNER, RED_RULE = "IssuerMark", "DocumentNumber", "SignerName", "RedRule"
URGENCY, RECIPIENTS, ENCLOSURES = "Urgency", "Recipients", "Enclosures"
ORGAN, DATE, LABEL, ATTACHMENT = "SignedBy", "SignedOn", "AttachmentLabel", "AttachmentTitle"
HEAD, CELL, NARROW_HEAD, NARROW_CELL = "TableHead", "TableCell", "NarrowHead", "NarrowCell"
IMPRINT, FOOTER, HEADER, TINY = "Imprint", "Footer", "Header", "Tiny"
TABLE, IMPRINT_TABLE, BARE_TABLE = "OfficialTable", "ImprintTable", "TableNormal"

# An exact line of so many em has its baseline at the same height in LibreOffice, which puts it at
# 4/5 of the line, and in Word, which puts the em box in its middle.
PLACED_LINE = 1.2
PLACED_BASELINE = 0.96  # em, from the head of that line


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style. name: as Word knows its own (English) and as it shows ours (Chinese)."""

    id: str
    name: str
    text: TextStyle
    format: Format = field(default_factory=Format)
    following: str = ""
    own: bool = True  # of this program, not one of Word's
    linked: str = ""

    def xml(self, layout: Layout) -> str:
        """Return w:style; a heading is followed by the style of its run-in heads."""
        leading = self.text.leading
        line = row_twips(layout) if leading == layout.row else twips(leading)
        indent = self.format.indent
        if self.text.indent:
            indent = Indent(layout.pitch, first=self.text.indent)
        is_default = self.id == NORMAL
        paragraph = element(
            "style",
            element("name", val=self.name),
            "" if is_default else element("basedOn", val=NORMAL),
            element("next", val=self.following) if self.following else "",
            element("link", val=self.linked) if self.linked else "",
            "<w:qFormat/>",
            replace(self.format, line=line, indent=indent).xml(),
            _character_xml(self.text),
            type="paragraph",
            default=1 if is_default else None,
            customStyle=1 if self.own else None,
            styleId=self.id,
        )
        if not self.linked:
            return paragraph
        return paragraph + _character_style(self.linked, f"{self.name}（句首）", self.text, self.id)


def row_twips(layout: Layout) -> int:
    """Return the row pitch: an office's own as it says, else one with which all rows fit.

    Word puts a whole pitch below the last row too: 22 rows fit the standard page up to 579.
    """
    own = twips(layout.row)
    if layout.setup.row_pitch is not None:
        return own
    return min(own, floor(layout.text_height * 20 / layout.rows))


def styles_xml(layout: Layout, mark_width: float) -> str:
    """Return the children of w:styles. mark_width: of 发文机关标志, in characters."""
    normal = layout.plain
    defaults = element(
        "docDefaults",
        element("rPrDefault", _character_xml(normal, language=True)),
        "<w:pPrDefault/>",
    )
    tables = (
        _table_style(BARE_TABLE, "Normal Table", ""),
        _table_style(
            TABLE,
            "公文表格",
            *(border(side, style.OUTER_RULE) for side in ("top", "left", "bottom", "right")),
            border("insideH", style.INNER_RULE),
            border("insideV", style.INNER_RULE),
            padding=style.CELL_PADDING_X,
        ),
        _table_style(
            IMPRINT_TABLE,
            "版记线",
            border("top", style.OUTER_RULE),
            border("insideH", style.INNER_RULE),
        ),
    )
    paragraphs = "".join(named.xml(layout) for named in _styles(layout, mark_width))
    characters = element(
        "style",
        element("name", val="Default Paragraph Font"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    ) + _character_style(SIGNER, "签发人姓名", layout.signer)
    return defaults + paragraphs + characters + "".join(tables)


def _styles(layout: Layout, mark_width: float) -> Iterator[WordStyle]:
    centred = Format(align="center")
    yield WordStyle(NORMAL, "Normal", layout.plain, Format(chinese=True), own=False)
    yield WordStyle(BODY, "Body Text", layout.body, Format(align="both"), own=False)
    yield WordStyle(TITLE, "Title", layout.title, centred, BODY, own=False)
    yield WordStyle(NOTE, "标题说明", layout.title_note, centred, BODY)
    for level, text in layout.headings.items():
        format_ = Format(align="both", outline=level, keep_next=True)
        name, linked = f"heading {level}", RUN_IN_HEADS[level]
        yield WordStyle(HEADINGS[level], name, text, format_, BODY, own=False, linked=linked)
    yield WordStyle(URGENCY, "紧急程度", layout.label)
    mark = placed(layout.mark(mark_width))
    yield WordStyle(MARK, "发文机关标志", mark, Format(align="center"), NUMBER)
    number = placed(layout.plain)
    yield WordStyle(NUMBER, "发文字号", number)
    # A bare paragraph that brings its lower border 4 mm below the characters above it.
    below = (PLACED_LINE - PLACED_BASELINE - (1 - style.EM_ASCENT)) * number.size
    bare = replace(tiny(), leading=style.RED_RULE_DROP_MM * MM - below)
    red = border("bottom", style.RED_RULE, RED)
    yield WordStyle(RED_RULE, "红色分隔线", bare, Format(borders=red), TITLE)
    yield WordStyle(RECIPIENTS, "主送机关", layout.plain, following=BODY)
    yield WordStyle(ENCLOSURES, "附件说明", layout.plain)
    yield WordStyle(ORGAN, "署名", layout.plain, following=DATE)
    yield WordStyle(DATE, "成文日期", layout.plain, following=BODY)
    yield WordStyle(
        LABEL,
        "附件标签",
        layout.label,
        Format(outline=1, keep_next=True, new_page=True),
        ATTACHMENT,
    )
    above_content = Format(align="center", keep_next=True)
    yield WordStyle(ATTACHMENT, "附件标题", layout.title, above_content, BODY)
    white = twips(style.CELL_PADDING_Y)
    cell_format = Format(before=white, after=white)
    head_format = replace(cell_format, align="center", keep_next=True)
    (head, cell), (narrow_head, narrow_cell) = TABLE_STYLES[False], TABLE_STYLES[True]
    yield WordStyle(HEAD, "表头", head, head_format)
    yield WordStyle(CELL, "表格文字", cell, cell_format)
    yield WordStyle(NARROW_HEAD, "小表头", narrow_head, head_format)
    yield WordStyle(NARROW_CELL, "小表格文字", narrow_cell, cell_format)
    yield WordStyle(IMPRINT, "版记", layout.imprint)
    yield WordStyle(FOOTER, "footer", style.PAGE_NUMBER, own=False)
    yield WordStyle(HEADER, "header", style.NOTICE, Format(align="center"), own=False)
    yield WordStyle(TINY, "占位", tiny())


def placed(text: TextStyle) -> TextStyle:
    """Return a style whose characters stand at the same height in every program."""
    return replace(text, leading=text.size * PLACED_LINE)


def tiny() -> TextStyle:
    """Return the style of a paragraph that has to be there and takes no room."""
    return TextStyle(FontRole.FANGSONG, 1.0, 1.0)


def _character_xml(text: TextStyle, *, language: bool = False) -> str:
    """Return w:rPr; tracking and size are rounded down, so that 28 characters fit."""
    chinese, latin = FACES[text.role]
    half_points = floor(text.size * 2)
    return element(
        "rPr",
        element("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin),
        "<w:b/><w:bCs/>" if text.bold else "",
        element("color", val=RED) if text.red else "",
        element("spacing", val=floor(text.tracking * 20)),
        element("w", val=floor(text.stretch * 100)) if text.stretch < 1 else "",
        element("kern", val=0),
        element("sz", val=half_points),
        element("szCs", val=half_points),
        element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA") if language else "",
    )


def _character_style(id_: str, name: str, text: TextStyle, linked: str = "") -> str:
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="DefaultParagraphFont"),
        element("link", val=linked) if linked else "",
        _character_xml(text),
        type="character",
        customStyle=1,
        styleId=id_,
    )


def _table_style(id_: str, name: str, *borders: str, padding: float = 0.0) -> str:
    sides = (("top", 0.0), ("left", padding), ("bottom", 0.0), ("right", padding))
    margins = (element(side, w=twips(points), type="dxa") for side, points in sides)
    is_default = id_ == BARE_TABLE
    return element(
        "style",
        element("name", val=name),
        "" if is_default else element("basedOn", val=BARE_TABLE),
        element(
            "tblPr",
            element("tblInd", w=0, type="dxa"),
            element("tblBorders", *borders) if any(borders) else "",
            element("tblCellMar", *margins),
        ),
        type="table",
        default=1 if is_default else None,
        customStyle=None if is_default else 1,
        styleId=id_,
    )
