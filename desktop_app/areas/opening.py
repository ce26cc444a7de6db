"""总体情况: the members and branches that stand behind everything, and the report's first words."""

from __future__ import annotations

from desktop_app.areas.declare import area
from desktop_app.core.specs import ChapterProposal, FigureSpec, OverPeriods, UnitFact

OPENING = area(
    "overview",
    "总体情况",
    "党员数和支部数在“填报单位”里按季度填写，是各项比例的分母。",
    figures=(
        FigureSpec(
            "overview.party_members",
            "党员数",
            "名",
            "各填报单位（含本级）本季度党员数之和",
            UnitFact("party_members"),
            over_periods=OverPeriods.LAST,
        ),
        FigureSpec(
            "overview.branches",
            "党支部数",
            "个",
            "各填报单位（含本级）本季度党支部数之和",
            UnitFact("branches"),
            over_periods=OverPeriods.LAST,
        ),
    ),
    chapters=(
        ChapterProposal(
            "opening",
            "",
            "{report.period}，{office.name}按照“{office.guideline}”的工作思路，"
            "以实施“{office.plan_name}”为抓手，认真落实上级党委工作要求，"
            "推动党建工作与中心任务同部署、同落实，"
            "各项工作取得阶段性成效。现将有关情况总结如下：",
            order=0,
        ),
    ),
)
