"""What each work area means: ledgers, figures, default wording; one file an area."""

from __future__ import annotations

from desktop_app.areas.epidemic import EPIDEMIC
from desktop_app.areas.integrity import INTEGRITY
from desktop_app.areas.opening import OPENING
from desktop_app.areas.organization import ORGANIZATION
from desktop_app.areas.production import PRODUCTION
from desktop_app.areas.rectification import RECTIFICATION

ALL_AREAS = (
    OPENING,
    EPIDEMIC,
    ORGANIZATION,
    PRODUCTION,
    INTEGRITY,
    RECTIFICATION,
)
"""Every area in report order; a new area is one more line here."""
