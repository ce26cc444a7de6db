"""The steps that are not taken back one by one: acts that stand, and are answered by other acts."""

from __future__ import annotations

DEMO_WRITTEN = "写入演示数据"
"""Removed as a whole by its own command."""

FROZEN = "定稿"
FROZEN_AGAIN = "更正后定稿"
HANDED_IN = "登记已上报"
REOPENED = "更正报告"
FREEZING_CANCELLED = "取消定稿"

KEPT_STEPS = (DEMO_WRITTEN, FROZEN, FROZEN_AGAIN, HANDED_IN, REOPENED, FREEZING_CANCELLED)
