"""What an office may define: names that can be told apart, and nobody's private matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.own_tables import ColumnDefinition
from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.own import figure_key, figure_label
from desktop_app.core.errors import FieldProblem, InvalidRow, InvalidValue
from desktop_app.core.validation import clean_text
from desktop_app.services.own.records import (
    ADDED,
    AMOUNT,
    CHOICE,
    KINDS,
    LATEST,
    NUMBERS,
    OwnColumnRecord,
    OwnLedgerRecord,
)

MOST_COLUMNS = 30
_MOST_OPTIONS = 40
_LONGEST_OPTION = 50
_FORBIDDEN = re.compile(r"[\[\]{}|:*?/\\'\"@]")
_SHEETS = ("单位信息", "填报单位", "存在问题", "下步措施", "零报告", "直报数", "选项", "填表说明")
_COMMON = ("填报单位", "日期", "小计", "估计", "计入合计")
_BELIEF = re.compile("信仰|信教|教徒|信徒|信众|教派|入教|佛教|道教|基督|天主|伊斯兰")
_TOWNSHIP_ONLY = re.compile("宗教|线索|处分|违纪|违法|立案|执纪")
_PERSONAL = re.compile(
    "姓名|名单|身份证|电话|手机|微信|住址|地址|银行卡|账号|出生|年龄|籍贯|民族|病|家庭"
)


def checked_name(text: str, what: str, longest: int) -> str:
    """Return a name as it is kept; InvalidRow says what is wrong with it."""
    name = checked_text(text, what, longest)
    if not name:
        raise wrong("label", f"{what}不能为空，请填写")
    if found := _FORBIDDEN.search(name):
        raise wrong("label", f"{what}里不能用“{found[0]}”，请换一个写法")
    return name


def checked_text(text: str, what: str, longest: int) -> str:
    """Return a text as it is kept, "" for nothing."""
    try:
        return clean_text(text, longest) or ""
    except InvalidValue as problem:
        raise wrong("label", f"{what}{problem}") from None


def wrong(field: str, sentence: str) -> InvalidRow:
    """Return the refusal of one value."""
    return InvalidRow((FieldProblem(field, sentence),))


def checked_ledger(catalogue: Catalogue, ledger: OwnLedgerRecord) -> OwnLedgerRecord:
    """Return a ledger as it is kept; InvalidRow with the first thing that is wrong."""
    label = checked_name(ledger.label, "台账名称", 20)
    others = {spec.label for key, spec in catalogue.ledgers.items() if key != ledger.key}
    if label in others or label in _SHEETS:
        raise wrong("label", f"已有叫“{label}”的台账或表，请换一个名称")
    row_counter = checked_text(ledger.row_counter, "按行计数的量词", 6)
    columns = tuple(
        checked_column(column, kept_by_office=ledger.kept_by_office) for column in ledger.columns
    )
    if not columns:
        raise wrong("columns", f"“{label}”还没有栏目，请至少加一栏")
    if len(columns) > MOST_COLUMNS:
        raise wrong("columns", f"“{label}”有{len(columns)}栏，最多{MOST_COLUMNS}栏，请分成两个台账")
    _refuse_twice([column.label for column in columns], "栏目")
    figures = {figure_key(column.key) for column in columns if column.key}
    figures.add(figure_key(ledger.key))
    taken = {spec.label for key, spec in catalogue.figures.items() if key not in figures}
    wanted = [
        figure_label(label, column.label, holds_figures=ledger.holds_figures)
        for column in columns
        if column.is_figure
    ]
    wanted += [label] if row_counter else []
    _refuse_twice(wanted, "指标")
    for name in wanted:
        if name in taken:
            raise wrong("label", f"已有叫“{name}”的指标，请换一个名称")
    help_text = checked_text(ledger.help, "台账说明", 100)
    return replace(ledger, label=label, help=help_text, row_counter=row_counter, columns=columns)


def checked_column(column: OwnColumnRecord, *, kept_by_office: bool) -> OwnColumnRecord:
    """Return a column as it is kept; InvalidRow names it and says what is wrong."""
    label = checked_name(column.label, "栏目名称", 20)
    if label in _COMMON:
        raise wrong("label", f"“{label}”是每个台账都有的栏目，不用另加")
    if column.kind not in KINDS:
        raise wrong("kind", f"“{label}”的类型只能是{'、'.join(KINDS)}")
    is_number = column.kind in NUMBERS
    counter = checked_text(column.counter, f"“{label}”的量词", 6) if is_number else ""
    if column.kind == AMOUNT:
        counter = counter or "元"
    if is_number and not counter:
        raise wrong("counter", f"“{label}”是数字，要填量词，如：次、人次、个")
    options = _checked_options(column) if column.kind == CHOICE else ()
    reason = checked_text(column.reason, "登记理由", 100)
    _refuse_private(replace(column, label=label, reason=reason), kept_by_office=kept_by_office)
    if column.is_figure and column.within == LATEST and column.over_periods == ADDED:
        raise wrong("over_periods", f"“{label}”以最新为准，半年和全年不能相加，请选“取最后一季”")
    return replace(
        column,
        label=label,
        counter=counter,
        options=options,
        reason=reason,
        definition=checked_text(column.definition, "口径", 100),
        is_figure=column.is_figure and is_number,
    )


def refuse_other_kind(column: OwnColumnRecord, known: ColumnDefinition) -> None:
    """Refuse to turn a column that may hold something into another kind."""
    if column.kind != known.kind:
        raise wrong(
            "kind",
            f"“{column.label}”建好后不能从“{known.kind}”改成“{column.kind}”，请另加一栏",
        )


def _checked_options(column: OwnColumnRecord) -> tuple[str, ...]:
    what = f"“{column.label}”的选项"
    options = [
        text for line in column.options if (text := checked_text(line, what, _LONGEST_OPTION))
    ]
    if not options:
        raise wrong("options", f"{what}还没有填，请一行写一项")
    if len(options) > _MOST_OPTIONS:
        raise wrong("options", f"{what}有{len(options)}项，最多{_MOST_OPTIONS}项")
    _refuse_twice(options, "选项")
    return tuple(options)


def _refuse_twice(names: Sequence[str], what: str) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise wrong("label", f"{what}“{name}”写了两遍，请改掉一个")


def _refuse_private(column: OwnColumnRecord, *, kept_by_office: bool) -> None:
    """Hold an office's own columns to what the built-in ones are held to (docs/privacy.md)."""
    texts: Iterable[str] = (column.label, *column.options)
    if any(_BELIEF.search(text) for text in texts):
        raise wrong("label", f"“{column.label}”涉及个人信仰，本程序任何地方都不登记，请去掉这一栏")
    if _TOWNSHIP_ONLY.search(column.label) and not (kept_by_office and column.kind in NUMBERS):
        raise wrong(
            "label",
            f"“{column.label}”只能由本级登记人次、件数等数字，不能写文字，也不分到村（社区）",
        )
    if column.kind not in NUMBERS and _PERSONAL.search(column.label) and not column.reason:
        raise wrong(
            "reason", f"“{column.label}”像是个人信息，不是必需就不要登记；确实需要的请填登记理由"
        )
