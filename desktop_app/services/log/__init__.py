"""The log of changes: writing, undoing, reading it."""
