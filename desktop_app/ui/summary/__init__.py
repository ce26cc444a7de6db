"""The parts of 汇总分析."""
