"""Formats of cells as styles.xml lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from desktop_app.services.upper_forms.grid import Look
from desktop_app.services.upper_forms.number_formats import BUILT_IN, GENERAL
from desktop_app.services.upper_forms.sheet_places import whole
from desktop_app.services.upper_forms.xml_reading import Tag, tags

Thing = TypeVar("Thing")
_SIDES = ("left", "right", "top", "bottom")
_RGB = re.compile(r"[0-9A-Fa-f]{8}")
_WHITE = "ffffff"
_LARGEST_SIZE = 72.0


def read_looks(styles: bytes) -> tuple[Look, ...]:
    """Return the format of each number that a cell's `s` may name."""
    found = tags(styles)
    codes = {
        whole(tag.attributes.get("numFmtId")): tag.attributes.get("formatCode", GENERAL)
        for tag in found
        if tag.path[1:] == ("numFmts", "numFmt")
    }
    fonts = _groups(found, "fonts", "font")
    fills = [_fill(group) for group in _groups(found, "fills", "fill")]
    borders = [_has_border(group) for group in _groups(found, "borders", "border")]
    looks = []
    for group in _groups(found, "cellXfs", "xf"):
        xf = group[0].attributes
        number = whole(xf.get("numFmtId"))
        font = _at(fonts, xf.get("fontId")) or ()
        alignment = next((tag.attributes for tag in group if tag.name == "alignment"), {})
        looks.append(
            Look(
                code=codes.get(number) or BUILT_IN.get(number, GENERAL),
                bold=any(tag.name == "b" and tag.attributes.get("val") != "0" for tag in font),
                size=next(
                    (_size(tag.attributes.get("val")) for tag in font if tag.name == "sz"), 11.0
                ),
                fill=_at(fills, xf.get("fillId")) or "",
                border=bool(_at(borders, xf.get("borderId"))),
                across=alignment.get("horizontal", ""),
                down=alignment.get("vertical", ""),
                wrap=alignment.get("wrapText") in ("1", "true"),
            )
        )
    return tuple(looks)


def _groups(found: Iterable[Tag], group: str, name: str) -> list[list[Tag]]:
    """Return each element of a list with all that is within it."""
    groups: list[list[Tag]] = []
    for tag in found:
        if tag.path[1:3] != (group, name):
            continue
        if len(tag.path) == 3:
            groups.append([])
        groups[-1].append(tag)
    return groups


def _at(things: Sequence[Thing], number: str | None) -> Thing | None:
    place = whole(number)
    return things[place] if place < len(things) else None


def _fill(group: list[Tag]) -> str:
    """Return a plain ground as #rrggbb; one that follows the workbook's theme is left out."""
    is_solid = any(
        tag.name == "patternFill" and tag.attributes.get("patternType") == "solid" for tag in group
    )
    colour = next((tag.attributes.get("rgb", "") for tag in group if tag.name == "fgColor"), "")
    if not is_solid or not _RGB.fullmatch(colour) or colour[2:].lower() == _WHITE:
        return ""
    return f"#{colour[2:]}"


def _has_border(group: list[Tag]) -> bool:
    return any(
        tag.name in _SIDES and tag.attributes.get("style", "none") != "none" for tag in group
    )


def _size(text: str | None) -> float:
    try:
        return min(max(float(text or 11), 4.0), _LARGEST_SIZE)
    except ValueError:
        return 11.0
