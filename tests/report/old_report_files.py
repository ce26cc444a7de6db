"""Word files of old reports as offices make them: numbered by Word, revised, with tables."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

Answers = list[tuple[str, str, str]]
"""(words before, blank, figure key or new or literal)."""

_HAN = "chineseCountingThousand"
_LISTS = {"7": (_HAN, "%1、"), "8": (_HAN, "（%1）"), "9": ("decimal", "%1.")}

STREET_ANSWERS: Answers = [
    ("重温入党誓词", "430", "organization.oath_attendance"),
    ("开展主题党日", "38", "organization.party_days"),
    ("讲党课", "21", "organization.party_lectures"),
    ("接收预备党员", "6", "organization.admitted"),
    ("慰问困难群众", "154", "organization.helped_people"),
    ("调解邻里纠纷", "47", "new"),
    ("覆盖商户", "316", "new"),
]
STATION_ANSWERS: Answers = [
    ("受理问题线索", "XX", "integrity.clues_received"),
    ("谈话提醒", "XX", "integrity.talks"),
    ("排查安全隐患", "XXX", "new"),
    ("整改率达", "XX", "new"),
    ("规模以上企业复工率", "XX.X", "production.large_resumption_rate"),
]


def street_report(path: Path) -> Path:
    """Write a community's report whose headings and points Word numbers, with revisions in it."""
    document = _document()
    document.add_paragraph("金桥街道2023年第四季度社区党建工作总结")
    document.add_paragraph(
        "金桥街道党工委坚持党建引领基层治理，扎实做好联系服务群众各项工作。现总结如下："
    )
    _listed(document, "7", "严格组织生活")
    first = _listed(document, "8", "四季度各社区开展主题党日38次，重温入党誓词")
    _revision(first, "del", "400")
    _revision(first, "ins", "430")
    first.add_run("人次。")
    _listed(document, "8", "社区书记和第一书记讲党课21次，接收预备党员6名。")
    _listed(document, "7", "用心服务群众")
    document.add_paragraph(
        "走访慰问困难群众154名，调解邻里纠纷47起；组建“楼栋党小组”，覆盖商户316家。"
        "居民遇到难事有人问、有人管，社区党组织的凝聚力和号召力不断增强。"
    )
    document.save(str(path))
    return path


def station_report(path: Path) -> Path:
    """Write another department's report: blanks, a table, a text box, no numbers of headings."""
    document = _document()
    document.add_paragraph("XX镇2024年上半年安全生产和廉政工作汇报")
    document.add_paragraph("持续整治隐患")
    document.add_paragraph(
        "深入开展安全生产治本攻坚，排查安全隐患XXX处，整改率达XX%；做好企业服务，"
        "辖区规模以上企业复工率XX.X%，群众安全感满意度稳步提升，全镇安全形势总体平稳向好。"
    )
    document.add_paragraph("严格监督执纪")
    document.add_paragraph(
        "紧盯安全监管责任落实，受理问题线索XX件，谈话提醒XX人次，推动各村、各站所把责任扛在肩上、"
        "把工作落到实处，以严的纪律保障安全生产各项措施落地见效。"
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "隐患类别"
    table.rows[0].cells[1].text = "整改情况"
    box = (
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(parse_xml(box))
    document.save(str(path))
    return path


def _document() -> WordDocument:
    document = Document()
    numbering = document.part.numbering_part.element
    for place, (key, (kind, text)) in enumerate(_LISTS.items()):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{90 + place}"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            "</w:abstractNum>"
        )
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{key}0">'
                f'<w:abstractNumId w:val="{90 + place}"/></w:num>'
            )
        )
    return document


def _listed(document: WordDocument, key: str, text: str) -> Paragraph:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{key}0"/></w:numPr>')
    )
    return paragraph


def _revision(paragraph: Paragraph, kind: str, text: str) -> None:
    holder = "delText" if kind == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x" w:date="2023-12-30T00:00:00Z">'
            f"<w:r><w:{holder}>{text}</w:{holder}></w:r></w:{kind}>"
        )
    )
