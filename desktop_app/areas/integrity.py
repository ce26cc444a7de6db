"""廉政建设: warning education, reminders, and the counts of supervision."""

from __future__ import annotations

from db.models.integrity import Circular, Clue, Disposition, Reminder, WarningEducation
from desktop_app.areas.declare import area, ledger, only
from desktop_app.areas.epidemic import ISSUED_DOCUMENTS
from desktop_app.core.specs import (
    AtMost,
    ChapterProposal,
    Count,
    FigureSpec,
    LookedUp,
    Source,
    Sum,
)

_DISPOSITION_KEYS = {
    "谈话提醒": ("talks", "人次", "times"),
    "批评教育": ("criticisms", "人次", "times"),
    "责令检查": ("self_criticisms", "人次", "times"),
    "诫勉": ("admonitions", "人次", "times"),
    "党内警告": ("warnings", "人", "people"),
    "党内严重警告": ("serious_warnings", "人", "people"),
    "撤销党内职务": ("removals", "人", "people"),
    "留党察看": ("probations", "人", "people"),
    "开除党籍": ("expulsions", "人", "people"),
}


def _office_figure(
    key: str, label: str, counter: str, definition: str, source: Source
) -> FigureSpec:
    """Declare a figure of the township as a whole, without a breakdown to villages."""
    return FigureSpec(
        f"integrity.{key}", label, counter, definition, source, owed=False, by_unit=False
    )


_DISPOSITIONS = tuple(
    _office_figure(
        key,
        kind,
        counter,
        f"监督执纪台账中处理方式为“{kind}”的{counter}数之和；各处理方式有交叉，不相加",
        Sum("disposition", column, only("kind", kind)),
    )
    for kind, (key, counter, column) in _DISPOSITION_KEYS.items()
)

INTEGRITY = area(
    "integrity",
    "廉政建设",
    "登记警示教育和廉政提醒；线索、通报和监督执纪只填数字，由本级汇总，不登记姓名。",
    ledgers=(
        ledger(WarningEducation, "警示教育"),
        ledger(Reminder, "廉政提醒", relations=(AtMost("times", "people"),)),
        ledger(
            Clue,
            "问题线索",
            help="只填件数，由镇（街道）汇总登记。",
            kept_by_office=True,
            by_unit=False,
        ),
        ledger(
            Circular,
            "作风通报",
            help="一期通报填一行，只填人数。",
            kept_by_office=True,
            by_unit=False,
        ),
        ledger(
            Disposition,
            "监督执纪",
            help="只填人数和人次；四种形态由处理方式自动得出。",
            kept_by_office=True,
            by_unit=False,
            derivations=(LookedUp("form", "kind", Disposition.FORM_OF_KIND),),
            relations=(AtMost("people", "times"),),
        ),
        ISSUED_DOCUMENTS,
    ),
    figures=(
        FigureSpec(
            "integrity.warning_films",
            "观看警示教育片",
            "次",
            "警示教育台账中形式为警示教育片、廉政纪录片的次数之和",
            Sum("warning_education", "times", only("kind", "警示教育片", "廉政纪录片")),
        ),
        FigureSpec(
            "integrity.warning_attendance",
            "观看警示教育片人数",
            "人次",
            "警示教育台账中形式为警示教育片、廉政纪录片的参加人次之和",
            Sum("warning_education", "attendance", only("kind", "警示教育片", "廉政纪录片")),
        ),
        FigureSpec(
            "integrity.reminders",
            "廉政提醒",
            "次",
            "廉政提醒台账的次数之和",
            Sum("reminder", "times"),
        ),
        _office_figure(
            "clues_received",
            "受理问题线索",
            "件",
            "问题线索台账的受理件数之和，由本级汇总",
            Sum("clue", "received"),
        ),
        _office_figure(
            "clues_closed",
            "办结问题线索",
            "件",
            "问题线索台账的办结件数之和，由本级汇总",
            Sum("clue", "closed"),
        ),
        _office_figure("circulars", "作风建设通报", "期", "作风通报台账的期数", Count("circular")),
        _office_figure(
            "people_criticised",
            "通报批评",
            "人",
            "作风通报台账的通报批评人数之和",
            Sum("circular", "people_criticised"),
        ),
        *_DISPOSITIONS,
    ),
    chapters=(
        ChapterProposal(
            "integrity",
            "严字当头，以铁的纪律涵养清风正气",
            "{office.name}认真履行全面从严治党主体责任，落实“一岗双责”，"
            "把正风肃纪贯穿疫情防控和复工复产全过程。\n"
            "• 深化警示教育。用身边事教育身边人，"
            "[[借助微信群等平台播放警示教育片、廉政纪录片{integrity.warning_films}次，"
            "受教育{integrity.warning_attendance}人次，]]"
            "[[逢重要节日和关键节点向干部作廉政提醒{integrity.reminders}次，]]做到警钟长鸣。\n"
            "• 从严监督执纪。准确运用监督执纪“四种形态”，聚焦疫情防控中的不担当不作为、"
            "农村集体资金资产资源管理和捐赠物资使用等重点领域开展监督检查，"
            "[[受理问题线索{integrity.clues_received}件]]、[[办结{integrity.clues_closed}件]]。"
            "[[对有苗头性问题的干部谈话提醒{integrity.talks}人次]]；"
            "[[给予[[党内警告处分{integrity.warnings}人]]、"
            "[[党内严重警告处分{integrity.serious_warnings}人]]]]。"
            "[[印发作风建设通报{integrity.circulars}期，"
            "被通报批评{integrity.people_criticised}人。]]",
            order=40,
        ),
    ),
)
