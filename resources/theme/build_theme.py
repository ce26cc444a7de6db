"""Render the look of the window: qt-material, corrected, with our own rules and colours.

qt-material is the source of the look but is not shipped: at run time it would rewrite folders of
the user's home, and what it draws cannot be read by our users as it stands. This script renders it
once, takes it apart into rules, corrects them (every correction fails loudly when qt-material no
longer holds what it corrects), adds the rules of ``window.qss.in`` and writes beside itself

* ``app.qss`` and ``app-large.qss``, the same rules in the two sizes of type;
* ``icons/``, the marks that those rules name.

Run it with Python and qt-material, and without PySide6 loaded, after any change here::

    python build_theme.py                # writes beside itself
    python build_theme.py --to FOLDER    # writes elsewhere, for comparing

The same sources give the same bytes on every system. Fonts are no part of a style sheet: the
window sets them for the application, so that a widget or a model may still ask for its own.
"""

import argparse
import logging
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

HERE = Path(__file__).resolve().parent

HEADER = """\
/* Written by build_theme.py; change that script or window.qss.in, not this file.
   Rendered from qt-material, Copyright (c) 2025 Dunderlab, BSD 2-Clause:
   see LICENCE-qt-material.txt. */
"""

COLOURS = {
    "window": "#f4f5f7",  # behind everything
    "surface": "#ffffff",  # what is written on: cards, fields, tables
    "stripe": "#f8f9fb",  # every other row
    "header": "#eceef1",  # table headers, read-only and disabled fields
    "hover": "#e9ebef",
    "pressed": "#dcdfe4",
    "line": "#d5d9de",  # between things
    "edge": "#868d97",  # round what can be operated: 3:1 on the window
    "handle": "#9aa1ab",  # scroll bars
    "text": "#1f2328",
    "muted": "#575e68",  # hints and titles of groups
    "disabled": "#6b7280",
    "accent": "#b3261e",  # Party red: primary action, selection, focus
    "accent_hover": "#98201a",
    "accent_pressed": "#7d1a15",
    "tint": "#fae3e1",  # behind what is selected; the text on it stays dark
    "tint_strong": "#f1b9b5",  # progress; the figure on it stays dark
    "error": "#b3261e",
    "error_tint": "#fdecea",
    "warning": "#855000",
    "warning_tint": "#fff4dc",
    "ok": "#1b6b3a",
    "ok_tint": "#e6f4ea",
    "info": "#1f5f9e",
    "note": "#fffbe6",  # tool tips and the open editor of a cell
}


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of one size of type, in px."""

    title: int
    subtitle: int
    figure: int
    field: int
    """Height inside a field or button; padding and frame add 10."""
    item: int
    """Height of a row in menus and lists that drop down."""
    nav: int
    """Height of a row in the navigation on the left."""
    icon: int
    tick: int
    """Side of check boxes and radio buttons."""
    head: int
    """Height of table headers."""
    spin: int
    """Width of the arrows beside a field."""


SIZES = {
    "app.qss": Size(
        title=20,
        subtitle=16,
        figure=26,
        field=20,
        item=28,
        nav=44,
        icon=18,
        tick=16,
        head=30,
        spin=22,
    ),
    "app-large.qss": Size(
        title=25,
        subtitle=20,
        figure=32,
        field=26,
        item=36,
        nav=54,
        icon=22,
        tick=20,
        head=38,
        spin=26,
    ),
}

QT_MATERIAL_COLOURS = {
    "primaryColor": COLOURS["accent"],
    "primaryLightColor": COLOURS["tint"],
    "secondaryColor": COLOURS["surface"],
    "secondaryLightColor": COLOURS["line"],
    "secondaryDarkColor": COLOURS["window"],
    "primaryTextColor": COLOURS["text"],
    "secondaryTextColor": COLOURS["text"],
}

# ── icons ────────────────────────────────────────────────────────────────────────────────────────

STROKE = '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linecap="round"{}/>'


def mark(path: str, colour: str, width: float = 1.75) -> str:
    """Return a 16 px SVG of one stroke."""
    stroke = STROKE.format(path, COLOURS[colour], width, ' stroke-linejoin="round"')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{stroke}</svg>\n'


def dot(colour: str) -> str:
    """Return a 16 px SVG of a filled circle."""
    circle = f'<circle cx="8" cy="8" r="3.6" fill="{COLOURS[colour]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{circle}</svg>\n'


DOWN, UP, LEFT, RIGHT = "M4 6l4 4 4-4", "M4 10l4-4 4 4", "M10 4l-4 4 4 4", "M6 4l4 4-4 4"
TICK, DASH, CROSS = "M3.5 8.5l3 3 6-7", "M4 8h8", "M4.5 4.5l7 7M11.5 4.5l-7 7"
ICONS = {
    "down.svg": mark(DOWN, "muted"),
    "down-disabled.svg": mark(DOWN, "handle"),
    "up.svg": mark(UP, "muted"),
    "up-disabled.svg": mark(UP, "handle"),
    "left.svg": mark(LEFT, "muted"),
    "right.svg": mark(RIGHT, "muted"),
    "right-disabled.svg": mark(RIGHT, "handle"),
    "close.svg": mark(CROSS, "muted", 1.5),
    "tick.svg": mark(TICK, "surface", 2),
    "tick-disabled.svg": mark(TICK, "disabled", 2),
    "dash.svg": mark(DASH, "surface", 2),
    "dash-disabled.svg": mark(DASH, "disabled", 2),
    "dot.svg": dot("accent"),
    "dot-disabled.svg": dot("disabled"),
}

# ── a style sheet taken apart ────────────────────────────────────────────────────────────────────


class QtMaterialChangedError(Exception):
    """A correction no longer finds what it corrects."""


@dataclass(slots=True)
class Rule:
    """One rule: what it applies to, and property → value."""

    selectors: list[str]
    declarations: dict[str, str]

    def __str__(self) -> str:
        selectors = ",\n".join(self.selectors)
        body = "".join(f"  {name}: {value};\n" for name, value in self.declarations.items())
        return f"{selectors} {{\n{body}}}\n"


def parse(text: str) -> list[Rule]:
    """Take a style sheet apart; comments are left out."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        declarations = {}
        for declaration in filter(str.strip, body.split(";")):
            name, _, value = declaration.partition(":")
            declarations[name.strip()] = " ".join(value.split())
        rules.append(
            Rule([" ".join(selector.split()) for selector in selectors.split(",")], declarations)
        )
    return rules


