"""The arrows of the house: who may import whom. One test an arrow, its name says the rule.

main → {ui, headless} → services → areas → {db, core}; services → report → core; and whoever
likes → core. Never upward. Imports inside functions count too; every exception is a module named in
its test.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).resolve().parents[2]
OURS = ("db", "desktop_app")
# pytest-archon fails on a rule that matches no module: the rules of the window wait for its first.
needs_window = pytest.mark.skipif(
    not any(ROOT.glob("desktop_app/ui/*.py")), reason="the window comes with the next release"
)


def within(*packages: str) -> tuple[str, ...]:
    """Patterns for the packages and all modules below them."""
    return tuple(pattern for package in packages for pattern in (package, f"{package}.*"))


STANDARD_LIBRARY = within(*sys.stdlib_module_names)


def may_import_only(package: str, *allowed: str) -> None:
    """Forbid a package or module all but itself, the standard library and the allowed."""
    (
        archrule(f"{package} imports itself, the standard library, {', '.join(allowed)}")
        .match(*within(package))
        .should_not_import("*")
        .may_import(*within(package, *allowed), *STANDARD_LIBRARY)
        .check(package.partition(".")[0], only_direct_imports=True)
    )


def only_these_import(library: str, *importers: str) -> None:
    """Forbid the library to all our modules but those that the patterns name."""
    for package in set(OURS).difference(importers):
        (
            archrule(f"only {', '.join(importers) or 'main'} may import {library}")
            .match(*within(package))
            .exclude(*importers)
            .should_not_import(*within(library))
            .check(package, only_direct_imports=True)
        )


# ── arrows ───────────────────────────────────────────────────────────────────────────────────────


def test_core_imports_the_standard_library_alone():
    may_import_only("desktop_app.core")


def test_db_imports_peewee_and_the_standard_library_alone():
    may_import_only("db", "peewee", "playhouse")


def test_areas_import_db_and_core_alone():
    may_import_only("desktop_app.areas", "db", "desktop_app.core")


def test_report_imports_core_and_its_renderers_libraries_alone():
    libraries = ("reportlab", "docx", "rjieba", "regex")
    may_import_only("desktop_app.report", "desktop_app.core", *libraries)


def test_typesetting_knows_no_renderer_and_no_font_file():
    (
        archrule("lines and pages are pure functions over a measure")
        .match(*within("desktop_app.report.typesetting"))
        .should_not_import(
            *within("reportlab", "docx", "desktop_app.report.fonts"),
            "desktop_app.report.pdf",
        )
        .check("desktop_app.report", only_direct_imports=True)
    )


def test_services_import_nothing_above_them():
    (
        archrule("services know nothing of the window")
        .match(*within("desktop_app.services"))
        .should_not_import(*within("desktop_app.ui", "PySide6"))
        .check("desktop_app.services", only_direct_imports=True)
    )


def test_the_headless_verbs_import_services_and_core_alone():
    may_import_only("desktop_app.headless", "desktop_app.services", "desktop_app.core")


@needs_window
def test_the_window_imports_services_and_core_but_nothing_below():
    (
        archrule("the window is handed specs and records, never a model, a query or a renderer")
        .match(*within("desktop_app.ui"))
        .should_not_import(
            *within("db", "desktop_app.areas", "desktop_app.report"),
            *within("peewee", "playhouse", "sqlite3", "reportlab", "docx", "openpyxl"),
        )
        .check("desktop_app.ui", only_direct_imports=True)
    )


@pytest.mark.parametrize("package", OURS)
def test_nothing_imports_the_composition_root_or_what_is_its_alone(package: str):
    (
        archrule("main alone asks for folders, which it injects, and runs verbs")
        .match(*within(package))
        .should_not_import("main", "desktop_app.paths", "desktop_app.headless")
        .check(package, only_direct_imports=True)
    )


# ── libraries with one home ──────────────────────────────────────────────────────────────────────


def test_only_the_renderers_import_reportlab():
    only_these_import(
        "reportlab", *(f"desktop_app.report.{name}" for name in ("pdf", "fonts.*", "charts"))
    )


def test_only_title_shaping_imports_the_segmenter():
    only_these_import("rjieba", "desktop_app.report.typesetting.title_words")


def test_only_the_docx_renderer_and_the_reader_of_documents_import_docx():
    only_these_import(
        "docx", "desktop_app.report.docx", "desktop_app.services.documents.paragraphs"
    )


@pytest.mark.parametrize("library", ["openpyxl", "python_calamine"])
def test_only_the_workbook_service_imports_spreadsheet_libraries(library: str):
    only_these_import(library, "desktop_app.services.workbook*")


def test_only_the_window_imports_pyside():
    only_these_import("PySide6", *within("desktop_app.ui"))


def test_only_services_and_db_import_peewee():
    only_these_import("peewee", *within("db", "desktop_app.services"))
