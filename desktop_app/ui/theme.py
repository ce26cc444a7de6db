"""The look of the window: style sheet, colours, fonts, icons and Qt's own words in Chinese.

The style sheet is rendered ahead by resources/theme/build_theme.py. What a widget must say to be
drawn in a certain way (``set_role``) is listed in resources/theme/window.qss.in.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QDir, QLibraryInfo, QLocale, QSize, Qt, QTranslator
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QImage,
    QImageReader,
    QPalette,
    QPixmap,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.core.errors import Refusal

TEXT_SIZE, LARGE_TEXT_SIZE = 14, 18
"""Height of ordinary text, in px; those of titles and fields are in the style sheets."""

WINDOW, SURFACE, STRIPE, HEADER, LINE = "#f4f5f7", "#ffffff", "#f8f9fb", "#eceef1", "#d5d9de"
TEXT, MUTED, DISABLED = "#1f2328", "#575e68", "#6b7280"
ACCENT, TINT = "#b3261e", "#fae3e1"
ERROR, ERROR_TINT = "#b3261e", "#fdecea"
WARNING, WARNING_TINT = "#855000", "#fff4dc"
OK, OK_TINT = "#1b6b3a", "#e6f4ea"
INFO, NOTE = "#1f5f9e", "#fffbe6"
"""The colours of build_theme.py, for what models and painters colour themselves."""

CHINESE_FONTS = (
    *("Microsoft YaHei UI", "Microsoft YaHei", "微软雅黑"),
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体"),
    *("WenQuanYi Micro Hei", "文泉驿微米黑"),
)
"""Fonts made for screens, best first; systems name them in English or in Chinese."""

BUNDLED_FONT = "HeiTi.ttf"

_ICON_COLOUR = b"#4a4f57"  # that of resources/icons/build_icons.py
_ICON_SIZES = (16, 20, 24, 32, 48)
_TRANSLATOR = "qtbase_zh_CN"

_NO_CHINESE = (
    "This PC has no Chinese font, and the font that comes with the program is missing or damaged. "
    "Please install the program again."
)
"""The one sentence in English: there is nothing to draw a Chinese one with."""

_PALETTE = {
    QPalette.ColorRole.Window: WINDOW,
    QPalette.ColorRole.WindowText: TEXT,
    QPalette.ColorRole.Base: SURFACE,
    QPalette.ColorRole.AlternateBase: STRIPE,
    QPalette.ColorRole.Text: TEXT,
    QPalette.ColorRole.PlaceholderText: DISABLED,
    QPalette.ColorRole.Button: SURFACE,
    QPalette.ColorRole.ButtonText: TEXT,
    QPalette.ColorRole.BrightText: SURFACE,
    QPalette.ColorRole.Highlight: TINT,
    QPalette.ColorRole.HighlightedText: TEXT,
    QPalette.ColorRole.Accent: ACCENT,
    QPalette.ColorRole.Link: INFO,
    QPalette.ColorRole.LinkVisited: INFO,
    QPalette.ColorRole.ToolTipBase: NOTE,
    QPalette.ColorRole.ToolTipText: TEXT,
    QPalette.ColorRole.Light: SURFACE,
    QPalette.ColorRole.Midlight: HEADER,
    QPalette.ColorRole.Mid: LINE,
    QPalette.ColorRole.Dark: "#868d97",
    QPalette.ColorRole.Shadow: MUTED,
}
_DISABLED_PALETTE = {
    QPalette.ColorRole.WindowText: DISABLED,
    QPalette.ColorRole.Text: DISABLED,
    QPalette.ColorRole.ButtonText: DISABLED,
    QPalette.ColorRole.HighlightedText: DISABLED,
    QPalette.ColorRole.Base: HEADER,
    QPalette.ColorRole.Highlight: HEADER,
}


class LookMissing(Refusal):
    """A file that the window cannot be shown without is missing or damaged."""


def apply_theme(app: QApplication, resources: Path, *, large: bool = False) -> None:
    """Give the application its look; call it again to change the size of type.

    Args:
        app: the application, whose windows need not exist yet
        resources: the program's resources folder, with ``theme``, ``icons`` and ``fonts``
        large: whether text is 18 px high instead of 14

    Raises:
        LookMissing: the style sheet cannot be read, or nothing here can draw Chinese
    """
    font = _font(resources / "fonts", LARGE_TEXT_SIZE if large else TEXT_SIZE)
    _translate(app)  # whatever is told from here on has its buttons in Chinese
    QDir.setSearchPaths("theme", [str(resources / "theme")])
    QDir.setSearchPaths("icon", [str(resources / "icons")])
    sheet = resources / "theme" / ("app-large.qss" if large else "app.qss")
    try:
        text = sheet.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LookMissing(
            f"程序自带的文件“{sheet}”缺失或已损坏，请用安装包重新安装或解压程序。"
        ) from error
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font)
    app.setWindowIcon(icon("app"))
    app.setStyleSheet(text)


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return an icon of resources/icons, such as ``icon("export-pdf")``.

    Args:
        name: the file's name without its ending; an unknown one raises
        colour: for its lines instead of grey, such as ``SURFACE`` on a red button

    Raises:
        FileNotFoundError: there is no such icon
    """
    found = QDir.searchPaths("icon")
    path = Path(found[0] if found else "", f"{name}.svg")
    if not path.is_file():
        raise FileNotFoundError(f"no icon {name}")
    if colour is None:
        return QIcon(f"icon:{name}.svg")
    coloured = QIcon()
    for image in _coloured(path, colour):
        coloured.addPixmap(QPixmap.fromImage(image))
    return coloured


