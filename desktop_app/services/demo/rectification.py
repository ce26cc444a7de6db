"""问题与措施: ten problems and ten measures over five quarters, linked, some of them settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desktop_app.core.periods import Period
from desktop_app.services.rectification.service import DONE, RectificationService


@dataclass(frozen=True, slots=True)
class DemoProblem:
    """A problem: what the ledger says, how the report puts it, and its life."""

    key: str
    area: str
    opened: str
    closed: str | None
    description: str
    wording: str
    source: str
    leader: str
    body: str


@dataclass(frozen=True, slots=True)
class DemoMeasure:
    """A measure; progress: quarter → (state, note); done_on: the day it was settled."""

    opened: str
    answers: tuple[str, ...]
    heading: str
    text: str
    body: str
    person: str
    due: date | None
    progress: dict[str, tuple[str, str]] = field(default_factory=dict)
    done_on: date | None = None


_PROBLEMS = (
    DemoProblem(
        "reserve", "基层党建", "2019Q4", None,
        "柳笛、栗坡、槐坪三个村党员平均年龄超过五十六岁，三十五岁以下党员多在外务工",
        "部分村党员队伍年龄偏大，青年骨干外出较多，村级后备力量储备不足",
        "党支部书记述职评议", "组织委员 顾望平", "党建办",
    ),
    DemoProblem(
        "theme days", "基层党建", "2019Q4", "2020Q3",
        "抽查主题党日记录，个别支部以读文件代替活动，签到和记录不完整",
        "个别支部主题党日内容单调，与村里实际工作结合不紧，党员参与热情不高",
        "季度抽查", "组织委员 顾望平", "党建办",
    ),
    DemoProblem(
        "public notices", "廉政建设", "2019Q4", "2020Q2",
        "两个村的村务公开栏超过两个月没有更新，公开内容缺少明细",
        "少数村村务公开不够及时，公开内容过于笼统，群众监督渠道还不够畅通",
        "日常监督检查", "纪委书记 石砚民", "镇纪委",
    ),
    DemoProblem(
        "supplies", "疫情防控", "2020Q1", "2020Q2",
        "三个卡点交接班登记有缺页，防护物资收发台账与库存不一致",
        "应急值守机制还不健全，个别卡点交接登记不规范，防护物资管理不够精细",
        "疫情防控督查", "副镇长 韩汀舟", "应急办",
    ),
    DemoProblem(
        "policies", "复工复产", "2020Q1", "2020Q3",
        "走访的商户中有三成不了解减免租金和贷款贴息政策",
        "惠企政策宣传覆盖面不够，部分小微企业和商户不会用、不敢用政策",
        "企业走访", "副镇长 柏启航", "经济发展办",
    ),
    DemoProblem(
        "migrants", "基层党建", "2020Q2", None,
        "在册流动党员中有十一人连续两个季度没有参加组织生活",
        "流动党员联系不够经常，线上学习督促不到位，个别党员组织观念有所淡化",
        "党员管理排查", "组织委员 顾望平", "党建办",
    ),
    DemoProblem(
        "flood watch", "其他", "2020Q2", "2020Q4",
        "沿河三个村夜间值班只安排一人，应急队伍没有开展过演练",
        "汛期村级值班力量偏弱，应急队伍实战演练不足",
        "防汛检查", "副镇长 韩汀舟", "应急办",
    ),
    DemoProblem(
        "assets", "廉政建设", "2020Q3", None,
        "抽查四个村集体资产台账，有七处房屋和设备登记与实物不符",
        "农村集体资产底数还不够清，台账登记与实物管理存在脱节",
        "专项检查", "纪委书记 石砚民", "镇纪委",
    ),
    DemoProblem(
        "returns", "疫情防控", "2020Q4", None,
        "返乡人员提前报备率不高，个别村民小组摸排不到户",
        "冬春季返乡人员增多，少数村组摸排登记不够及时，防控压力加大",
        "疫情防控督查", "副镇长 韩汀舟", "应急办",
    ),
    DemoProblem(
        "grid branches", "基层党建", "2020Q4", None,
        "汀源、映霞两个社区新设网格支部活动次数少，支委分工没有落实",
        "社区新设网格支部运行时间短，组织生活质量不够均衡，作用发挥还不充分",
        "党建工作调研", "组织委员 顾望平", "党建办",
    ),
)  # fmt: skip

_CLOSINGS = {
    "theme days": (date(2020, 9, 18), "抽查十二个单位，活动有计划、记录完整"),
    "public notices": (date(2020, 6, 19), "各村按月更新公开栏，镇纪委抽查合格"),
    "supplies": (date(2020, 5, 20), "重新登记防护物资，交接班记录每日核对"),
    "policies": (date(2020, 9, 25), "逐户上门讲解政策，走访实现全覆盖"),
    "flood watch": (date(2020, 10, 30), "沿河三个村实行双人值班，组织演练两次"),
}
"""Problem's key → the day it was put right, and what was done."""

