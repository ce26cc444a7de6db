"""The look: readable by numbers, drawn by Qt without a warning, and what the sources render."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QSize, Qt, qWarning
from PySide6.QtGui import QColor, QFontDatabase, QImage, QRawFont
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.theme import apply_theme, icon, prepare_table, set_role

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SCRIPT = RESOURCES / "theme" / "build_theme.py"
SHEETS = ["app.qss", "app-large.qss"]
ICONS = set(
    """
workbench epidemic organization production integrity overview rectification report summary settings
add duplicate delete undo redo search print export-pdf export-word export-text refresh previous next
warning error ok info history unit calendar drag eye eye-off link chart close more folder zoom-in
zoom-out fit-page question import backup edit filter app upper_forms
""".split()  # noqa: SIM905 - read as words
)


def load_script() -> ModuleType:
    """Load the build script, which lies in no package."""
    spec = importlib.util.spec_from_file_location("build_theme", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_theme"] = module
    spec.loader.exec_module(module)
    return module


build_theme = load_script()
COLOURS = build_theme.COLOURS


def contrast(one: str, other: str) -> float:
    """Contrast of two colours after WCAG 2.1, from 1 to 21."""

    def luminance(colour: str) -> float:
        channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        linear = [
            channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
            for channel in channels
        ]
        return sum(
            share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        )

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted(widget: QWidget, colour: str) -> int:
    """How many pixels of a widget have exactly that colour."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


# ── the style sheet by itself ────────────────────────────────────────────────────────────────────


def test_the_committed_sheets_are_what_the_script_renders(tmp_path: Path):
    if importlib.util.find_spec("qt_material") is None:
        pytest.skip("qt-material is not installed")
    arguments = [sys.executable, str(SCRIPT), "--to", str(tmp_path)]
    home = {**os.environ, "HOME": str(tmp_path / "home"), "USERPROFILE": str(tmp_path / "home")}
    subprocess.run(arguments, check=True, env=home, capture_output=True)

    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert written == {*SHEETS, *(f"icons/{name}" for name in build_theme.ICONS)}
    for name in written:
        assert (tmp_path / name).read_bytes() == (RESOURCES / "theme" / name).read_bytes(), name
    committed = {path.name for path in (RESOURCES / "theme" / "icons").iterdir()}
    assert committed == set(build_theme.ICONS)


@pytest.mark.parametrize(
    "correction",
    [
        lambda sheet: sheet.drop("QTableView::item"),
        lambda sheet: sheet.drop_property("text-transform"),
        lambda sheet: sheet.replace("color", "red", "blue", of="QLabel"),
        lambda sheet: sheet.replace_values({"icon:/primary/x.svg": "theme:icons/x.svg"}),
    ],
)
def test_a_correction_that_finds_nothing_fails(correction):
    with pytest.raises(build_theme.QtMaterialChangedError):
        correction(build_theme.Sheet("QLabel { color: green; }"))


@pytest.mark.parametrize("name", SHEETS)
def test_every_text_can_be_read(name: str):
    too_pale = []
    for rule in build_theme.parse((RESOURCES / "theme" / name).read_text("utf-8")):
        values = rule.declarations
        for ink, ground in (("color", "background-color"), ("selection-color",) * 2):
            if not values.get(ink, "").startswith("#"):
                continue
            under = values.get(ground if ink == "color" else "selection-background-color", "")
            grounds = (
                [under]
                if under.startswith("#")
                else [COLOURS[key] for key in ("surface", "window", "stripe", "header")]
            )
            least = 3 if all("disabled" in selector for selector in rule.selectors) else 4.5
            too_pale += [
                (rule.selectors, values[ink], on)
                for on in grounds
                if contrast(values[ink], on) < least
            ]

    assert too_pale == []


@pytest.mark.parametrize("ink", ["text", "accent", "error", "warning", "ok", "info", "muted"])
@pytest.mark.parametrize(
    "ground", ["surface", "window", "stripe", "header", "tint", "hover", "note"]
)
def test_every_ink_can_be_read_on_every_ground(ink: str, ground: str):
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("level", ["error", "warning", "ok"])
def test_messages_can_be_read_on_their_own_ground(level: str):
    assert contrast(COLOURS[level], COLOURS[f"{level}_tint"]) >= 4.5


