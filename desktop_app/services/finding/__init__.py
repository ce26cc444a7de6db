"""Finding by letters, and by names that are nearly right."""