@cache
def _coloured(path: Path, colour: str) -> list[QImage]:
    """Draw an icon in each size; kept, as a list of rules asks for the same one 200 times."""
    drawing = path.read_bytes().replace(_ICON_COLOUR, colour.encode())
    images = []
    for size in _ICON_SIZES:
        source = QBuffer()
        source.setData(drawing)
        reader = QImageReader(source, QByteArray(b"svg"))
        reader.setScaledSize(QSize(size, size))
        images.append(reader.read())
    return images


def set_role(widget: QWidget, name: str, value: str | bool) -> None:  # noqa: FBT001 - True is a value
    """Set a property that the style sheet asks for, and draw the widget accordingly.

    For a widget that is already on screen, for instance ``set_role(field, "invalid", True)``.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QWidget.update(widget)  # a list has an update of its own, of one entry


def row_height(widget: QWidget) -> int:
    """Return the height of a table's rows for the widget's size of type, in px."""
    return max(30, widget.fontMetrics().height() + 12)


def prepare_table(table: QTableView) -> None:
    """Give a table rows and headers that the style sheet cannot ask for.

    A table does not change with the size of type by itself: call this again then.
    """
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    rows.setMinimumSectionSize(0)
    rows.setDefaultSectionSize(row_height(table))
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def prepare_calendar(calendar: QCalendarWidget) -> None:
    """Give a calendar weekends that can be read, for Qt's own red is too pale; no week numbers."""
    weekend = QTextCharFormat()
    weekend.setForeground(QColor(ERROR))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)


def keep_model_colours(option: QStyleOptionViewItem) -> None:
    """Let a selected cell keep the colours of its model: red text stays red on the selection.

    For delegates, at the end of ``initStyleOption``; Qt paints a selected cell in the palette's
    colours alone.
    """
    if not option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
        return
    palette: QPalette = option.palette  # type: ignore[attr-defined]
    palette.setColor(QPalette.ColorRole.HighlightedText, palette.color(QPalette.ColorRole.Text))
    ground = option.backgroundBrush  # type: ignore[attr-defined]
    if ground.style() != Qt.BrushStyle.NoBrush:
        palette.setColor(QPalette.ColorRole.Highlight, _mixed(ground.color(), QColor(ACCENT), 0.13))


def _mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    """Return the ground with a share of ink, from 0 to 1, on it."""
    return QColor.fromRgbF(
        *(
            below * (1 - share) + above * share
            for below, above in (
                (ground.redF(), ink.redF()),
                (ground.greenF(), ink.greenF()),
                (ground.blueF(), ink.blueF()),
            )
        )
    )


def _palette() -> QPalette:
    palette = QPalette()
    for role, colour in _PALETTE.items():
        palette.setColor(role, QColor(colour))
    for role, colour in _DISABLED_PALETTE.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour))
    return palette


def _font(folder: Path, pixels: int) -> QFont:
    """Return the best Chinese font of this machine, or the bundled one where it has none."""
    installed = set(QFontDatabase.families())
    families = [family for family in CHINESE_FONTS if family in installed]
    if not families:
        number = QFontDatabase.addApplicationFont(str(folder / BUNDLED_FONT))
        families = QFontDatabase.applicationFontFamilies(number)
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    if not families and not QFontDatabase.families(chinese):
        raise LookMissing(_NO_CHINESE)
    font = QFont(families) if families else QFont()
    font.setPixelSize(pixels)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def _translate(app: QApplication) -> None:
    """Let Qt's own buttons and menus speak Chinese; PySide6 carries the words."""
    if app.findChild(QTranslator, _TRANSLATOR) is not None:
        return
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    if translator.load(_TRANSLATOR, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
