"""The name of a figure that the office has and the program does not: from the words around it."""

from __future__ import annotations

import re

from desktop_app.report.old_reports.records import NEW, Blank, Choice
from desktop_app.report.old_reports.scoring import Surroundings

_LEADING = re.compile(
    r"^(?:并|还|也|又|已|均|共|累计|其中|同时|目前|今年以来|全年|截至目前|我镇|全镇|我街道|全街道|先后|共计|总计|合计|分别|通过|组织|深入|积极|认真)+"
)
_TRAILING = re.compile(
    r"(?:了|共计|共|达到|达|为|有|约|近|累计|各|合计|总计|分别|超过|突破|等|的|已|均|至|到|是|[：:])+$"
)
_STOP = re.compile(r"[，。；：！？（）“”《》]")
_ENOUGH = 2
_LONGEST = 16


def new_figure(blank: Blank, around: Surroundings) -> Choice:
    """Propose an office's own figure: verb and thing around the blank, with the written counter."""
    left = _trimmed(_STOP.split(around.left)[-1].rpartition("、")[2])
    right = _STOP.split(around.right)[0].partition("、")[0]
    thing = re.split(r"(?:的(?=.{0,2}(?:情况|工作))|到|在|担任|参加|下沉|用于|进行|参与)", right)[0]
    thing = _trimmed(thing.removeprefix("的"))
    name = f"{left}{thing}" if len(thing) >= _ENOUGH else left
    if len(name) < _ENOUGH:
        name = f"{left}{thing}" or "新指标"
    return Choice(NEW, None, name[-_LONGEST:] if not thing else name[:_LONGEST], blank.counter)


def _trimmed(text: str) -> str:
    text = _TRAILING.sub("", text.translate(str.maketrans("", "", "“”《》、 ")))
    return _LEADING.sub("", text)
