"""从旧报告开始: last year's document becomes a period's text."""