class Sheet:
    """The rules of qt-material, under correction."""

    def __init__(self, text: str) -> None:
        """Take the rendered style sheet apart."""
        self._rules = parse(text)

    def drop(self, *patterns: str) -> None:
        """Leave out the selectors that the patterns match whole; each must match some."""
        for pattern in patterns:
            found = False
            for rule in self._rules:
                kept = [
                    selector for selector in rule.selectors if not re.fullmatch(pattern, selector)
                ]
                found |= len(kept) < len(rule.selectors)
                rule.selectors = kept
            if not found:
                raise QtMaterialChangedError(f"no selector {pattern}")
        self._rules = [rule for rule in self._rules if rule.selectors]

    def drop_property(self, name: str, of: str = ".*") -> None:
        """Leave out a property of the rules that have a selector of that pattern."""
        holders = [rule for rule in self._having(of) if rule.declarations.pop(name, None)]
        if not holders:
            raise QtMaterialChangedError(f"no {name} of {of}")

    def replace(self, name: str, old: str, new: str, of: str) -> None:
        """Give a property another value where it has the value that is known."""
        for rule in self._having(of):
            if rule.declarations.get(name) == old:
                rule.declarations[name] = new
                return
        raise QtMaterialChangedError(f"no {name}: {old} of {of}")

    def replace_values(self, values: Mapping[str, str]) -> None:
        """Replace texts within all values; each must occur."""
        missing = set(values)
        for rule in self._rules:
            for name in rule.declarations:
                for old, new in values.items():
                    if old in rule.declarations[name]:
                        missing.discard(old)
                        rule.declarations[name] = rule.declarations[name].replace(old, new)
        if missing:
            raise QtMaterialChangedError(f"no value {', '.join(sorted(missing))}")

    def _having(self, pattern: str) -> Iterator[Rule]:
        for rule in self._rules:
            if any(re.fullmatch(pattern, selector) for selector in rule.selectors):
                yield rule

    def __str__(self) -> str:
        return "".join(str(rule) for rule in self._rules if rule.declarations)


