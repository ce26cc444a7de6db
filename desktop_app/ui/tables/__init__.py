"""Ledgers as tables: the model, its editors, the view."""
