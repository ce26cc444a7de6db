"""What is right is left alone: sentences that tempt a rule, and the layouts that offices use."""

from __future__ import annotations

import pytest
from township import ROOT

from desktop_app.report.proofreading import proofread
from desktop_app.report.proofreading.manuscript import TITLE, Line, of_paragraphs
from desktop_app.report.proofreading.rule_lists import read_rules

RULES = read_rules(ROOT / "resources" / "checks")
TEMPTING = (ROOT / "tests" / "golden" / "tempting_sentences.txt").read_text("utf-8").splitlines()

RED_HEAD = """000123
特急
中共云岭镇委员会文件
云发〔2021〕8号
中共云岭镇委员会关于
2021年第三季度党建工作情况的报告
县委组织部：
2021年第三季度，云岭镇党委在县委的坚强领导下，逐项推进各项任务，较好完成了各项工作，现将有关情况报告如下：
一、主要工作
一是强化政治引领。召开党委会议9次，组织理论学习中心组学习4次，班子成员讲党课12次，带动支部学习。
二是强化组织建设。接收预备党员9名，确定入党积极分子12名，调整村党组织书记2名，培训党员864人次。
三是强化作风建设。开展明察暗访7次，通报批评5人，下发作风建设通报2期，召开警示教育大会1次。
二、下一步工作
（一）抓学习。第四季度组织镇村干部集中培训2期，选派宣讲员进村入户宣讲不少于38场，做到全覆盖。
（二）继续抓好队伍。
（三）继续抓好产业。
特此报告。
附件：1.2021年第三季度党建工作任务完成情况统计表
2.2021年第三季度党员发展情况统计表
3.问题整改清单
中共云岭镇委员会
2021年10月8日
（此件公开发布）
抄送：县委办公室，县纪委监委。
中共云岭镇委员会办公室 2021年10月8日印发
附件1
2021年第三季度党建工作任务完成情况统计表
一、学习教育
（一）理论学习中心组学习4次，其中集中研讨2次，班子成员作专题辅导7场，撰写心得体会27篇。"""

RUNNING_HEADINGS = """青石镇2024年第一季度党建工作总结
第一季度，青石镇党委认真落实县委部署，各项工作取得新的成效。
一、突出政治引领，凝心铸魂强根基。召开党委会议9次，理论学习中心组集体学习3次，班子成员讲党课12次。
二、突出组织建设，筑牢堡垒聚合力。新建党支部2个，接收预备党员3名，培训党员864人次，选派第一书记3名。
三、下步打算
继续抓好学习教育，选好带头人，管好党员队伍，用好党群服务中心，让群众看到变化、得到实惠。
青石镇党委
2024年4月3日"""


@pytest.mark.parametrize("sentence", TEMPTING)
def test_a_right_sentence_that_holds_a_wrong_word_by_chance(sentence: str):
    assert [one.message for one in proofread([Line(sentence)], RULES)] == []


@pytest.mark.parametrize("text", [RED_HEAD, RUNNING_HEADINGS], ids=["red head", "running on"])
def test_a_layout_that_offices_use(text: str):
    found = proofread(of_paragraphs(text.splitlines()), RULES)
    assert [one.message for one in found] == []


def test_the_title_stands_below_who_issued_it():
    titles = [line.text for line in of_paragraphs(RED_HEAD.splitlines()) if line.kind == TITLE]
    assert titles == ["2021年第三季度党建工作情况的报告"]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        (RED_HEAD.replace("三是强化", "四是强化"), "structure.clauses"),
        (RED_HEAD.replace("二是强化", "").replace("三是强化", ""), "structure.lone_clause"),
        (RED_HEAD.replace("\n2.2021年", "\n5.2021年"), "structure.points"),
        (RED_HEAD.replace("二、下一步", "四、下一步"), "structure.order"),
        (RUNNING_HEADINGS.replace("三、下步", "四、下步"), "structure.order"),
    ],
)
def test_the_same_layout_with_a_slip_is_told(changed: str, rule: str):
    """The quiet comes from the layout, not from rules that never speak."""
    assert rule in {one.rule for one in proofread(of_paragraphs(changed.splitlines()), RULES)}
