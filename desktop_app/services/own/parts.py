"""其中: which figure an own figure may be a part of."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.areas.catalogue import Catalogue
from desktop_app.areas.own import figure_key
from desktop_app.core.specs import Count, FigureSpec, Sum, UnitFact
from desktop_app.report.counters import same_measure
from desktop_app.services.own.records import OwnFigureRecord
from desktop_app.services.own.rules import wrong


def possible_wholes(catalogue: Catalogue, figure: OwnFigureRecord) -> list[FigureSpec]:
    """Return the figures that count the same things as a figure does: not its own parts."""
    return [
        spec
        for key, spec in catalogue.figures.items()
        if isinstance(spec.source, Sum | Count | UnitFact)
        and not spec.retired_from
        and _is_alike(figure.counter, spec.counter)
        and figure_key(figure.key) not in (key, *_wholes_of(catalogue, key))
    ]


def check_whole(catalogue: Catalogue, figure: OwnFigureRecord) -> None:
    """Raise InvalidRow where a figure cannot be a part of the one that it names."""
    whole = catalogue.figures.get(figure.part_of)
    if not figure.part_of:
        return
    if whole is None:
        raise wrong("part_of", "它所属的指标已经没有了，请重新选择")
    if not _is_alike(figure.counter, whole.counter):
        raise wrong(
            "part_of",
            f"“{figure.label}”以“{figure.counter}”计，“{whole.label}”以“{whole.counter}”计，"
            "不能算作其中的一部分，请改量词或另选一个",
        )
    if figure.key and figure_key(figure.key) in (figure.part_of, *_wholes_of(catalogue, whole.key)):
        raise wrong("part_of", f"“{whole.label}”本身就是“{figure.label}”的一部分，请另选一个")


def _is_alike(one: str, other: str) -> bool:
    return not one or same_measure(one, other)


def _wholes_of(catalogue: Catalogue, key: str) -> Iterator[str]:
    """Yield the figures that a figure is a part of, and those that these are."""
    seen = {key}
    while (key := catalogue.figures[key].part_of) in catalogue.figures and key not in seen:
        seen.add(key)
        yield key
