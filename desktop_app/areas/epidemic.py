"""疫情防控: documents, service teams, members at the posts, people honoured."""

from __future__ import annotations

from db.models.epidemic import DutyShift, Exemplar, IssuedDocument, Mobilisation, ServiceTeam
from desktop_app.areas.declare import area, ledger, only
from desktop_app.core.specs import (
    ChapterProposal,
    Count,
    FigureSpec,
    Names,
    OverPeriods,
    ProductOf,
    Sum,
    Within,
)

ISSUED_DOCUMENTS = ledger(
    IssuedDocument,
    "文件印发",
    help="镇（街道）印发的文件，按所属工作领域登记，不用村里填。",
    kept_by_office=True,
    shared_by="area",
)


def _state(key: str, label: str, counter: str, definition: str, source: Sum) -> FigureSpec:
    """Declare a state: the latest row of each thing counts, and the last quarter of a year."""
    return FigureSpec(
        f"epidemic.{key}",
        label,
        counter,
        definition,
        source,
        within=Within.LATEST,
        over_periods=OverPeriods.LAST,
    )


def _people(key: str, label: str, counter: str, *kinds: str) -> FigureSpec:
    """Declare the names of the people honoured under some kinds."""
    return FigureSpec(
        f"epidemic.{key}",
        label,
        counter,
        f"先进典型台账中“{'、'.join(kinds)}”的姓名，按排序列先后",
        Names("exemplar", "name", only("kind", *kinds), order="order"),
        owed=False,
    )


EPIDEMIC = area(
    "epidemic",
    "疫情防控",
    "登记服务队、动员党员、值守和先进典型；服务队和动员数填当前数，值守逐次填。",
    ledgers=(
        ISSUED_DOCUMENTS,
        ledger(
            ServiceTeam,
            "党员服务队",
            help="填当前数；有变化时再填一行，以最近一行为准。",
            identity=("name",),
        ),
        ledger(Mobilisation, "党员动员", help="填到现在为止的人数，以最近一行为准。"),
        ledger(
            DutyShift,
            "值守",
            help="填人数、小时、天数自动算时长；只知道总时长的直接填时长。",
            derivations=(ProductOf("hours", ("people_per_day", "hours_each", "days")),),
        ),
        ledger(Exemplar, "先进典型", help="写进报告表扬的人，姓名按排序先后出现。"),
    ),
    figures=(
        FigureSpec(
            "epidemic.documents",
            "印发疫情防控文件",
            "个",
            "文件印发台账中领域为疫情防控的文件份数",
            Count("issued_document", only("area", "疫情防控")),
            owed=False,
        ),
        FigureSpec(
            "epidemic.document_titles",
            "疫情防控文件标题",
            "个",
            "文件印发台账中领域为疫情防控的标题，按登记先后",
            Names("issued_document", "title", only("area", "疫情防控"), quote="《》"),
            owed=False,
        ),
        _state(
            "teams",
            "党员服务队",
            "个",
            "各单位现有党员服务队数，同一队以最近一行为准",
            Sum("service_team", "count"),
        ),
        _state(
            "team_members",
            "服务队队员",
            "名",
            "各党员服务队现有队员数，同一队以最近一行为准",
            Sum("service_team", "members"),
        ),
        _state(
            "mobilised",
            "动员党员",
            "名",
            "各单位到目前为止动员的党员数，以最近一行为准",
            Sum("mobilisation", "members"),
        ),
        FigureSpec(
            "epidemic.duty_hours",
            "值守时长",
            "小时",
            "值守台账各行时长之和；时长=每日人数×每人小时×天数，或直接填报",
            Sum("duty_shift", "hours"),
            decimals=1,
        ),
        _people("exemplary_members", "优秀党员", "名", "优秀党员"),
        _people("model_couples", "党员模范夫妻", "对", "党员模范夫妻"),
        _people("exemplary_secretaries", "优秀支部书记", "名", "优秀支部书记"),
        _people("promising", "入党积极分子和发展对象典型", "名", "入党积极分子", "发展对象"),
    ),
    chapters=(
        ChapterProposal(
            "epidemic",
            "冲锋在前，让党旗在疫情防控一线高高飘扬",
            "疫情就是命令。{office.name}{office.committee}闻令而动，把群众生命安全和身体健康放在首位，"
            "[[先后印发{epidemic.document_titles|names:3}等{epidemic.documents}个文件，]]"
            "细化党员干部在防控工作中的任务、责任和纪律。"
            "截至{report.as_of}，{office.name}[[组建疫情防控党员服务队{epidemic.teams}个]]，"
            "[[动员{epidemic.mobilised|左右}名党员下沉卡点和村（社区）]]，"
            "[[累计值守{epidemic.duty_hours|超过|万}个小时]]。"
            "[[工作中涌现出[[优秀党员{epidemic.exemplary_members|names:3}]]，"
            "[[党员模范夫妻{epidemic.model_couples|names:2}]]，"
            "[[优秀支部书记{epidemic.exemplary_secretaries|names:3}]]等先进典型。]]"
            "[[{epidemic.promising|names:3}等入党积极分子和发展对象主动请战，在急难险重任务中经受了考验。]]"
            "{office.whole}上下拧成一股绳，疫情形势总体平稳，群众生产生活有序。",
            order=10,
        ),
    ),
)
