"""The manual's window: what there is at the left, the page at the right, words to find above."""
