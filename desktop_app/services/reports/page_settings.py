"""版式: how the office's page deviates from GB/T 9704, beside what the standard asks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.models.report import PageSetup as PageSetupRow
from desktop_app.areas.declare import field_specs
from desktop_app.core.chinese_numbers import plain_number
from desktop_app.core.page_setup import BoldHeadings, PageNumbers, PageSetup
from desktop_app.core.records import CellValue
from desktop_app.core.specs import FieldSpec
from desktop_app.core.validation import checked_values
from desktop_app.report import official_style as style
from desktop_app.report.official_style import Official, layout_of
from desktop_app.services.log.changes import Writer

STANDARD_NAME = "GB/T 9704"
_BOLD_NOTE = "标准只分字体，不要求加粗（{clause}，{strength}）"
_NUMBER_NOTE = "标准是单页居右、双页居左（{clause}，{strength}）"
PAGE_FIELDS: tuple[FieldSpec, ...] = field_specs(PageSetupRow)

_MEASURES: Mapping[str, tuple[float, Official, str]] = {
    "top_mm": (style.TOP_MM, style.TOP_MM, "标准天头 {} 毫米（{clause}，{strength}）"),
    "bottom_mm": (
        style.SHEET_HEIGHT_MM - style.TOP_MM - style.TEXT_HEIGHT_MM,
        style.TEXT_HEIGHT_MM,
        "标准 {} 毫米（{clause} {strength}版心高 {origin:g} 毫米）",
    ),
    "left_mm": (style.LEFT_MM, style.LEFT_MM, "标准订口 {} 毫米（{clause}，{strength}）"),
    "right_mm": (
        style.SHEET_WIDTH_MM - style.LEFT_MM - style.TEXT_WIDTH_MM,
        style.TEXT_WIDTH_MM,
        "标准 {} 毫米（{clause} {strength}版心宽 {origin:g} 毫米）",
    ),
    "row_pitch": (
        style.STANDARD.row,
        style.ROWS,
        "标准 {} 磅（{clause} {strength}每页 {origin:g} 行）",
    ),
}
"""Field → (the standard's measure, the number that it follows from, what a clerk reads)."""


class PageSettings:
    """Reads and writes the one row; without it, and where it is empty, the standard holds."""

    fields = PAGE_FIELDS

    def __init__(self, writer: Writer) -> None:
        """Read and write through the writer's store."""
        self._writer = writer

    def setup(self) -> PageSetup:
        """Return the page as the renderers take it."""
        row = _row()
        if row is None:
            return PageSetup()
        measures = {name: getattr(row, name) for name in _MEASURES}
        return PageSetup(
            **{name: None if found is None else float(found) for name, found in measures.items()},
            bold_headings=BoldHeadings(row.bold_headings),
            page_numbers=PageNumbers(row.page_numbers),
            installed_fonts=row.installed_fonts,
        )

    def values(self) -> dict[str, CellValue]:
        """Return every setting by field name; None for a measure as the standard has it."""
        row = _row() or PageSetupRow()
        return {field.name: getattr(row, field.name) for field in PAGE_FIELDS}

    def save_field(self, name: str, typed: object) -> None:
        """Change one setting; an empty measure is the standard's. Raises InvalidRow."""
        checked = checked_values(PAGE_FIELDS, {name: typed})
        spec = next(field for field in PAGE_FIELDS if field.name == name)
        with self._writer.step(f"修改版式：{spec.label}") as step:
            row = _row()
            if row is None:
                step.insert(PageSetupRow, **checked)
            else:
                step.update(row, **checked)

    def restore_standard(self) -> None:
        """Make everything as the standard has it, in one step; fonts stay as they are chosen."""
        row = _row()
        if row is None:
            return
        fresh = PageSetupRow()
        standard = {
            field.name: getattr(fresh, field.name)
            for field in PAGE_FIELDS
            if field.name != "installed_fonts"
        }
        with self._writer.step("版式恢复标准") as step:
            step.update(row, **standard)

    def notes(self) -> Mapping[str, str]:
        """Field → what the standard says about it, with clause and strength."""
        return {
            **{
                name: sentence.format(_shown(standard), **_source(origin))
                for name, (standard, origin, sentence) in _MEASURES.items()
            },
            "bold_headings": _BOLD_NOTE.format(**_source(style.HEADING_SIZE)),
            "page_numbers": _NUMBER_NOTE.format(**_source(style.PAGE_NUMBER_INDENT)),
            "installed_fonts": "先用本机的仿宋_GB2312、方正小标宋等，没有的用程序自带的",
        }

    def placeholders(self) -> Mapping[str, str]:
        """Field → what an empty measure stands for."""
        return {name: f"{_shown(number)}（标准）" for name, (number, *_) in _MEASURES.items()}

    def capacity(self) -> str:
        """Say how much a full page of text holds."""
        layout = layout_of(self.setup())
        return f"每页 {layout.rows} 行，每行 {layout.columns} 字"


def _row() -> Any:  # noqa: ANN401 - a PageSetup row or None
    return PageSetupRow.select().where(PageSetupRow.live()).first()


def _shown(number: float) -> str:
    return plain_number(Decimal(number), 2)


def _source(number: Official) -> dict[str, object]:
    clause = f"{STANDARD_NAME} {number.clause}"
    return {"clause": clause, "strength": number.strength.value, "origin": float(number)}
