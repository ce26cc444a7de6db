"""Rows of ledgers: reading, writing, deleting, bringing back."""