_MEASURES = (
    DemoMeasure(
        "2019Q4", ("reserve",), "建强村级后备力量",
        "建立在外优秀青年和返乡能人信息库，每村培养两名以上后备干部，"
        "由镇村干部结对帮带，有计划地安排他们参与网格管理、项目建设和群众服务，"
        "在实践中锻炼才干。",
        "党建办", "顾望平", None,
        {
            "2019Q4": ("未启动", ""),
            "2020Q1": ("推进中", "已登记后备人选二十三名"),
            "2020Q3": ("长期坚持", "每村均有两名以上后备人选"),
        },
    ),
    DemoMeasure(
        "2019Q4", ("theme days",), "丰富主题党日内容",
        "每季度发布主题党日活动指引，推广田间课堂、志愿服务、走访帮扶等形式，"
        "坚持活动有计划、过程有记录、结束有反馈，让党员愿意来、有收获。",
        "党建办", "苗知远", date(2020, 9, 30),
        {
            "2019Q4": ("推进中", "已印发活动指引"),
            "2020Q3": (DONE, "抽查十二个单位，记录完整"),
        },
        date(2020, 9, 18),
    ),
    DemoMeasure(
        "2019Q4", ("public notices",), "规范村务公开",
        "明确公开事项、时限和责任人，每月十日前更新公开栏，"
        "财务收支逐笔公开，镇纪委每季度抽查一次，结果在全镇通报。",
        "镇纪委", "石砚民", date(2020, 6, 30),
        {
            "2019Q4": ("推进中", ""),
            "2020Q1": ("推进中", "抽查六个村，五个村按时更新"),
            "2020Q2": (DONE, "各村均按月更新"),
        },
        date(2020, 6, 19),
    ),
    DemoMeasure(
        "2020Q1", ("supplies",), "健全应急值守机制",
        "统一卡点交接班登记和物资收发台账，明确带班领导和值班人员责任，"
        "每周盘点一次防护物资，做到账物相符、调用及时。",
        "应急办", "韩汀舟", date(2020, 6, 30),
        {"2020Q1": ("推进中", "新台账已发到各卡点"), "2020Q2": (DONE, "连续四周盘点账物相符")},
        date(2020, 6, 12),
    ),
    DemoMeasure(
        "2020Q1", ("policies",), "推动惠企政策上门",
        "把减税降费、租金减免、贷款贴息等政策编成明白卡，"
        "由联系企业的党员干部逐户送达、逐项讲解，对符合条件的企业和商户帮办代办。",
        "经济发展办", "柏启航", date(2020, 9, 30),
        {
            "2020Q1": ("未启动", ""),
            "2020Q2": ("推进中", "已走访商户二百一十户"),
            "2020Q3": (DONE, "走访实现全覆盖"),
        },
        date(2020, 9, 11),
    ),
    DemoMeasure(
        "2020Q2", ("migrants",), "加强流动党员联系服务",
        "落实支部委员联系流动党员制度，每月至少联系一次，"
        "利用微信群按时推送学习内容，返乡时组织集中学习和谈心谈话，确保离乡不离党。",
        "党建办", "苗知远", date(2020, 11, 30),
        {
            "2020Q2": ("未启动", ""),
            "2020Q3": ("推进中", "已建立联系台账"),
            "2020Q4": ("推进中", "仍有三名流动党员没有取得稳定联系"),
        },
    ),
    DemoMeasure(
        "2020Q2", ("flood watch",), "充实汛期值班力量",
        "沿河各村夜间实行双人值班，把党员和民兵编入应急队伍，"
        "汛前集中演练，遇有强降雨提前上岗，确保险情早发现、早处置。",
        "应急办", "韩汀舟", date(2020, 10, 31),
        {
            "2020Q2": ("推进中", "双人值班已落实"),
            "2020Q3": ("推进中", "已组织演练两次"),
            "2020Q4": (DONE, "汛期平稳度过"),
        },
        date(2020, 10, 22),
    ),
    DemoMeasure(
        "2020Q3", ("assets",), "开展集体资产清查",
        "组织专班对各村房屋、设备、林地等集体资产逐项核对，"
        "统一登记编号，合同逐份审核，清查结果张榜公示，接受群众监督。",
        "镇纪委、农业农村办", "石砚民", date(2021, 3, 31),
        {"2020Q3": ("未启动", ""), "2020Q4": ("推进中", "已完成五个村的清查")},
    ),
    DemoMeasure(
        "2020Q4", ("returns",), "抓实冬春季疫情防控",
        "用好网格党员力量，逐户摸清在外人员返乡计划，"
        "落实提前报备、健康监测和上门服务，备足防护物资，引导群众少聚集、戴口罩、勤洗手。",
        "应急办", "韩汀舟", date(2021, 3, 31),
        {"2020Q4": ("推进中", "摸排表已发到各网格")},
    ),
    DemoMeasure(
        "2020Q4", ("grid branches", "migrants"), "提升网格支部组织生活质量",
        "选派党建指导员联系新设网格支部，帮助理清支委分工，"
        "每月指导开展一次组织生活，总结推广好的做法，推动各支部共同提高。",
        "党建办", "顾望平", date(2021, 6, 30),
        {"2020Q4": ("未启动", "")},
    ),
)  # fmt: skip
"""All persons are invented."""


