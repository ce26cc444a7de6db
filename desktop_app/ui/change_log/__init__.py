"""变更记录: its table, how steps unfold, and its words."""
