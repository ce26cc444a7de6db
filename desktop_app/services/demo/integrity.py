"""廉政建设: education and reminders of every unit, and the township's own counts."""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.services.demo.book import Book
from desktop_app.services.demo.township import (
    OFFICE_ITSELF,
    PHONED,
    QUARTERS,
    UNITS,
    DemoUnit,
    between,
    on,
    share,
)

_OCCASIONS = {
    "2019Q4": (("国庆", 1, 8), ("元旦", 3, 27)),
    "2020Q1": (("春节", 1, 19), ("清明", 3, 30)),
    "2020Q2": (("五一", 1, 28), ("端午", 3, 22)),
    "2020Q3": (("升学季", 2, 18), ("中秋国庆", 3, 25)),
    "2020Q4": (("国庆假期返岗", 1, 9), ("元旦", 3, 28)),
}
"""Quarter → (occasion, month, day) of the reminders."""

_CLUES: dict[str, tuple[tuple[str, int, int, int], ...]] = {
    "2019Q4": (("中央八项规定", 2, 2, 0), ("农村三资", 2, 1, 1)),
    "2020Q1": (("疫情防控", 4, 4, 1), ("农村三资", 2, 1, 1), ("捐赠物资", 1, 1, 0)),
    "2020Q2": (("疫情防控", 1, 1, 0), ("农村三资", 3, 2, 1), ("其他", 1, 1, 0)),
    "2020Q3": (("中央八项规定", 1, 1, 0), ("农村三资", 2, 2, 0)),
    "2020Q4": (("农村三资", 2, 2, 1), ("其他", 2, 1, 0)),
}
"""Quarter → (field, received, closed, filed)."""

_CIRCULARS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "2019Q4": ((2, 15, 2), (3, 18, 1)),
    "2020Q1": ((2, 7, 3), (2, 24, 2), (3, 20, 1)),
    "2020Q2": ((1, 22, 2), (3, 12, 2)),
    "2020Q3": ((1, 24, 1), (3, 16, 2)),
    "2020Q4": ((2, 13, 2), (3, 21, 1)),
}
"""Quarter → (month, day, people criticised) of each issue."""

_DISPOSITIONS: dict[str, tuple[tuple[str, str, int, int], ...]] = {
    "2019Q4": (("日常", "谈话提醒", 5, 6), ("纪委", "批评教育", 2, 2), ("纪委", "党内警告", 1, 1)),
    "2020Q1": (
        ("日常", "谈话提醒", 9, 11),
        ("纪委", "谈话提醒", 2, 2),
        ("纪委", "批评教育", 4, 4),
        ("纪委", "党内警告", 2, 2),
        ("纪委", "党内严重警告", 1, 1),
    ),
    "2020Q2": (
        ("日常", "谈话提醒", 6, 7),
        ("纪委", "责令检查", 1, 1),
        ("纪委", "党内警告", 1, 1),
    ),
    "2020Q3": (("日常", "谈话提醒", 6, 6), ("纪委", "批评教育", 2, 2)),
    "2020Q4": (
        ("日常", "谈话提醒", 7, 8),
        ("纪委", "诫勉", 1, 1),
        ("纪委", "党内严重警告", 1, 1),
    ),
}
"""Quarter → (source, kind, people, times)."""

_FORMS = ("短信微信", "集体谈话", "文件通知", "个别谈话")


def fill(book: Book) -> None:
    """Write the ledgers of every quarter."""
    for quarter in QUARTERS:
        for unit in (*UNITS, OFFICE_ITSELF):
            _education(book, quarter, unit)
            _reminders(book, quarter, unit)
        _counts(book, quarter)


def _education(book: Book, quarter: Period, unit: DemoUnit) -> None:
    members = unit.members_in(quarter)
    films = between(1, 2, "films", quarter.code, unit.name)
    watched = films * share(members, 72, 93, "watched", quarter.code, unit.name)
    if unit.name in PHONED:
        book.add(
            "warning_education",
            quarter,
            unit.name,
            kind="警示教育片",
            times=films,
            attendance=watched,
            is_subtotal=True,
        )
        return
    kind = ("警示教育片", "廉政纪录片")[between(0, 1, "kind", quarter.code, unit.name)]
    day = on(quarter, 2, between(10, 26, "film day", quarter.code, unit.name))
    book.add(
        "warning_education", quarter, unit.name, day, kind=kind, times=films, attendance=watched
    )
    if between(0, 2, "cases", quarter.code, unit.name) == 0 or unit is OFFICE_ITSELF:
        attendance = share(members, 60, 85, "cases", quarter.code, unit.name)
        book.add(
            "warning_education",
            quarter,
            unit.name,
            on(quarter, 3, 17),
            kind="案例通报",
            attendance=attendance,
        )


def _reminders(book: Book, quarter: Period, unit: DemoUnit) -> None:
    for place, (occasion, month, day) in enumerate(_OCCASIONS[quarter.code]):
        times = between(1, 2, "reminders", quarter.code, unit.name, place)
        people = 6 + unit.branches_in(quarter) * 2
        if unit.name in PHONED:
            if place == 0:
                book.add(
                    "reminder",
                    quarter,
                    unit.name,
                    occasion=occasion,
                    form="集体谈话",
                    times=times + 1,
                    people=people * (times + 1),
                    is_subtotal=True,
                )
            continue
        form = _FORMS[between(0, 3, "form", quarter.code, unit.name, place)]
        book.add(
            "reminder",
            quarter,
            unit.name,
            on(quarter, month, day),
            occasion=occasion,
            form=form,
            times=times,
            people=people * times,
        )


def _counts(book: Book, quarter: Period) -> None:
    """What only the township as a whole keeps, without names and notes."""
    name = OFFICE_ITSELF.name
    for field, received, closed, filed in _CLUES[quarter.code]:
        book.add(
            "clue",
            quarter,
            name,
            on(quarter, 3, 26),
            field=field,
            received=received,
            closed=closed,
            filed=filed,
        )
    first = 1 + sum(
        len(issues)
        for code, issues in _CIRCULARS.items()
        if code < quarter.code and code[:4] == quarter.code[:4]
    )
    first += 6 if quarter.year == QUARTERS[0].year else 0
    for number, (month, day, people) in enumerate(_CIRCULARS[quarter.code], first):
        book.add(
            "circular",
            quarter,
            name,
            on(quarter, month, day),
            issue_no=f"{quarter.year}年第{number}期",
            people_criticised=people,
        )
    for source, kind, people, times in _DISPOSITIONS[quarter.code]:
        book.add(
            "disposition",
            quarter,
            name,
            on(quarter, 3, 27),
            source=source,
            kind=kind,
            people=people,
            times=times,
        )
