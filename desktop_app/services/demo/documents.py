"""文件印发: what the township issued in each quarter, by area; all titles are our own."""

from __future__ import annotations

from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import OFFICE, OFFICE_ITSELF, QUARTERS, on

_DOCUMENTS: dict[str, tuple[tuple[str, int, int, str], ...]] = {
    "2019Q4": (
        ("基层党建", 1, 11, "关于开展基层党组织规范化建设提升月活动的通知"),
        ("基层党建", 2, 14, "关于认真学习宣传党的十九届四中全会精神的实施方案"),
        ("廉政建设", 3, 23, "关于做好元旦春节期间作风建设工作的通知"),
    ),
    "2020Q1": (
        ("疫情防控", 1, 26, "关于组织党员到村到岗参加疫情防控的紧急通知"),
        ("疫情防控", 1, 28, "禾汀镇疫情防控党员包联网格工作方案"),
        ("疫情防控", 2, 3, "关于成立疫情防控党员服务队的通知"),
        ("疫情防控", 2, 12, "禾汀镇党员干部疫情防控工作纪律八条"),
        ("疫情防控", 3, 5, "关于在疫情防控一线考察识别干部的办法"),
        ("复工复产", 2, 21, "关于组建党员服务小分队帮助企业复工复产的通知"),
        ("复工复产", 3, 2, "禾汀镇企业复工复产党建指导员选派方案"),
        ("复工复产", 3, 16, "关于帮助小微企业和沿街商户恢复经营的若干措施"),
        ("基层党建", 3, 9, "关于疫情期间规范开展组织生活的通知"),
        ("廉政建设", 2, 8, "关于加强捐赠款物管理使用监督的通知"),
    ),
    "2020Q2": (
        ("疫情防控", 1, 13, "关于做好常态化疫情防控工作的通知"),
        ("疫情防控", 1, 30, "禾汀镇公共场所疫情防控党员督导方案"),
        ("疫情防控", 3, 15, "关于加强农贸市场和冷链食品防控巡查的通知"),
        ("复工复产", 1, 20, "关于建立党员干部联系企业制度的通知"),
        ("复工复产", 2, 18, "禾汀镇企业用工对接党员服务月活动方案"),
        ("复工复产", 3, 8, "关于开展惠企政策上门宣讲的通知"),
        ("基层党建", 3, 18, "关于做好“七一”期间有关工作的通知"),
    ),
    "2020Q3": (
        ("疫情防控", 2, 4, "关于做好暑期返乡人员健康服务的通知"),
        ("疫情防控", 2, 24, "禾汀镇秋季开学疫情防控联动方案"),
        ("疫情防控", 3, 22, "关于做好中秋国庆假期疫情防控工作的通知"),
        ("复工复产", 1, 15, "关于开展企业满负荷生产帮扶活动的通知"),
        ("复工复产", 3, 7, "禾汀镇党员技术骨干结对帮带方案"),
        ("复工复产", 3, 21, "关于收集解决企业生产经营困难的通知"),
        ("基层党建", 1, 20, "关于在防汛一线发挥基层党组织作用的通知"),
    ),
    "2020Q4": (
        ("疫情防控", 1, 19, "禾汀镇冬春季疫情防控工作方案"),
        ("疫情防控", 2, 16, "关于加强进口冷链食品登记查验的通知"),
        ("疫情防控", 3, 14, "关于做好外出务工返乡人员服务管理的通知"),
        ("疫情防控", 3, 29, "关于做好元旦假期疫情防控值守工作的通知"),
        ("复工复产", 1, 27, "关于开展年末稳岗稳产服务活动的通知"),
        ("复工复产", 2, 20, "禾汀镇企业安全生产党员巡查方案"),
        ("复工复产", 3, 11, "关于建立企业诉求每周会商制度的通知"),
        ("基层党建", 2, 9, "关于学习宣传党的十九届五中全会精神的实施方案"),
        ("廉政建设", 3, 25, "关于做好元旦期间正风肃纪工作的通知"),
    ),
}
"""Quarter → (area, month, day, title)."""


def fill(book: Book) -> None:
    """Write the documents with running numbers, which begin anew each year."""
    for quarter in QUARTERS:
        before = sum(
            len(issued)
            for code, issued in _DOCUMENTS.items()
            if code < quarter.code and code[:4] == quarter.code[:4]
        )
        if quarter == QUARTERS[0]:
            before = 31  # what had been issued earlier in 2019
        issued = sorted(_DOCUMENTS[quarter.code], key=lambda document: document[1:3])
        for number, (area, month, day, title) in enumerate(issued, before + 1):
            book.add(
                "issued_document",
                quarter,
                OFFICE_ITSELF.name,
                on(quarter, month, day),
                area=area,
                title=title,
                doc_number=f"{OFFICE['document_code']}〔{quarter.year}〕{number}号",
            )
