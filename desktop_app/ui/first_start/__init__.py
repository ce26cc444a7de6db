"""The first start: three questions, one at a time, or a look at the demonstration."""

from desktop_app.ui.first_start.dialog import FirstStart
from desktop_app.ui.first_start.leading import begin, lead_on

__all__ = ["FirstStart", "begin", "lead_on"]
