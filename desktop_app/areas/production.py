"""复工复产: members who help enterprises, and how far work and production are back."""

from __future__ import annotations

from db.models.production import Enterprise, VolunteerPost
from desktop_app.areas.declare import area, ledger, only, other_than
from desktop_app.areas.epidemic import ISSUED_DOCUMENTS
from desktop_app.core.specs import (
    AtMost,
    ChapterProposal,
    Count,
    FigureSpec,
    Lowest,
    Mean,
    Names,
    OverPeriods,
    Ratio,
    Sum,
    Where,
    Within,
)

_CATEGORY_KEYS = {
    "规上": ("large", "规模以上企业"),
    "规下": ("medium", "规模以下企业"),
    "小微": ("small", "小微企业"),
    "沿街商店": ("shop", "沿街商店"),
}


def _rate(
    key: str, label: str, definition: str, columns: tuple[str, str], where: tuple[Where, ...] = ()
) -> FigureSpec:
    """Declare a percentage of two columns over the latest row of each enterprise or category."""
    part, whole = columns
    return FigureSpec(
        f"production.{key}",
        label,
        "%",
        f"{definition}，同一企业（类别）以最近一行为准",
        Ratio(
            Sum("enterprise", part, where, beside=whole),
            Sum("enterprise", whole, where, beside=part),
        ),
        within=Within.LATEST,
        over_periods=OverPeriods.LAST,
        decimals=1,
    )


_RATES = tuple(
    spec
    for category, (key, name) in _CATEGORY_KEYS.items()
    for spec in (
        _rate(
            f"{key}_resumption_rate",
            f"{name}复工率",
            "已复工家数÷应复工家数",
            ("back", "due"),
            only("category", category),
        ),
        _rate(
            f"{key}_production_rate",
            f"{name}复产率",
            "已复产家数÷应复工家数",
            ("producing", "due"),
            only("category", category),
        ),
    )
)

PRODUCTION = area(
    "production",
    "复工复产",
    "登记党员志愿岗和企业复工复产情况；企业情况填当前数，以最近一行为准。",
    ledgers=(
        ISSUED_DOCUMENTS,
        ledger(VolunteerPost, "党员志愿岗", help="“四员”和驻厂党员按岗位填人数。"),
        ledger(
            Enterprise,
            "企业复工复产",
            help="规上企业逐家填，其他按类填一行；有变化时再填一行，以最近一行为准。",
            identity=("category", "name"),
            relations=(
                AtMost("back", "due"),
                AtMost("producing", "back"),
                AtMost("staff_back", "staff_due"),
            ),
        ),
    ),
    figures=(
        FigureSpec(
            "production.documents",
            "印发复工复产文件",
            "个",
            "文件印发台账中领域为复工复产的文件份数",
            Count("issued_document", only("area", "复工复产")),
            owed=False,
        ),
        FigureSpec(
            "production.document_titles",
            "复工复产文件标题",
            "个",
            "文件印发台账中领域为复工复产的标题，按登记先后",
            Names("issued_document", "title", only("area", "复工复产"), quote="《》"),
            owed=False,
        ),
        FigureSpec(
            "production.four_posts",
            "四员党员",
            "名",
            "党员志愿岗台账中除驻厂以外各岗位的党员数之和",
            Sum("volunteer_post", "people", other_than("post", "驻厂")),
        ),
        FigureSpec(
            "production.stationed",
            "驻厂党员",
            "名",
            "党员志愿岗台账中岗位为驻厂的党员数之和",
            Sum("volunteer_post", "people", only("post", "驻厂")),
        ),
        *_RATES,
        _rate(
            "return_rate",
            "返岗率",
            "各类企业已返岗人数之和÷应返岗人数之和",
            ("staff_back", "staff_due"),
        ),
        FigureSpec(
            "production.capacity_rate",
            "达产率",
            "%",
            "各行达产率按已复产家数加权平均，同一企业（类别）以最近一行为准",
            Mean("enterprise", "capacity_rate", "producing"),
            within=Within.LATEST,
            over_periods=OverPeriods.LAST,
            decimals=1,
        ),
        FigureSpec(
            "production.lower_rate",
            "返岗率、达产率中较低者",
            "%",
            "返岗率和达产率取较低的一个，用于“均超过”",
            Lowest(("production.return_rate", "production.capacity_rate")),
            over_periods=OverPeriods.RECOMPUTE,
            decimals=1,
        ),
    ),
    chapters=(
        ChapterProposal(
            "production",
            "主动作为，当好企业复工复产的贴心人",
            "{office.name}坚持一手抓防控、一手抓发展，"
            "[[印发{production.document_titles|names:2}等{production.documents}个文件，]]"
            "把党组织的服务送到企业车间和项目工地，着力解决企业办证、采购、用工、防护等方面的难题。"
            "截至{report.as_of}，{office.name}[[动员{production.four_posts}名党员到企业志愿服务岗担任"
            "“办证员”“采购员”“监督员”“指导员”]]，"
            "[[选派{production.stationed}名党员志愿驻厂帮助企业恢复生产]]。"
            "辖区规模以上企业复工率{production.large_resumption_rate}%、复产率{production.large_production_rate}%，"
            "规模以下企业复工率{production.medium_resumption_rate}%、复产率{production.medium_production_rate}%，"
            "小微企业复产率{production.small_production_rate}%，沿街商店复产率{production.shop_production_rate}%；"
            "[[复工企业返岗率、达产率均{production.lower_rate|.0|超过}%，]]生产经营秩序加快恢复。",
            order=30,
        ),
    ),
    option_lists={
        "volunteer_posts": (
            "党员志愿岗岗位",
            ("办证员", "采购员", "监督员", "指导员", "驻厂"),
        ),
    },
)
