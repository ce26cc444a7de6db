"""Documents that other programs wrote, as paragraphs."""
