"""The manual in the program: its pages, where each belongs, and finding a place in it.

Hand-written pages are markdown files in resources/manual, in the order of contents.toml; the pages
of the work areas and of the figures are made from the declarations, so they cannot be out of date.
"""

from desktop_app.services.manual.book import Manual
from desktop_app.services.manual.pages import Found, ManualPage, Section

__all__ = ["Found", "Manual", "ManualPage", "Section"]
