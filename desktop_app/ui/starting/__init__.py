"""What comes before the window: what is the matter with the data, and what can be done about it."""