# ── corrections ──────────────────────────────────────────────────────────────────────────────────

UNUSED = (
    *(r"\.(danger|warning|success).*", r"QPushButton\.(danger|warning|success).*"),
    *(r".*\.fill_background", r"QFrame\[colored=.*", r"\*\[frameless=.*"),
    *(r"QDockWidget.*", r".*QToolBox.*", r"QLCDNumber.*", r"QDial", r"QSlider.*"),
    *(r"QScrollBar\.big.*", r"QScrolLBar:vertical", r"QMainWindow::separator.*", r"QSizeGrip"),
    *(r"QMenuBar QToolButton.*", r"QToolBar::handle.*", r"QTreeView::branch:(?!closed|open).*"),
    *(r"QHeaderView::section:(vertical|horizontal)",),
)
"""What the window has not, with the images it would load."""


def correct(sheet: Sheet) -> None:
    """Mend what is unreadable in qt-material, and make room for the rules of window.qss.in."""
    sheet.drop(*UNUSED)

    # Colours of a model hide behind any rule for its cells; selected rows too are left to the
    # palette, and so are disabled cells.
    sheet.drop(r"QTableView::item.*")
    sheet.drop(r"(QTreeView|QListView)::item:selected.*", r"QTableView:focus")
    sheet.replace(
        "selection-background-color", "rgba(179, 38, 30, 0.2)", COLOURS["tint"], "QTableView"
    )
    for name in ("color", "selection-color", "border-color"):
        sheet.drop_property(name, of="QListView::item")
    # Zebra rows in a tenth of the accent look like errors.
    sheet.replace(
        "alternate-background-color", "rgba(179, 38, 30, 0.1)", COLOURS["stripe"], "QTableView"
    )

    # Text of 11 or 12 px in Roboto: size and family are the application's, see above.
    for name in ("font-family", "font-size", "line-height"):
        sheet.drop_property(name, of=r"\*")
        if name != "font-family":
            sheet.drop_property(name, of="QGroupBox")
    sheet.drop_property("line-height", of="QCheckBox")
    # ALL CAPS, also of the names in file lists and of Latin within Chinese.
    sheet.drop_property("text-transform")

    # Buttons: one outline for all, the default one not marked, disabled ones invisible.
    sheet.drop(r"QPushButton(?!.*\.).*", r"QToolButton.*", r"QDialog QToolButton.*")

    # Fields: a line below only, disabled ones invisible; spin boxes out of line with the rest.
    fields = "QLineEdit|QComboBox|QDateEdit|QDateTimeEdit|QSpinBox|QDoubleSpinBox"
    sheet.drop(rf"({fields}|QTextEdit|QPlainTextEdit)(:focus|:disabled)?")
    sheet.drop(rf"({fields})::(?!item|indicator)[^ ]*")
    sheet.drop_property("height", of="QListView")
    # The editor in a cell: a pale frame of 4 px over the text.
    sheet.drop(r"Q(Tree|Table|List)View QLineEdit")

    # Ticks that look like "partly"; the same in tables, lists and menus.
    sheet.drop(r".*::indicator.*")
    sheet.drop(r"Q(RadioButton|CheckBox)(:disabled)?")

    # Headers: clipped on both sides by 20 px of padding, 3.4:1.
    sheet.drop(r"QHeaderView::section", r"QTableCornerButton::section")
    sheet.drop(r"QTreeView QHeaderView::section.*")

    # The list of a combo box: rows of 40 px, dark text on the accent when selected.
    sheet.drop(r"QComboBox::item.*", r"(QCalendarWidget )?QMenu::item.*", r"QMenu::right-arrow.*")
    sheet.drop(r"(QComboBox|QDateEdit) QAbstractItemView")
    # The calendar: month row cut, arrows vanish.
    sheet.drop(r"QCalendarWidget( QMenu)?", r"#qt_calendar_.*")
    # Progress bars of 25 px with invisible text, scroll bars of 4 px in a third of the accent.
    sheet.drop(r"QProgressBar.*", r"QScrollBar.*")
    # Tabs: bold and 12 px high at this density.
    sheet.drop(r"QTabBar.*")
    sheet.drop(r"QGroupBox::title", r"QSplitter::handle.*", r"QToolTip", r"QStatusBar")

    # No focus at all, until the rules of window.qss.in draw it.
    sheet.drop(r"\*:focus")
    # A frame round every label and container, and a grey ground inside every white card.
    sheet.drop(r"QFrame", r"QWidget")

    # Pale text: what is disabled keeps 3:1 at least, and no colour depends on what is below it.
    sheet.replace_values(
        {
            "rgba(31, 35, 40, 0.2)": COLOURS["disabled"],
            "rgba(31, 35, 40, 0.3)": COLOURS["disabled"],
            "rgba(255, 255, 255, 0.75)": COLOURS["surface"],
            "rgba(213, 217, 222, 0.5)": COLOURS["header"],
        }
    )
    sheet.replace_values(
        {
            "icon:/primary/branch-closed.svg": "theme:icons/right.svg",
            "icon:/primary/branch-open.svg": "theme:icons/down.svg",
            "icon:/disabled/branch-closed.svg": "theme:icons/right-disabled.svg",
            "icon:/disabled/branch-open.svg": "theme:icons/down-disabled.svg",
        }
    )


