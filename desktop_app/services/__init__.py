"""Use cases: the only place that opens transactions and writes; they hand out frozen records."""
