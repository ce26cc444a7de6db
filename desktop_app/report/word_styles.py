"""The paragraph styles of the Word twin: our roles in Word's terms, as XML; nothing is opened here.

Word counts in twips (1/20 pt), half-points for sizes and hundredths of a character for indents.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from desktop_app.report import official_style as style
from desktop_app.report.official_style import PAGE, PITCH, FontRole, TextStyle

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TIMES = "Times New Roman"
FACES = {  # role → names of the faces for Chinese and Latin text, as offices have them
    FontRole.FANGSONG: ("仿宋_GB2312", _TIMES),
    FontRole.KAITI: ("楷体_GB2312", _TIMES),
    FontRole.HEITI: ("黑体", "黑体"),
    FontRole.XIAOBIAOSONG: ("方正小标宋简体", "方正小标宋简体"),
    FontRole.PAGE_NUMBER: ("宋体", "宋体"),
}
# 579: the largest pitch with which Word still puts 22 rows into 225 mm, each an equal share.
ROW_TWIPS = floor(PAGE.text_height * 20 / style.ROWS)
# Word's unit for the grid: 1/4096 pt, against the size of the default style.
GRID_CHAR_SPACE = round(style.BODY.tracking * 4096)

# Names of the styles, as Word shows them; the English ones are Word's own.
NORMAL, BODY, TITLE = "Normal", "Body Text", "Title"
HEADINGS = {level: f"Heading {level}" for level in style.HEADINGS}
NOTE, LABEL, ATTACHMENT = "标题说明", "附件标签", "附件标题"
HEAD, CELL, NARROW_HEAD, NARROW_CELL = "表头", "表格文字", "小表头", "小表格文字"
NUMBER, NOTICE = "页码", "页眉提示"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One paragraph style. white: points above and below. outline: level from 1, 0 for text."""

    name: str
    text: TextStyle
    align: str = "left"
    white: float = 0.0
    outline: int = 0
    keep: bool = False
    new_page: bool = False

    @property
    def paragraph_xml(self) -> str:
        """The w:pPr element.

        The page declares the grid of 22 × 28, but paragraphs keep to it by their own row pitch and
        tracking: drawn to the grid, LibreOffice would give each character two of its cells.
        """
        white = round(self.white * 20)
        line = ROW_TWIPS if self.text.leading == style.ROW else round(self.text.leading * 20)
        outline = f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else ""
        first = round(self.text.indent * PITCH * 20)
        return (
            f"<w:pPr {_NAMESPACE}>{'<w:keepNext/>' * self.keep}"
            f'{"<w:pageBreakBefore/>" * self.new_page}<w:widowControl w:val="0"/>'
            '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            '<w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="{white}" w:after="{white}" w:line="{line}" w:lineRule="exact"/>'
            f'<w:ind w:firstLineChars="{self.text.indent * 100}" w:firstLine="{first}"/>'
            f'<w:contextualSpacing w:val="0"/><w:jc w:val="{self.align}"/>'
            f"{outline}</w:pPr>"
        )

    @property
    def character_xml(self) -> str:
        """The w:rPr element; tracking is rounded down, so that 28 characters fit."""
        chinese, latin = FACES[self.text.role]
        size, tracking = round(self.text.size * 2), floor(self.text.tracking * 20)
        return (
            f'<w:rPr {_NAMESPACE}><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" '
            f'w:eastAsia="{chinese}" w:cs="{latin}"/><w:b w:val="0"/><w:i w:val="0"/>'
            f'<w:color w:val="000000"/><w:spacing w:val="{tracking}"/><w:kern w:val="0"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )


_WHITE = style.CELL_PADDING_Y
STYLES = (
    WordStyle(NORMAL, style.PLAIN),
    WordStyle(BODY, style.BODY, "both"),
    WordStyle(TITLE, style.TITLE, "center", keep=True),
    WordStyle(NOTE, style.TITLE_NOTE, "center", keep=True),
    *(
        WordStyle(HEADINGS[level], text, "both", outline=level, keep=True)
        for level, text in style.HEADINGS.items()
    ),
    WordStyle(LABEL, style.ATTACHMENT_LABEL, outline=1, keep=True, new_page=True),
    WordStyle(ATTACHMENT, style.TITLE, "center", keep=True),
    WordStyle(HEAD, style.TABLE_HEAD, white=_WHITE),
    WordStyle(CELL, style.TABLE_CELL, white=_WHITE),
    WordStyle(NARROW_HEAD, style.NARROW_TABLE_HEAD, white=_WHITE),
    WordStyle(NARROW_CELL, style.NARROW_TABLE_CELL, white=_WHITE),
    WordStyle(NUMBER, style.PAGE_NUMBER),
    WordStyle(NOTICE, style.NOTICE, "center"),
)
