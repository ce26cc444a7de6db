"""Pages that are made from the declarations: one a work area, and 口径 of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.specs import (
    AreaSpec,
    Count,
    FieldKind,
    FieldSpec,
    FigureSpec,
    LedgerSpec,
    OverPeriods,
    Sum,
    Within,
)
from desktop_app.services.manual.pages import ManualPage

GROUP = "工作领域和指标"
FIGURES = "figures"
"""Key of the page with the 口径 of every figure."""

_WITHIN = {
    Within.SUM: "一季内各次相加",
    Within.LATEST: "一季内只算最近一次",
}
_OVER = {
    OverPeriods.SUM: "半年、全年把各季度相加",
    OverPeriods.LAST: "半年、全年取最后一个季度的",
    OverPeriods.RECOMPUTE: "半年、全年按全部数据重新算",
    OverPeriods.NONE: "半年、全年不算",
}
_KINDS = {
    FieldKind.INTEGER: "数字",
    FieldKind.DECIMAL: "数字，可以有小数",
    FieldKind.DATE: "日期，如 3.5 或 20200305",
    FieldKind.BOOLEAN: "是的打勾",
}
_WITH_ROWS = ("is_subtotal", "estimated", "counted", "note")
"""Columns of every ledger; the page on ledgers tells of them."""


def area_page(area: str) -> str:
    """Return the key of the page on a work area."""
    return f"area-{area}"


def pages(catalogue: Catalogue) -> Iterator[ManualPage]:
    """Yield a page for each work area that has ledgers, then that of all figures."""
    for area in catalogue.areas:
        if area.ledgers:
            text = "\n\n".join(_area(area.spec))
            yield ManualPage(area_page(area.spec.key), GROUP, text)
    text = "\n\n".join(_all_figures(catalogue))
    yield ManualPage(FIGURES, GROUP, text)


def figure_section(figure: FigureSpec) -> str:
    """Return the heading under which the page of all figures explains one."""
    return f"{figure.label}（{figure.counter}）" if figure.counter else figure.label


def _area(area: AreaSpec) -> Iterator[str]:
    yield f"# {area.label}"
    yield area.help
    yield (
        "一件事填一行；只知道合计数的，到“本季工作台”填。填法见[台账：一件事一行](ledgers)，"
        f"每个数怎么算见[指标口径]({FIGURES})。"
    )
    for ledger in area.ledgers:
        yield f"## {ledger.label}"
        yield from _ledger(ledger)
    if area.figures:
        yield f"## {area.label}的指标"
        yield _table(
            ("指标", "口径"), ((figure_section(one), one.definition) for one in area.figures)
        )


def _ledger(ledger: LedgerSpec) -> Iterator[str]:
    if ledger.help:
        yield ledger.help
    if ledger.kept_by_office:
        yield "由本级（党建办）登记，不用村（社区）填。"
    shown = [field for field in ledger.fields if field.name not in _WITH_ROWS]
    yield _table(("栏目", "填什么"), ((field.heading, _asked(field)) for field in shown))


def _asked(field: FieldSpec) -> str:
    """Return what belongs into a column."""
    if field.derived:
        return "不用填，自动得出"
    facts = [field.help] if field.help else []
    if field.choices:
        facts.append(f"可选：{'、'.join(field.choices)}")
    elif field.option_list:
        facts.append("可选的内容在“设置”的“选项”里，可以改")
    elif not field.help:
        facts.append(_KINDS.get(field.kind, "文字"))
    return "；".join(fact.rstrip("。") for fact in facts)


def _all_figures(catalogue: Catalogue) -> Iterator[str]:
    yield "# 指标口径"
    yield (
        "报告里的每个数怎么算，都写在这里。没有报的不是 0，是“没有报”；"
        "确实没有这项工作的报“零报告”，才算 0。"
    )
    for area in catalogue.areas:
        if area.spec.figures:
            yield f"## {area.spec.label}"
        for figure in area.spec.figures:
            yield f"### {figure_section(figure)}"
            yield _explained(figure)


def _explained(figure: FigureSpec) -> str:
    facts = [figure.definition.rstrip("。")]
    if not figure.is_list:
        adds_rows = isinstance(figure.source, Sum | Count)
        if adds_rows or figure.within is Within.LATEST:
            facts.append(_WITHIN[figure.within])
        facts.append(_OVER[figure.over_periods])
    if not figure.by_unit:
        facts.append("只有全镇（街道）的数，不分到村")
    return "；".join(facts) + "。"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "｜")
