"""From rows to figures, and from a figure back to its rows."""
