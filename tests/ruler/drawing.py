"""Straight rules and other shapes of a page, forms opened: where they lie on the sheet."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ruler.standard import MM

Colour = tuple[int, int, int]
_THIN = 1.0  # mm: a filled box that is not thicker is a rule
_WHITE = 250  # of 255, in each colour: prints nothing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule, horizontal or vertical: the ends of its middle line and its thickness."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float
    colour: Colour

    @property
    def horizontal(self) -> bool:
        """Whether it lies; else it stands."""
        return self.right - self.left > self.bottom - self.top

    @property
    def length(self) -> float:
        """How long it is."""
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def red(self) -> bool:
        """Whether it is printed in red."""
        return is_red(self.colour)


class Box(NamedTuple):
    """Where something stands that is neither a glyph nor a rule."""

    left: float
    top: float
    right: float
    bottom: float


def is_red(colour: Colour) -> bool:
    """Whether a colour is the red of a 版头."""
    red, green, blue = colour
    return red > 180 and green < 60 and blue < 60


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


def read_drawing(
    page: pypdfium2.PdfPage, origin: tuple[float, float]
) -> tuple[list[Rule], list[Box]]:
    """Read what a page draws beside its text. origin: the sheet's top left corner, points."""
    rules: list[Rule] = []
    shapes: list[Box] = []
    for kind, item, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(item, matrix, origin, rules, shapes)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            shapes.append(_bounds(item, matrix, origin))
    return rules, shapes


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Any, _Matrix]]:
    """Yield the page's objects, those inside forms included, with the matrix to the sheet."""
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _object(pdfium.FPDFPage_GetObject(page.raw, at), _IDENTITY)


def _object(item: Any, matrix: _Matrix) -> Iterator[tuple[int, Any, _Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        inner = _times(_matrix_of(item), matrix)
        for at in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _object(pdfium.FPDFFormObj_GetObject(item, at), inner)
    else:
        yield kind, item, matrix


def _matrix_of(item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    linear = a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s
    return (*linear, e * p + f * r + t, e * q + f * s + u)


def _map(matrix: _Matrix, origin: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    left, top = origin
    return (a * x + c * y + e - left) / MM, (top - (b * x + d * y + f)) / MM


def _bounds(item: Any, matrix: _Matrix, origin: tuple[float, float]) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [_map(matrix, origin, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _read_path(
    item: Any,
    matrix: _Matrix,
    origin: tuple[float, float],
    rules: list[Rule],
    shapes: list[Box],
) -> None:
    """Take a path apart into straight rules; what is left of it is a shape."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if fill.value:
        _read_filled(item, matrix, origin, rules, shapes)
    if not stroke.value:
        return
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(item, width)
    whole = _times(_matrix_of(item), matrix)
    thickness = width.value * hypot(whole[0], whole[1]) / MM
    colour = _colour(pdfium.FPDFPageObj_GetStrokeColor, item)
    oblique = False
    for start, end in _strokes(item):
        (x0, y0), (x1, y1) = _map(whole, origin, *start), _map(whole, origin, *end)
        if min(abs(x0 - x1), abs(y0 - y1)) > 0.05:
            oblique = True
            continue
        edges = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        rules.append(Rule(*edges, thickness, colour))
    if oblique and min(colour) < _WHITE:
        shapes.append(_bounds(item, matrix, origin))


def _read_filled(
    item: Any,
    matrix: _Matrix,
    origin: tuple[float, float],
    rules: list[Rule],
    shapes: list[Box],
) -> None:
    colour = _colour(pdfium.FPDFPageObj_GetFillColor, item)
    if min(colour) >= _WHITE:
        return
    box = _bounds(item, matrix, origin)
    across, down = box.right - box.left, box.bottom - box.top
    if min(across, down) > _THIN:
        shapes.append(box)
        return
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if across > down:
        rules.append(Rule(box.left, y, box.right, y, down, colour))
    else:
        rules.append(Rule(x, box.top, x, box.bottom, across, colour))


def _strokes(item: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight pieces of a path, from point to point; a curve as its chords."""
    points: list[tuple[float, float]] = []
    for at in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield from pairwise(points)
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    yield from pairwise(points)


def _colour(ask: Any, item: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(item, *parts)
    return parts[0].value, parts[1].value, parts[2].value
