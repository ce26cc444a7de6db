"""The window's frame: navigation left, period and search on top, what was saved below."""
