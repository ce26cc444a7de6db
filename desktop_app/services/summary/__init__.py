"""汇总分析: figures beside earlier ones, as tables and pictures."""
