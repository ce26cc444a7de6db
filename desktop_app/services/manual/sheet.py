"""一页速查: what one does most, on one sheet, set by the engine that sets the report."""

from __future__ import annotations

import tomllib
from pathlib import Path

from desktop_app.report.document import Column, Document, Rendered, Run, Table, Title
from desktop_app.services.files.writing import check_target, write_file
from desktop_app.services.reports.service import ReportService

SOURCE = "sheet.toml"


def sheet(folder: Path) -> Document:
    """Return the sheet as a document. folder: resources/manual; OSError where it is missing."""
    content = tomllib.loads((folder / SOURCE).read_text("utf-8"))
    columns = tuple(
        Column(heading, share)
        for heading, share in zip(content["headings"], content["shares"], strict=True)
    )
    rows = tuple(tuple((Run(text),) for text in row) for row in content["rows"])
    title = Title((Run(content["title"]),), content["note"])
    return Document(title, (Table(columns, rows),), subject=content["title"])


def render_sheet(reports: ReportService, folder: Path, suffix: str) -> Rendered:
    """Render the sheet as .pdf, .docx or .txt; TargetRefused for another ending."""
    return reports.render(sheet(folder), suffix)


def write_sheet(
    reports: ReportService, folder: Path, target: Path, *, force: bool = False
) -> Rendered:
    """Write the sheet into a file; TargetRefused where it may not be written."""
    check_target(target, force=force)
    rendered = render_sheet(reports, folder, target.suffix)
    write_file(target, rendered.data, force=force)
    return rendered
