"""All services over one open database, put together once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.connection import Store
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.checks.proofreading import OWN_FOLDER, rules_in
from desktop_app.services.checks.service import CheckService
from desktop_app.services.figures.service import FigureService
from desktop_app.services.final.service import FinalReports
from desktop_app.services.ledgers.pages import LedgerPages
from desktop_app.services.ledgers.recycle_bin import RecycleBin
from desktop_app.services.ledgers.row_tools import RowTools
from desktop_app.services.ledgers.service import LedgerService
from desktop_app.services.log.changes import Writer
from desktop_app.services.log.history import HistoryService
from desktop_app.services.log.step_places import StepPlaces
from desktop_app.services.messages import Messages
from desktop_app.services.office.periods import PeriodService
from desktop_app.services.office.quarter_settings import QuarterSettings
from desktop_app.services.office.service import OfficeService
from desktop_app.services.office.unit_changes import UnitChanges
from desktop_app.services.old_reports.service import OldReports
from desktop_app.services.own.areas import OwnAreas
from desktop_app.services.own.definitions import DefiningWriter
from desktop_app.services.own.figures import OwnFigures
from desktop_app.services.pasting import Pasting
from desktop_app.services.rectification.board import RectificationBoard
from desktop_app.services.rectification.service import RectificationService
from desktop_app.services.reports.forms import ReportForms
from desktop_app.services.reports.page_settings import PageSettings
from desktop_app.services.reports.service import ReportService
from desktop_app.services.reports.texts import ReportTexts
from desktop_app.services.reports.working_papers import WorkingPapers
from desktop_app.services.schemes.service import Schemes
from desktop_app.services.summary.service import SummaryService
from desktop_app.services.upper_forms.service import UpperForms
from desktop_app.services.workbench.service import WorkbenchService


@dataclass(frozen=True, slots=True)
class Services:
    """What the window and the headless verbs work with."""

    writer: Writer
    catalogue: Catalogue
    office: OfficeService
    periods: PeriodService
    ledgers: LedgerService
    rectification: RectificationService
    figures: FigureService
    texts: ReportTexts
    forms: ReportForms
    page: PageSettings
    reports: ReportService
    checks: CheckService
    final: FinalReports
    papers: WorkingPapers
    history: HistoryService
    places: StepPlaces
    recycle_bin: RecycleBin
    pages: LedgerPages
    workbench: WorkbenchService
    pasting: Pasting
    messages: Messages
    row_tools: RowTools
    unit_changes: UnitChanges
    quarter_settings: QuarterSettings
    board: RectificationBoard
    summary: SummaryService
    upper_forms: UpperForms
    own_areas: OwnAreas
    own_figures: OwnFigures
    old_reports: OldReports
    schemes: Schemes


def assemble(
    store: Store,
    catalogue: Catalogue,
    fonts_folder: Path,
    who: str = "",
    installed_fonts: Sequence[Path] = (),
) -> Services:
    """Build the services; nothing is read yet but what the office defined itself.

    fonts_folder: the bundled fonts. who: name put beside each change. installed_fonts: folders of
    this computer's own fonts, which come first where the office's setting allows.
    """
    writer = DefiningWriter(store, catalogue, who)
    office = OfficeService(writer, catalogue)
    texts = ReportTexts(writer, catalogue)
    rectification = RectificationService(writer)
    figures = FigureService(catalogue, office, rectification)
    ledgers = LedgerService(writer, catalogue, office)
    page = PageSettings(writer)
    reports = ReportService(
        catalogue, office, texts, figures, rectification, page, fonts_folder, installed_fonts
    )
    periods = PeriodService(writer, catalogue, texts)
    read_rules = partial(rules_in, fonts_folder.parent / "checks", store.path.parent / OWN_FOLDER)
    checks = CheckService(catalogue, office, ledgers, reports, read_rules)
    workbench = WorkbenchService(writer, catalogue, office, ledgers, figures, checks)
    own_areas = OwnAreas(writer, catalogue, office, periods)
    own_figures = OwnFigures(writer, catalogue, own_areas)
    pasting = Pasting(writer, catalogue, office, workbench)
    return Services(
        writer=writer,
        catalogue=catalogue,
        office=office,
        periods=periods,
        ledgers=ledgers,
        rectification=rectification,
        figures=figures,
        texts=texts,
        forms=ReportForms(office, texts),
        page=page,
        reports=reports,
        checks=checks,
        final=FinalReports(writer, reports, checks),
        papers=WorkingPapers(catalogue, ledgers, reports),
        history=HistoryService(writer),
        places=StepPlaces(catalogue),
        recycle_bin=RecycleBin(writer, catalogue),
        pages=LedgerPages(catalogue),
        workbench=workbench,
        pasting=pasting,
        messages=Messages(catalogue, office, workbench, pasting),
        row_tools=RowTools(writer, catalogue, ledgers),
        unit_changes=UnitChanges(writer, catalogue, office),
        quarter_settings=QuarterSettings(catalogue, office),
        board=RectificationBoard(writer, rectification),
        summary=SummaryService(figures, periods, catalogue),
        upper_forms=UpperForms(writer, office, reports),
        own_areas=own_areas,
        own_figures=own_figures,
        old_reports=OldReports(
            writer, catalogue, office, texts, fonts_folder.parent / "wording", own_figures
        ),
        schemes=Schemes(writer, catalogue, office, periods, texts, own_areas, own_figures),
    )