def fill(service: RectificationService, quarter: Period) -> None:
    """Bring problems and measures from the end of the quarter before to the end of this one."""
    uids = {record.description: record.uid for record in service.problems(quarter, open_only=True)}
    for problem in _PROBLEMS:
        if problem.opened == quarter.code:
            uids[problem.description] = service.save_problem(
                quarter,
                description=problem.description,
                wording=problem.wording,
                area=problem.area,
                source=problem.source,
                responsible_leader=problem.leader,
                responsible_body=problem.body,
            )
    by_key = {
        problem.key: uids[problem.description]
        for problem in _PROBLEMS
        if problem.description in uids
    }
    measures = {record.heading: record.uid for record in service.measures(quarter)}
    for measure in _MEASURES:
        if measure.opened == quarter.code:
            measures[measure.heading] = service.save_measure(
                quarter,
                problems=[by_key[key] for key in measure.answers],
                heading=measure.heading,
                text=measure.text,
                responsible_body=measure.body,
                responsible_person=measure.person,
                due=measure.due,
            )
        if quarter.code in measure.progress:
            _progress(service, quarter, measure, measures[measure.heading])
    for problem in _PROBLEMS:
        if problem.closed == quarter.code:
            day, note = _CLOSINGS[problem.key]
            service.sign_off(quarter, by_key[problem.key], closed_on=day, closing_note=note)


def _progress(
    service: RectificationService, quarter: Period, measure: DemoMeasure, uid: str
) -> None:
    state, note = measure.progress[quarter.code]
    if state == DONE:
        service.save_progress(quarter, uid, state=state, note=note, closed_on=measure.done_on)
        service.save_measure(quarter, uid, closed=quarter.code)
    else:
        service.save_progress(quarter, uid, state=state, note=note)
