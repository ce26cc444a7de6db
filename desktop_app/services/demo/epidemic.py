"""疫情防控: teams, members at the posts and people honoured, from 2020Q1 on and declining."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.periods import Period
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    OFFICE_ITSELF,
    OUTBREAK,
    PHONED,
    QUARTERS,
    UNITS,
    DemoUnit,
    between,
    on,
    share,
)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of it a quarter saw.

    mobilised: percent of the members. days: days at the posts in the first and second half.
    member_share: one in so many members stands at a post each day.
    """

    mobilised: tuple[int, int]
    days: tuple[int, int]
    hours_each: int
    member_share: int


_EFFORTS = {
    "2020Q1": Effort((76, 90), (34, 31), 8, 6),
    "2020Q2": Effort((46, 58), (30, 26), 4, 9),
    "2020Q3": Effort((20, 30), (16, 14), 3, 12),
    "2020Q4": Effort((28, 38), (18, 24), 3, 10),
}

_EXEMPLARS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "2020Q1": (
        ("柳笛村", "优秀党员", "秦望禾", "连续值守村口卡点四十一天，主动承担夜班"),
        ("汀源社区", "优秀党员", "罗映川", "为居家观察的住户代买代送生活物资"),
        ("芦堰村", "优秀党员", "邵立畈", "腾出自家农用车运送消杀用品"),
        (
            "禾苑社区",
            "党员模范夫妻",
            "贺明溪、沈采薇夫妇",
            "夫妻轮班，一人守小区大门，一人送药上门",
        ),
        ("上汀村", "优秀支部书记", "汪清畴", "疫情发生后当晚组织党员设卡，吃住在值班点"),
        ("栗坡村", "优秀支部书记", "崔守穗", "带领党员逐户登记，三天走遍全村"),
        ("映霞社区", "入党积极分子", "陆听泉", "报名参加志愿服务，负责楼道消毒"),
        ("槐坪村", "入党积极分子", "姚春坪", "用自家广播每天播报防控提示"),
        ("汀源社区", "入党积极分子", "范知夏", "为独居老人送菜送药"),
        ("芦堰村", "发展对象", "孟新渠", "返乡后第一时间报到，承担夜间巡逻"),
    ),
    "2020Q2": (
        ("禾苑社区", "优秀党员", "邹砚秋", "坚持核验出入人员，手把手教老人使用健康码"),
        ("杏岗村", "优秀党员", "魏向坡", "组织代耕小组帮缺劳力农户插秧"),
        ("汀禾食品公司支部", "优秀党员", "蒋守正", "带头落实车间分区用餐和消毒"),
        ("麦畈村", "优秀支部书记", "段启麦", "把返乡人员编进网格，逐人落实联系党员"),
        ("柳笛村", "入党积极分子", "傅晓笛", "参加防疫宣讲小队，走遍九个村民小组"),
        ("上汀村", "发展对象", "许汀兰", "负责集市入口测温登记"),
    ),
    "2020Q3": (
        ("汀源社区", "优秀党员", "钟闻涛", "牵头社区防疫物资盘点和轮换"),
        ("芦堰村", "优秀党员", "梁护堰", "汛期兼顾堤防巡查和卡点值守"),
        ("映霞社区", "入党积极分子", "祝小满", "利用暑期为返校学生做防疫讲解"),
    ),
    "2020Q4": (
        ("栗坡村", "优秀党员", "葛栗生", "负责冷链运输车辆登记，无一漏登"),
        ("禾苑社区", "优秀党员", "苏问渠", "组织楼栋长开展返乡人员提前报备"),
        ("上汀村", "党员模范夫妻", "邓耕野、石采莲夫妇", "夫妻俩包联二十六户，雪天上门送物资"),
        ("竹埠村", "优秀支部书记", "卢竹青", "提前摸清在外人员去向，建立一户一表"),
        ("汀源社区", "入党积极分子", "章亦舟", "承担夜间消杀和值班"),
        ("麦畈村", "入党积极分子", "白望麦", "利用赶集日发放防护手册"),
    ),
}
"""Quarter → (unit, kind, name, deed), in the order of the report; all names are invented."""


