"""One record, field by field."""
