"""The name of a figure that the office has and the program does not: from the words around it."""

from __future__ import annotations

import re

from desktop_app.core.specs import Within
from desktop_app.report.old_reports.records import FIGURE, NEW, Blank, Choice
from desktop_app.report.old_reports.scoring import Surroundings

_LEADING = re.compile(
    r"^(?:并|还|也|又|已|均|共|累计|其中|同时|目前|今年以来|全年|截至目前|[我全本](?:镇|乡|街道)|我办|先后|共计|总计|合计|分别|通过|组织|深入|积极|认真)+"
)
_TRAILING = re.compile(
    r"(?:了|共计|共|达到|达|为|有|约|近|累计|各|合计|总计|分别|超过|突破|等|的|已|均|至|到|是|[：:])+$"
)
_VERBS = re.compile(r"^(?:开展|召开|举办|举行|组织|进行)+")
_STOP = re.compile(r"[，。；：！？（）“”《》]")
_MONEY = re.compile(r"发放|投入|资金|款|金额|慰问金|救助|补助|补贴|收入|投资|产值")
_STATE = re.compile(r"现有|共有|在册|下辖|拥有|配备|配有|设有|建有|保留|总数|总量|注册|存量")
_ENOUGH = 2
_LONGEST = 16


def new_figure(blank: Blank, around: Surroundings, before: Choice | None = None) -> Choice:
    """Propose an office's own figure: verb and thing around the blank, with the written counter.

    before: what is said of the number before, where the words at this one name nothing.
    """
    counter = blank.counter or _usual_counter(blank, around)
    left = _trimmed(_STOP.split(around.left)[-1].rpartition("、")[2])
    right = _STOP.split(around.right)[0].partition("、")[0]
    thing = re.split(r"(?:的(?=.{0,2}(?:情况|工作))|到|在|担任|参加|下沉|用于|进行|参与)", right)[0]
    thing = _trimmed(thing.removeprefix("的"))
    name = f"{left}{thing}" if len(thing) >= _ENOUGH else left
    if len(name) < _ENOUGH:
        name = f"{left}{thing}" or "新指标"
    if before is not None and before.kind in (FIGURE, NEW):
        said = f"{left}{thing}" or ("金额" if counter == "元" else "")
        name = f"{_VERBS.sub('', before.label)}{said}"
    elif not thing:
        name = name[-_LONGEST:]
    within = Within.LATEST if _STATE.search(left) else Within.SUM
    return Choice(NEW, None, name[:_LONGEST], counter, within=within)


def _usual_counter(blank: Blank, around: Surroundings) -> str:
    """Return 元 for what is paid in 万 without a word for it: 发放X人X万."""
    is_money = blank.in_ten_thousands and _MONEY.search(around.wider)
    return "元" if is_money and not around.right else ""


def _trimmed(text: str) -> str:
    text = _TRAILING.sub("", text.translate(str.maketrans("", "", "“”《》、 ")))
    return _LEADING.sub("", text)
