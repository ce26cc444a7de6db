"""定稿: what was frozen, and what it is compared with."""