def test_frames_of_what_is_operated_can_be_seen():
    for ground in ("surface", "window"):
        assert contrast(COLOURS["edge"], COLOURS[ground]) >= 3


def test_the_colours_of_painters_are_those_of_the_sheet():
    names = [name for name in COLOURS if hasattr(theme, name.upper())]

    assert {name: getattr(theme, name.upper()) for name in names} == {
        name: COLOURS[name] for name in names
    }
    assert len(names) > 15


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_in_capitals_or_sets_a_font(name: str):
    text = (RESOURCES / "theme" / name).read_text("utf-8")

    assert "text-transform" not in text
    assert "font-family" not in text


@pytest.mark.parametrize("name", SHEETS)
def test_every_picture_of_the_sheet_is_there(name: str):
    text = (RESOURCES / "theme" / name).read_text("utf-8")
    pictures = re.findall(r"url\(([^)]*)\)", text)
    folders = {"theme": RESOURCES / "theme", "icon": RESOURCES / "icons"}

    assert pictures
    for prefix, _, place in (picture.partition(":") for picture in pictures):
        assert (folders[prefix] / place).is_file(), place


# ── icons ────────────────────────────────────────────────────────────────────────────────────────


def test_the_icons_are_those_that_are_named():
    assert {path.stem for path in (RESOURCES / "icons").glob("*.svg")} == ICONS


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_draws_something(app: QApplication, name: str):
    image = icon(name).pixmap(QSize(24, 24)).toImage()

    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_icon_takes_another_colour(app: QApplication):
    image = icon("add", theme.SURFACE).pixmap(QSize(24, 24), 1.0).toImage()

    assert image.pixelColor(12, 12).name() == theme.SURFACE


def test_an_unknown_icon_is_a_fault(app: QApplication):
    with pytest.raises(FileNotFoundError, match="no icon"):
        icon("emblem")


def test_the_programs_icon_has_the_sizes_of_windows():
    content = (RESOURCES / "icons" / "app.ico").read_bytes()
    sizes = [content[6 + 16 * number] or 256 for number in range(content[4])]

    assert {16, 32, 48, 256} <= set(sizes)
    assert QImage(str(RESOURCES / "icons" / "app.png")).size() == QSize(256, 256)


# ── on screen ────────────────────────────────────────────────────────────────────────────────────


