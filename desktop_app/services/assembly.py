"""All services over one open database; each is loaded and made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar

from db.connection import Store
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.own.definitions import DefiningWriter

if TYPE_CHECKING:
    from desktop_app.services.checks.service import CheckService
    from desktop_app.services.figures.service import FigureService
    from desktop_app.services.final.service import FinalReports
    from desktop_app.services.ledgers.pages import LedgerPages
    from desktop_app.services.ledgers.recycle_bin import RecycleBin
    from desktop_app.services.ledgers.row_tools import RowTools
    from desktop_app.services.ledgers.service import LedgerService
    from desktop_app.services.log.history import HistoryService
    from desktop_app.services.log.step_places import StepPlaces
    from desktop_app.services.messages import Messages
    from desktop_app.services.office.periods import PeriodService
    from desktop_app.services.office.quarter_settings import QuarterSettings
    from desktop_app.services.office.service import OfficeService
    from desktop_app.services.office.unit_changes import UnitChanges
    from desktop_app.services.old_reports.service import OldReports
    from desktop_app.services.own.areas import OwnAreas
    from desktop_app.services.own.figures import OwnFigures
    from desktop_app.services.pasting import Pasting
    from desktop_app.services.rectification.board import RectificationBoard
    from desktop_app.services.rectification.service import RectificationService
    from desktop_app.services.reports.forms import ReportForms
    from desktop_app.services.reports.page_settings import PageSettings
    from desktop_app.services.reports.service import ReportService
    from desktop_app.services.reports.texts import ReportTexts
    from desktop_app.services.reports.trails import TrailReader
    from desktop_app.services.reports.working_papers import WorkingPapers
    from desktop_app.services.schemes.service import Schemes
    from desktop_app.services.summary.service import SummaryService
    from desktop_app.services.upper_forms.service import UpperForms
    from desktop_app.services.workbench.service import WorkbenchService

Made = TypeVar("Made")


class _Lazy(Generic[Made]):
    """A service that is made once: also where the window and a worker ask for it together."""

    def __init__(self, make: Callable[[Services], Made]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, services: Services, _owner: type[Services]) -> Made:
        """Make the service; the next time it is found on `services` itself, and this not called."""
        with services.making:
            if self._name not in services.__dict__:
                services.__dict__[self._name] = self._make(services)
            made: Made = services.__dict__[self._name]
        return made


class Services:
    """What the window and the headless verbs work with."""

    def __init__(
        self,
        writer: DefiningWriter,
        catalogue: Catalogue,
        fonts_folder: Path,
        installed_fonts: Sequence[Path],
    ) -> None:
        """Make nothing yet; the arguments are those of `assemble`."""
        self.making = RLock()  # one service asks for others while it is made
        self.writer = writer
        self.catalogue = catalogue
        self._fonts_folder = fonts_folder
        self._installed_fonts = installed_fonts
        self._resources = fonts_folder.parent

    @_Lazy
    def office(self) -> OfficeService:
        from desktop_app.services.office.service import OfficeService

        return OfficeService(self.writer, self.catalogue)

    @_Lazy
    def periods(self) -> PeriodService:
        from desktop_app.services.office.periods import PeriodService

        return PeriodService(
            self.writer,
            self.catalogue,
            lambda *new: self.texts.create(*new),  # noqa: PLW0108 - loaded when first wanted
        )

    @_Lazy
    def ledgers(self) -> LedgerService:
        from desktop_app.services.ledgers.service import LedgerService

        return LedgerService(self.writer, self.catalogue, self.office)

    @_Lazy
    def rectification(self) -> RectificationService:
        from desktop_app.services.rectification.service import RectificationService

        return RectificationService(self.writer)

    @_Lazy
    def figures(self) -> FigureService:
        from desktop_app.services.figures.service import FigureService

        return FigureService(self.catalogue, self.office, self.rectification)

    @_Lazy
    def texts(self) -> ReportTexts:
        from desktop_app.services.reports.texts import ReportTexts

        return ReportTexts(self.writer, self.catalogue)

    @_Lazy
    def forms(self) -> ReportForms:
        from desktop_app.services.reports.forms import ReportForms

        return ReportForms(self.office, self.texts)

    @_Lazy
    def page(self) -> PageSettings:
        from desktop_app.services.reports.page_settings import PageSettings

        return PageSettings(self.writer)

    @_Lazy
    def reports(self) -> ReportService:
        from desktop_app.services.reports.service import ReportService

        return ReportService(
            self.catalogue,
            self.office,
            self.texts,
            self.figures,
            self.rectification,
            self.page,
            self._fonts_folder,
            self._installed_fonts,
        )

    @_Lazy
    def checks(self) -> CheckService:
        from desktop_app.services.checks.proofreading import OWN_FOLDER, rules_in
        from desktop_app.services.checks.service import CheckService

        own = self.writer.store.path.parent / OWN_FOLDER
        read_rules = partial(rules_in, self._resources / "checks", own)
        return CheckService(self.catalogue, self.office, self.ledgers, self.reports, read_rules)

    @_Lazy
    def final(self) -> FinalReports:
        from desktop_app.services.final.service import FinalReports

        return FinalReports(
            self.writer, self.catalogue, self.reports, self.checks, self.page, self.trails
        )

    @_Lazy
    def trails(self) -> TrailReader:
        from desktop_app.services.reports.trails import TrailReader

        return TrailReader(self.catalogue, self.ledgers, self.figures, self.rectification)

    @_Lazy
    def papers(self) -> WorkingPapers:
        from desktop_app.services.reports.working_papers import WorkingPapers

        return WorkingPapers(self.catalogue, self.ledgers, self.reports, self.trails)

    @_Lazy
    def history(self) -> HistoryService:
        from desktop_app.services.log.history import HistoryService

        return HistoryService(self.writer)

    @_Lazy
    def places(self) -> StepPlaces:
        from desktop_app.services.log.step_places import StepPlaces

        return StepPlaces(self.catalogue)

    @_Lazy
    def recycle_bin(self) -> RecycleBin:
        from desktop_app.services.ledgers.recycle_bin import RecycleBin

        return RecycleBin(self.writer, self.catalogue)

    @_Lazy
    def pages(self) -> LedgerPages:
        from desktop_app.services.ledgers.pages import LedgerPages

        return LedgerPages(self.catalogue)

    @_Lazy
    def workbench(self) -> WorkbenchService:
        from desktop_app.services.workbench.service import WorkbenchService

        return WorkbenchService(
            self.writer,
            self.catalogue,
            self.office,
            self.ledgers,
            self.figures,
            lambda period: self.checks.findings(period),  # noqa: PLW0108 - as above
        )

    @_Lazy
    def pasting(self) -> Pasting:
        from desktop_app.services.pasting import Pasting

        return Pasting(self.writer, self.catalogue, self.office, self.workbench)

    @_Lazy
    def messages(self) -> Messages:
        from desktop_app.services.messages import Messages

        return Messages(self.catalogue, self.office, self.workbench, self.pasting)

    @_Lazy
    def row_tools(self) -> RowTools:
        from desktop_app.services.ledgers.row_tools import RowTools

        return RowTools(self.writer, self.catalogue, self.ledgers)

    @_Lazy
    def unit_changes(self) -> UnitChanges:
        from desktop_app.services.office.unit_changes import UnitChanges

        return UnitChanges(self.writer, self.catalogue, self.office)

    @_Lazy
    def quarter_settings(self) -> QuarterSettings:
        from desktop_app.services.office.quarter_settings import QuarterSettings

        return QuarterSettings(self.catalogue, self.office)

    @_Lazy
    def board(self) -> RectificationBoard:
        from desktop_app.services.rectification.board import RectificationBoard

        return RectificationBoard(self.writer, self.rectification)

    @_Lazy
    def summary(self) -> SummaryService:
        from desktop_app.services.summary.service import SummaryService

        return SummaryService(self.figures, self.periods, self.catalogue)

    @_Lazy
    def upper_forms(self) -> UpperForms:
        from desktop_app.services.upper_forms.service import UpperForms

        return UpperForms(self.writer, self.office, self.reports)

    @_Lazy
    def own_areas(self) -> OwnAreas:
        from desktop_app.services.own.areas import OwnAreas

        return OwnAreas(self.writer, self.catalogue, self.office, self.periods)

    @_Lazy
    def own_figures(self) -> OwnFigures:
        from desktop_app.services.own.figures import OwnFigures

        return OwnFigures(self.writer, self.catalogue, self.own_areas)

    @_Lazy
    def old_reports(self) -> OldReports:
        from desktop_app.services.old_reports.service import OldReports

        return OldReports(
            self.writer,
            self.catalogue,
            self.office,
            self.texts,
            self._resources / "wording",
            self.own_figures,
        )

    @_Lazy
    def schemes(self) -> Schemes:
        from desktop_app.services.schemes.service import Schemes

        return Schemes(
            self.writer,
            self.catalogue,
            self.office,
            self.periods,
            self.texts,
            self.own_areas,
            self.own_figures,
        )


def assemble(
    store: Store,
    catalogue: Catalogue,
    fonts_folder: Path,
    who: str = "",
    installed_fonts: Sequence[Path] = (),
) -> Services:
    """Return the services; nothing is read yet but what the office defined itself.

    fonts_folder: the bundled fonts. who: name put beside each change. installed_fonts: folders of
    this computer's own fonts, which come first where the office's setting allows.
    """
    writer = DefiningWriter(store, catalogue, who)
    catalogue.refresh()  # what cannot be read is told on opening, not by whoever asks first
    return Services(writer, catalogue, fonts_folder, installed_fonts)