def fill(book: Book) -> None:
    """Write the epidemic's ledgers of every quarter since it began."""
    for quarter in QUARTERS[1:]:
        effort = _EFFORTS[quarter.code]
        for unit in (*UNITS, OFFICE_ITSELF):
            _mobilised(book, quarter, unit, effort)
            _teams(book, quarter, unit, effort)
            _duty(book, quarter, unit, effort)
        for order, (name, kind, person, deed) in enumerate(_EXEMPLARS[quarter.code], 1):
            book.add("exemplar", quarter, name, kind=kind, name=person, deed=deed, order=order)


def _mobilised(book: Book, quarter: Period, unit: DemoUnit, effort: Effort) -> None:
    """A first count and the one at the end; in the outbreak an estimate before both."""
    final = share(unit.members_in(quarter), *effort.mobilised, "mobilised", quarter.code, unit.name)
    if quarter == OUTBREAK:
        book.add(
            "mobilisation",
            quarter,
            unit.name,
            on(quarter, 1, 28),
            members=final // 2,
            estimated=True,
        )
    if unit.name not in PHONED:
        book.add("mobilisation", quarter, unit.name, on(quarter, 2, 20), members=final * 9 // 10)
    book.add("mobilisation", quarter, unit.name, on(quarter, 3, 27), members=final)


def _teams(book: Book, quarter: Period, unit: DemoUnit, effort: Effort) -> None:
    """One team a unit; in the outbreak a second one in the larger units."""
    mobilised = share(
        unit.members_in(quarter), *effort.mobilised, "mobilised", quarter.code, unit.name
    )
    base = "镇机关" if unit is OFFICE_ITSELF else unit.base
    names = [f"{base}党员先锋队"]
    if unit.members_in(quarter) > 50 and quarter.code in ("2020Q1", "2020Q2"):
        names.append(f"{base}党员巡逻队")
    if unit.members_in(quarter) > 90 and quarter == OUTBREAK:
        names.append(f"{base}便民代办队")
    for place, name in enumerate(names):
        members = max(mobilised * (5 - 2 * place) // 12, 3)
        first = on(quarter, 1, 29) if quarter == OUTBREAK else on(quarter, 1, 10)
        book.add("service_team", quarter, unit.name, first, name=name, members=max(members - 2, 2))
        if place == 0:
            book.add(
                "service_team", quarter, unit.name, on(quarter, 3, 18), name=name, members=members
            )


def _duty(book: Book, quarter: Period, unit: DemoUnit, effort: Effort) -> None:
    """Shifts of both halves of the quarter; those who phone give the hours alone."""
    if unit is OFFICE_ITSELF:
        return
    people = max(unit.members_in(quarter) // effort.member_share, 2)
    if unit.name in PHONED:
        days = sum(effort.days)
        hours = people * effort.hours_each * days - between(0, 30, "duty", quarter.code, unit.name)
        book.add(
            "duty_shift",
            quarter,
            unit.name,
            hours=hours,
            is_subtotal=True,
            estimated=quarter == OUTBREAK,
            note="电话报来的累计数",
        )
        return
    posts = {
        "社区": ("小区出入口", f"{unit.base}片区巡逻"),
        "企业支部": ("厂区大门", "厂区巡查"),
    }.get(unit.kind, ("村口卡点", f"{unit.base}村组巡逻"))
    for half, days in enumerate(effort.days):
        book.add(
            "duty_shift",
            quarter,
            unit.name,
            on(quarter, 2 + half, 28),
            post=posts[half],
            people_per_day=max(people - half * people // 3, 1),
            hours_each=effort.hours_each - (quarter == OUTBREAK and half) * 2,
            days=days,
        )
