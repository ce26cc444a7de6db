"""A period's report: its text, its form, its papers."""