# ── rendering ────────────────────────────────────────────────────────────────────────────────────


def qt_material_sheet() -> str:
    """Return what qt-material renders with our colours."""
    if "PySide6" in sys.modules:
        raise RuntimeError("qt-material must not find PySide6: it would change the application")
    logging.disable(logging.WARNING)  # it says that it found no PySide6, at import
    from qt_material import build_stylesheet  # type: ignore[import-untyped] # noqa: PLC0415

    colours = "".join(
        f'<color name="{name}">{value}</color>' for name, value in QT_MATERIAL_COLOURS.items()
    )
    with tempfile.TemporaryDirectory() as folder:
        theme = Path(folder, "theme.xml")
        theme.write_text(f"<resources>{colours}</resources>", "utf-8")
        # Given an absolute folder it writes its icons there, not into the user's home.
        return str(
            build_stylesheet(
                str(theme),
                extra={"font_size": "14px", "density_scale": "-1"},
                parent=str(Path(folder, "icons")),
                export=True,
            )
        )


def render(size: Size, base: str, own: str) -> str:
    """Return the style sheet of one size of type.

    Raises:
        QtMaterialChangedError: a correction found nothing to correct, or left something over.
    """
    sheet = Sheet(base)
    correct(sheet)
    measures = {name: str(value) for name, value in asdict(size).items()}
    measures["tick_radius"] = str(size.tick // 2 + 1)  # round, with its frame of 1 px
    if clash := COLOURS.keys() & measures.keys():
        raise ValueError(f"both a colour and a measure: {', '.join(clash)}")
    rules = parse(Template(own).substitute(COLOURS | measures))
    text = str(sheet) + "".join(map(str, rules))
    for leftover in ("rgba(", "icon:/", "$", "text-transform", "font-family"):
        if leftover in text:
            found = [str(rule) for rule in parse(text) if leftover in str(rule)]
            raise QtMaterialChangedError(f"{leftover} is left over: {''.join(found)}")
    unknown = set(re.findall(r"url\(theme:icons/([^)]*)\)", text)) ^ set(ICONS)
    if unknown:
        raise QtMaterialChangedError(f"icons not drawn or not used: {', '.join(sorted(unknown))}")
    return HEADER + text


def write(folder: Path) -> Iterable[Path]:
    """Write style sheets and icons into the folder and return what was written."""
    base = qt_material_sheet()
    own = (HERE / "window.qss.in").read_text("utf-8")
    texts = {name: render(size, base, own) for name, size in SIZES.items()}
    texts |= {f"icons/{name}": content for name, content in ICONS.items()}
    (folder / "icons").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return [folder / name for name in texts]


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description="Render app.qss, app-large.qss and their icons.")
    parser.add_argument("--to", type=Path, default=HERE, metavar="FOLDER")
    for path in write(parser.parse_args().to):
        print(path)


if __name__ == "__main__":
    main()
