"""设置: the office, its units, areas and lists of the quarter, its own words, page, password."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout

from desktop_app.services.checks.settings import CheckSettings
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.services.schemes.file import SUFFIX
from desktop_app.ui.context import Context
from desktop_app.ui.fields.scrolled import scrolled
from desktop_app.ui.pages.page import Page
from desktop_app.ui.settings.areas_tab import AreasTab
from desktop_app.ui.settings.checks_tab import ChecksTab
from desktop_app.ui.settings.lock_tab import LockTab
from desktop_app.ui.settings.office_tab import OfficeTab
from desktop_app.ui.settings.options_tab import OptionsTab
from desktop_app.ui.settings.own_areas_tab import OwnAreasTab
from desktop_app.ui.settings.own_figures_tab import OwnFiguresTab
from desktop_app.ui.settings.page_tab import PageTab
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.settings.units_tab import UnitsTab


class _Tabs(QTabWidget):
    """Tabs of which none asks for height on behalf of the others: their tables can be lower."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say no: Qt would take what all tabs like best for what they need."""
        return False


class SettingsPage(Page):
    """Nine tabs; all but the last are saved as one leaves a field."""

    def __init__(self, context: Context) -> None:
        """Build the tabs; they are read when the page is first shown."""
        super().__init__(context)
        services = context.services
        settings = services.quarter_settings
        changes = services.unit_changes
        self.office = OfficeTab(context, settings)
        self.units = UnitsTab(context, changes)
        self.areas = AreasTab(context, settings)
        self.options = OptionsTab(context, settings)
        self.own_figures = OwnFiguresTab(context)
        self.own_areas = OwnAreasTab(context)
        self.page = PageTab(context, services.page)
        self.checks = ChecksTab(context, CheckSettings(services.writer))
        here = LocalSettings(services.writer.store.path.parent)
        self.lock = LockTab(context, StartLock(here))
        self._tabs: dict[str, Tab] = {
            "office": self.office,
            "units": self.units,
            "areas": self.areas,
            "options": self.options,
            "own_figures": self.own_figures,
            "own_areas": self.own_areas,
            "page": self.page,
            "checks": self.checks,
            "lock": self.lock,
        }
        title = QLabel("设置")
        title.setProperty("role", "title")
        self._holder = _Tabs(documentMode=True)
        for tab in self._tabs.values():
            is_long = tab in {self.office, self.lock}
            self._holder.addTab(scrolled(tab) if is_long else tab, tab.title)
        self._holder.currentChanged.connect(lambda _index: self.leave())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(title)
        layout.addWidget(self._holder, 1)

    def reload(self) -> None:
        """Read all tabs for the quarter."""
        for tab in self._tabs.values():
            tab.reload()

    def show_item(self, argument: str) -> None:
        """Open a tab by its key; `office/NAME` goes into that field of 单位信息."""
        key, _, field = argument.partition("/")
        if key in self._tabs:
            self._holder.setCurrentIndex([*self._tabs].index(key))
        if key == "office" and field:
            self.office.show_field(field)

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Show what a 方案 would change."""
        schemes = [path for path in paths if path.suffix.lower() == SUFFIX]
        if not schemes:
            return False
        self.show_item("own_areas")
        self.own_areas.scheme.look_at(schemes[0])
        return True

    def leave(self) -> None:
        """Save what is still being typed."""
        for tab in self._tabs.values():
            tab.commit()
