"""The parts of the page of problems and measures."""
