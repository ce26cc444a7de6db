"""From an office's full name: what it is called in short, and what kind of township it is."""

from __future__ import annotations

import re

_PARTY = re.compile(r"^中(?:国共产党|共)")
_BODY = re.compile(
    r"(?:工作委员会|党工委|委员会|党委|工委|办事处|人民政府|政府|党政办公室|党建办公室|党建办)$"
)
# At least two characters on either side: 市中街道 and 沙市镇 are whole names.
_ABOVE = re.compile(r"^.{2,}[省市县区旗州盟](?=.{2,}(?:镇|乡|街道)$)")
_KINDS = ("街道", "镇", "乡")


def short_name_of(full_name: str) -> str:
    """Return 青石镇 of 中共云川县青石镇委员会; "" where no township can be seen in the name."""
    name = _BODY.sub("", _PARTY.sub("", full_name.strip()))
    return _ABOVE.sub("", name) if name.endswith(_KINDS) else ""


def kind_of_office(full_name: str) -> str:
    """Return 镇, 乡 or 街道; "" where the name does not say it."""
    short = short_name_of(full_name)
    return next((kind for kind in _KINDS if short.endswith(kind)), "")
