"""From a Document to placed lines on pages: pure functions over the widths of characters."""
