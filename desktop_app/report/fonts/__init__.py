"""The faces of the printed page: installed official ones first, then those of the program."""

from desktop_app.report.fonts.font_set import FontSet

__all__ = ["FontSet"]
