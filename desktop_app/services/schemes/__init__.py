"""方案: what one office worked out, for another."""
