"""本季工作台: what villages owe, and what is left to do."""
