"""Numbers that stand together must fit: parts and wholes, men and women, done and due, totals."""

from __future__ import annotations

import pytest
from township import ROOT

from desktop_app.report.proofreading import proofread
from desktop_app.report.proofreading.manuscript import Line
from desktop_app.report.proofreading.rule_lists import read_rules

RULES = read_rules(ROOT / "resources" / "checks")


def told(*texts: str) -> set[str]:
    lines = [Line(text, where=f"第{number}段") for number, text in enumerate(texts, 1)]
    return {one.rule for one in proofread(lines, RULES) if one.rule.startswith("quantities.")}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("开展主题党日6次，其中8次邀请老党员参加。", "quantities.among"),
        ("发展党员9名，其中35岁以下12名。", "quantities.among"),
        ("入党申请书31份，接收预备党员6名（其中女性7名）。", "quantities.among"),
        ("现有党员0.12万名，其中女党员1300名。", "quantities.among"),
        ("参训党员180人，其中男120人、女80人。", "quantities.men_and_women"),
        ("参训党员180人，男100人，女60人。", "quantities.men_and_women"),
        ("受理问题线索5件，办结6件。", "quantities.done"),
        ("应到120人，实到130人。", "quantities.done"),
        ("排查矛盾纠纷12起，成功化解13起。", "quantities.done"),
    ],
)
def test_what_does_not_fit_is_told(text: str, rule: str):
    assert told(text) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "开展主题党日8次，其中6次邀请老党员参加。",
        "新增5家，全镇累计30家，其中规模以上12家。",
        "受理问题线索6件，比上季度减少3件，其中办结5件。",
        "在7个村试点，其中张村安装路灯86个。",
        "3名班子成员包村，其中走访群众12名。",
        "现有党员200名，其中预备党员3名，其中女党员80名。",
        "参训党员180人，平均年龄58岁，男120人，女60人。",
        "受理问题线索5件，办结6件（含上季度结转1件）。",
        "排查矛盾纠纷12起，化解12起。",
    ],
)
def test_what_fits_is_left_alone(text: str):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("texts", "is_told"),
    [
        (("全镇共有28个党支部。", "镇党委下辖27个党支部。"), True),
        (("全镇现有党支部28个，党员1208名。", "全镇1280名党员参加了捐款。"), True),
        (("全镇共有28个党支部。", "镇党委下辖28个党支部。"), False),
        (("全镇现有党员1208名。", "全镇120名党员参加了值守。"), False),
        (("全镇共有28个党支部。", "全镇共有12个党支部获评先进。"), False),
        (("全镇现有党员1208名。", "去年底，全镇共有党员1199名。"), False),
        (("全镇共有28个党支部，其中农村党支部19个。", "全镇共有党支部28个。"), False),
    ],
)
def test_what_the_township_has_altogether_is_one_number(texts: tuple[str, ...], is_told: bool):  # noqa: FBT001 - a column of the table
    assert told(*texts) == ({"quantities.two_values"} if is_told else set())
