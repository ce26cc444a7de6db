"""How the matrix reads: its numbers, their marks, the totals, and what is said of a cell."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.core.chinese_numbers import counted_number
from desktop_app.core.records import FigureContent, FigureValue
from desktop_app.services.workbench.estimates import ABOUT
from desktop_app.services.workbench.matrix import Matrix, MatrixCell
from desktop_app.ui.tables.totals import Total

BY_HAND = "直报"
"""Stands before a number that was given by hand, in place of what the rows give."""

_ESTIMATED_ROWS = "约：台账里有标了“估计”的记录；核实以后，到台账里去掉“估计”。"
_ESTIMATED = "约：是估计数，报送前请核实；核实以后，按 Ctrl+G 去掉。"


def number_text(figure: FigureValue, value: FigureContent, places: int = 0) -> str:
    """Show a number, with so many decimals at least; unknown shows nothing, never 0."""
    if not isinstance(value, int | Decimal):
        return ""
    text = counted_number(value, figure.decimals, figure.counter)
    lacking = places - _decimals(text)
    return text if lacking <= 0 else f"{text}{'' if '.' in text else '.'}{'0' * lacking}"


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def places_of(figure: FigureValue, matrix: Matrix) -> int:
    """Return how many decimals a column shows: as many as any of its numbers has."""
    values = [figure.value, *(matrix.cells[unit.name, figure.key].value for unit in matrix.units)]
    return max(_decimals(number_text(figure, value)) for value in values)


def cell_words(figure: FigureValue, cell: MatrixCell, places: int, *, is_estimate: bool) -> str:
    """Return what stands in a cell: its number, 约 before an estimate, 直报 before a 直报数, or 零.

    Where single rows and a subtotal are both counted both show, as 2+9.
    """
    if cell.reason:
        return f"{BY_HAND}{number_text(figure, cell.value, places)}"
    if cell.is_nil and not cell.value:
        return "零"
    if cell.is_doubled:
        return f"{number_text(figure, cell.events)}+{number_text(figure, cell.typed)}"
    shown = number_text(figure, cell.value, places)
    return f"{ABOUT}{shown}" if is_estimate and shown else shown


def total_of(figure: FigureValue, places: int, reason: str) -> Total:
    """Return what stands under a column. reason: why the total was given by hand, else ""."""
    text = number_text(figure, figure.value, places)
    if reason:
        computed = number_text(figure, figure.computed) or "没有数"
        return Total(text, "直报数", f"直报数，原因：{reason}。台账算出：{computed}。")
    if figure.reason:
        told = f"其中有直报数，原因：{figure.reason}。"
        lack = f"{figure.lack}：{'、'.join(figure.missing)}。" if figure.missing else ""
        return Total(text, figure.lack or "含直报数", told + lack)
    if not figure.missing:
        return Total(text)
    return Total(text, figure.lack, f"{figure.lack}：{'、'.join(figure.missing)}")


def explanation(figure: FigureValue, cell: MatrixCell, *, is_estimate: bool) -> str:
    """Return what is said of a cell under the mouse: why its number is as it is."""
    if cell.reason:
        return _explained_by_hand(figure, cell)
    if cell.is_doubled:
        events, typed = number_text(figure, cell.events), number_text(figure, cell.typed)
        together = number_text(figure, cell.value)
        return (
            f"台账里的单次记录{events}，又填了合计数{typed}，加在一起算作{together}；请保留一种。"
        )
    if is_estimate:
        return _ESTIMATED_ROWS if cell.typed is None else _ESTIMATED
    if cell.is_nil and not cell.value:
        return "零报告"
    if cell.typed is None and cell.has_events:
        told = "由台账里的单次记录合计；在这里填写会另加一个合计数。"
    else:
        told = "还没有报" if cell.is_missing else figure.definition
    return told


def _explained_by_hand(figure: FigureValue, cell: MatrixCell) -> str:
    told = f"直报数，原因：{cell.reason}。"
    if cell.typed is not None:
        told += f"台账里填的合计是{number_text(figure, cell.typed)}，没有用它。"
    return f"{told}要改，或者改回按台账计算，请按 Ctrl+L 看来历。"
