"""Files out and in: writing them whole, and what the system says when it cannot."""
