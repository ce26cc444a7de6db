"""问题与措施: kept on a page of their own over several quarters; here are figures and text."""

from __future__ import annotations

from desktop_app.areas.declare import area
from desktop_app.core.specs import ChapterProposal, FigureSpec, PointStyle, Rectification

_AREA_KEYS = {
    "疫情防控": "epidemic",
    "基层党建": "organization",
    "复工复产": "production",
    "廉政建设": "integrity",
    "其他": "other",
}


def _figure(
    key: str, label: str, counter: str, definition: str, measure: str, of_area: str | None = None
) -> FigureSpec:
    """Declare a value that the rectification service computes for any period."""
    return FigureSpec(
        f"rectification.{key}",
        label,
        counter,
        definition,
        Rectification(measure, of_area),
        owed=False,
        by_unit=False,
    )


RECTIFICATION = area(
    "rectification",
    "问题与措施",
    "一个问题、一条措施从提出到销号只登记一次，每季度更新进展。",
    figures=(
        _figure("problems", "存在问题", "个", "期末尚未整改的问题数", "open_problems"),
        *(
            _figure(
                f"{key}_problems",
                f"{label}问题",
                "个",
                f"期末尚未整改、领域为{label}的问题数",
                "open_problems",
                label,
            )
            for label, key in _AREA_KEYS.items()
        ),
        _figure("problems_closed", "已整改问题", "个", "本期内整改销号的问题数", "closed_problems"),
        _figure(
            "problem_texts", "存在问题表述", "个", "期末尚未整改问题的报告表述", "problem_texts"
        ),
        _figure("measures", "下步措施", "项", "期末在册的措施数", "measures"),
        _figure("measures_done", "已完成措施", "项", "期末状态为已完成的措施数", "measures_done"),
        _figure("measures_open", "未完成措施", "项", "期末状态不是已完成的措施数", "measures_open"),
        _figure(
            "measures_overdue",
            "超期措施",
            "项",
            "完成时限已过、期末仍未完成的措施数",
            "measures_overdue",
        ),
        _figure(
            "measure_texts", "下步措施表述", "项", "期末尚未完成措施的标题和内容", "measure_texts"
        ),
        _figure("last_problems", "上期结转问题", "个", "本期开始时尚未整改的问题数", "reviewed"),
        _figure(
            "last_problems_closed",
            "上期问题已整改",
            "个",
            "本期开始时尚未整改、本期内已销号的问题数",
            "reviewed_closed",
        ),
        _figure(
            "last_problems_open",
            "上期问题推进中",
            "个",
            "本期开始时尚未整改、期末仍未销号的问题数",
            "reviewed_open",
        ),
        _figure(
            "last_quarter_review",
            "上期问题整改情况",
            "个",
            "本期开始时尚未整改的问题，各自的报告表述、销号说明或措施进展",
            "review_texts",
        ),
    ),
    chapters=(
        ChapterProposal(
            "last_quarter_review",
            "{report.previous}问题整改情况",
            "[[上次报告提出、尚待整改的问题共{rectification.last_problems}个，"
            "[[已整改销号{rectification.last_problems_closed}个]]、"
            "[[正在推进{rectification.last_problems_open}个]]。]]\n"
            "• {rectification.last_quarter_review|points}",
            order=45,
            point_style=PointStyle.HEADING,
        ),
        ChapterProposal("problems", "存在问题", "• {rectification.problem_texts|points}", order=50),
        ChapterProposal(
            "measures",
            "下步措施",
            "• {rectification.measure_texts|points}",
            order=60,
            point_style=PointStyle.HEADING,
        ),
    ),
)
