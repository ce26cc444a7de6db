"""Backups while the window is open, and the request to restore one."""
