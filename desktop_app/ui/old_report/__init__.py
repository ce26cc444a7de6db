"""从旧报告开始: an old report is read in and its blanks are confirmed, by the keyboard alone."""
