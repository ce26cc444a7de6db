"""What the cards of a quarter's board say."""

from __future__ import annotations

from desktop_app.core.periods import Period
from desktop_app.services.rectification.board import BoardMeasure, BoardProblem
from desktop_app.services.rectification.lights import Light
from desktop_app.services.rectification.service import DONE
from desktop_app.ui.rectification.cards import Badge, Card, Tone
from desktop_app.ui.tables.wording import cell_text

CARRIED_OVER = "上季度结转"
LATE = "超期"
_BETWEEN = " · "
_STATES = {DONE: Tone.OK}
_LIGHTS = {
    Light.RED: Tone.ERROR,
    Light.YELLOW: Tone.SOON,
    Light.GREEN: Tone.IN_TIME,
    Light.DONE: Tone.OK,
    Light.NONE: Tone.PLAIN,
}


def problem_card(
    number: int, problem: BoardProblem, period: Period, light: Light | None = None
) -> Card:
    """Return the card of a problem; light: of its most urgent measure, where that is wanted."""
    badges = []
    if light is not None and problem.closed is None:
        badges.append(Badge(light.value, _LIGHTS[light]))
    if problem.repeat and problem.repeat.quarters > 1:
        badges.append(Badge(f"第{problem.repeat.quarters}个季度", Tone.WARNING))
    if problem.carried_over:
        badges.append(Badge(CARRIED_OVER))
    if problem.repeat and problem.repeat.like:
        badges.append(Badge(problem.repeat.sentence, Tone.WARNING))
    if problem.closed_here:
        badges.append(Badge("本季度已销号", Tone.OK))
    elif problem.closed:
        badges.append(Badge(f"{problem.closed.label}销号"))
    if not problem.measures:
        badges.append(Badge("没有对应措施", Tone.WARNING))
    else:
        badges.append(Badge(f"{len(problem.measures)}条措施"))
    names = ("area", "responsible_body", "responsible_leader")
    return Card(
        problem.uid,
        f"{number}. {problem.values['description']}",
        tuple(badges),
        _BETWEEN.join(filter(None, (cell_text(problem.values[name]) for name in names))),
        is_finished=problem.closed is not None and problem.closed <= period,
    )


def measure_card(number: int, measure: BoardMeasure, light: Light | None = None) -> Card:
    """Return the card of a measure; light: where the colours are wanted."""
    badges = [Badge(measure.state, _STATES.get(measure.state, Tone.PLAIN))]
    if light is not None:
        badges.insert(0, Badge(light.value, _LIGHTS[light]))
    elif measure.overdue:
        badges.insert(0, Badge(LATE))
    if measure.carried_over:
        badges.append(Badge(f"{CARRIED_OVER}：{measure.state_before}"))
    if measure.ended and measure.state != DONE:
        badges.append(Badge("下季度不再列入"))
    names = ("responsible_body", "responsible_person")
    parts = [cell_text(measure.values[name]) for name in names]
    due = cell_text(measure.values["due"])
    if due:
        parts.insert(0, f"{due}前完成")
    return Card(
        measure.uid,
        f"{number}. {measure.values['heading']}",
        tuple(badges),
        _BETWEEN.join(filter(None, parts)),
        is_late=light is Light.RED,
        is_finished=measure.state == DONE,
    )


def problem_remark(problem: BoardProblem, period: Period) -> str:
    """Say where a problem comes from and how it stands."""
    if problem.closed_here:
        end = f"{period.name}已销号，下个季度不再列出"
    elif problem.closed:
        end = f"{problem.closed.label}已销号"
    else:
        end = "尚未销号，会结转到下个季度"
    if problem.repeat and problem.repeat.like:
        end += f"；{problem.repeat.sentence}（“{problem.repeat.like_text}”）"
    return f"{problem.opened.label}提出，{end}。"


def measure_remark(measure: BoardMeasure) -> str:
    """Say where a measure comes from and how it stood."""
    text = f"{measure.opened.label}提出"
    if measure.carried_over:
        text += f"，结转时“{measure.state_before}”"
    if measure.state == DONE:
        text += "，已完成，下个季度不再列出"
    elif measure.ended:
        text += "，下个季度不再列入"
    return text + "。"