class Coloured(QAbstractTableModel):
    """One cell of red text, one on green."""

    def rowCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802
        return 1

    def columnCount(self, parent: QModelIndex | None = None) -> int:  # noqa: N802
        return 2

    def data(self, index: QModelIndex, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return "超过党员数"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QColor("#ff0000")
        if role == Qt.ItemDataRole.BackgroundRole and index.column() == 1:
            return QColor("#00ff00")
        return None


@pytest.fixture
def table(app: QApplication) -> QTableView:
    view = QTableView()
    view.setModel(Coloured(view))
    prepare_table(view)
    view.resize(300, 120)
    return view


def test_a_table_shows_the_colours_of_its_model(table: QTableView):
    assert painted(table, "#ff0000") > 20
    assert painted(table, "#00ff00") > 500


def test_a_selected_cell_keeps_the_colour_of_its_text(table: QTableView):
    class Delegate(QStyledItemDelegate):
        def initStyleOption(  # noqa: N802
            self, option: QStyleOptionViewItem, index: QModelIndex
        ) -> None:
            super().initStyleOption(option, index)
            theme.keep_model_colours(option)

    table.setItemDelegate(Delegate(table))
    table.selectAll()

    assert painted(table, "#ff0000") > 20
    assert painted(table, theme.TINT) > 500


def test_a_row_is_as_high_as_its_text_needs(app: QApplication, table: QTableView):
    assert 28 <= table.rowHeight(0) <= 32

    apply_theme(app, RESOURCES, large=True)
    try:
        prepare_table(table)
        assert table.fontMetrics().height() + 10 <= table.rowHeight(0) <= 44
    finally:
        apply_theme(app, RESOURCES)


def test_a_list_filled_before_it_has_a_window_has_high_rows(app: QApplication):
    navigation = QListWidget()
    navigation.setObjectName("navigation")
    navigation.addItems(["本季工作台", "疫情防控"])
    window = QWidget()
    QVBoxLayout(window).addWidget(navigation)
    window.show()
    app.processEvents()

    second = navigation.visualItemRect(navigation.item(1))
    assert (second.top(), second.height()) == (44, 44)


def test_a_role_is_drawn_at_once(app: QApplication):
    field = QLineEdit("38")
    field.resize(200, 30)
    calm = painted(field, theme.ERROR)
    set_role(field, "invalid", value=True)

    assert painted(field, theme.ERROR) > calm + 100

    set_role(field, "invalid", value=False)
    assert painted(field, theme.ERROR) == calm


def test_the_primary_button_is_filled(app: QApplication):
    button = QPushButton("开始新季度")
    button.resize(120, 30)
    plain = painted(button, theme.ACCENT)
    set_role(button, "primary", value=True)

    assert plain == 0
    assert painted(button, theme.ACCENT) > 1000


@pytest.mark.parametrize(("large", "pixels", "title"), [(False, 14, 20), (True, 18, 25)])
def test_one_switch_makes_type_large(app: QApplication, large: bool, pixels: int, title: int):  # noqa: FBT001
    apply_theme(app, RESOURCES, large=large)
    try:
        plain, headline = QLabel("报告"), QLabel("报告")
        headline.setProperty("role", "title")
        for label in (plain, headline):
            label.ensurePolished()
        assert plain.font().pixelSize() == pixels
        assert headline.font().pixelSize() == title
    finally:
        apply_theme(app, RESOURCES)


# ── Chinese ──────────────────────────────────────────────────────────────────────────────────────


def test_qt_speaks_chinese(app: QApplication):
    button = QMessageBox.StandardButton
    box = QMessageBox()
    box.setStandardButtons(button.Yes | button.No | button.Ok | button.Cancel)
    texts = [box.button(which).text() for which in (button.Yes, button.No, button.Ok)]

    assert [text[:2].strip("(&") for text in texts] == ["是", "否", "确定"]
    assert box.button(button.Cancel).text() == "取消"
    assert QLocale().toString(QLocale().toDate("2020-03-31", "yyyy-MM-dd"), "MMMM") == "三月"


def test_the_font_of_the_window_has_chinese(app: QApplication):
    face = QRawFont.fromFont(app.font())

    assert all(face.supportsCharacter(ord(character)) for character in "党建季报，。％")


def test_a_machine_without_a_chinese_font_gets_the_bundled_one(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFontDatabase, "families", staticmethod(lambda *_: ["DejaVu Sans"]))
    apply_theme(app, RESOURCES)
    bundled = app.font().families()
    monkeypatch.undo()
    apply_theme(app, RESOURCES)

    assert bundled == ["Jibao HeiTi"]


def test_an_installed_chinese_font_is_preferred(app: QApplication, monkeypatch: pytest.MonkeyPatch):
    installed = ["WenQuanYi Micro Hei", "DejaVu Sans", "微软雅黑"]
    monkeypatch.setattr(QFontDatabase, "families", staticmethod(lambda *_: installed))
    apply_theme(app, RESOURCES)
    chosen = app.font().families()
    monkeypatch.undo()
    apply_theme(app, RESOURCES)

    assert chosen == ["微软雅黑", "WenQuanYi Micro Hei"]


# ── PySide6 itself ───────────────────────────────────────────────────────────────────────────────


def test_pyside_loses_no_reference_to_none(app: QApplication):
    """PySide6 6.12 loses one a call on Python 3.11, and the program dies after some thousands."""
    field = QLineEdit()
    before = sys.getrefcount(None)
    for _ in range(1000):
        field.setText("张村")

    assert abs(sys.getrefcount(None) - before) < 100


def test_what_qt_warns_of_is_heard(qt_warnings: list[str]):
    qWarning("QLabel: something is wrong")

    assert qt_warnings == ["QLabel: something is wrong"]
    qt_warnings.clear()
