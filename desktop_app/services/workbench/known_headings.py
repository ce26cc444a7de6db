"""The headings of the built-in figures in lines, found ahead: the first page loads no dictionary.

What `heading_lines` says of them; a test compares the two.
"""

from __future__ import annotations

_IN_LINES = """
主题教育｜总结会 支部｜党员大会 组织生活｜覆盖率 主题教育｜场次 主题教育｜参加 主题党日｜参加
主题党日｜覆盖支部 帮助｜困难群众 党员｜捐款比例 登记、提交｜入党申请书 推优｜入党积极分子
研究通过｜发展对象 预备党员｜接收 预备党员｜转正 申请火线｜入党 规模以上｜企业复工率
规模以上｜企业复产率 规模以下｜企业复工率 规模以下｜企业复产率 小微企业｜复工率 小微企业｜复产率
沿街商店｜复工率 沿街商店｜复产率 返岗率、｜达产率中｜较低者 观看警示｜教育片 观看警示｜教育片人数
"""

KNOWN = {lines.replace("｜", ""): lines.replace("｜", "\n") for lines in _IN_LINES.split()}
"""Label → the same with line breaks."""
