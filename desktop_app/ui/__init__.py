"""The window: the only place for PySide6; widgets hold no query and no rule."""
