"""Draw the icons of the window and of the program.

All icons are drawn on 24 px with lines of 1.75 px in one grey, so that they look like one hand;
what warns, forbids or confirms has the colour of that. The program's own icon is a red document
with the bars of a ledger. They are our own drawings, under the licence of the project.

Run it with Python, PySide6 and after any change here::

    QT_QPA_PLATFORM=offscreen python build_icons.py     # rewrites the files beside it

The same sources and the same Qt give the same bytes.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

HERE = Path(__file__).resolve().parent
GREY, RED, AMBER, GREEN, BLUE = "#4a4f57", "#b3261e", "#855000", "#1b6b3a", "#1f5f9e"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
PNG_SIZE = 256


def path(lines: str) -> str:
    """Return an SVG element of the lines."""
    return f'<path d="{lines}"/>'


def circle(x: float, y: float, radius: float) -> str:
    """Return an SVG circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'


def box(x: float, y: float, width: float, height: float, radius: float = 1.5) -> str:
    """Return an SVG rectangle with rounded corners."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"/>'


def dots(*places: tuple[float, float], radius: float = 1.1) -> str:
    """Return filled SVG circles."""
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{GREY}" stroke="none"/>'
        for x, y in places
    )


PAGE = path("M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19")
LENS = circle(10.5, 10.5, 6.5) + path("M15.3 15.3L20.5 20.5")
DISC = circle(12, 12, 9)

# What a page of the window is about.
AREAS = {
    "workbench": box(3, 4, 18, 16, 2) + path("M3 9.5h18M9 9.5V20M3 14.75h18"),
    "epidemic": path("M12 3l7.5 2.8v5.7c0 4.6-3.1 7.9-7.5 9.5-4.4-1.6-7.5-4.9-7.5-9.5V5.8z")
    + path("M12 8.5v7M8.5 12h7"),
    "organization": circle(12, 6.5, 3)
    + circle(5.5, 17.5, 2.5)
    + circle(18.5, 17.5, 2.5)
    + path("M12 9.5v3.5M5.5 15v-2h13v2"),
    "production": path("M3 20.5V10.5l6 3.5v-3.5l6 3.5V4h5v16.5z") + path("M7 17h2M12 17h2"),
    "integrity": path("M12 4v16.5M8 20.5h8M5 7h14M5 7l-2.5 6.5a3 3 0 0 0 5 0z")
    + path("M19 7l-2.5 6.5a3 3 0 0 0 5 0z"),
    "overview": box(3.5, 3.5, 7, 7)
    + box(13.5, 3.5, 7, 7)
    + box(3.5, 13.5, 7, 7)
    + box(13.5, 13.5, 7, 7),
    "rectification": path("M10.5 6H20M10.5 12H20M10.5 18H20")
    + path("M3.5 6l1.5 1.5L7.8 4.5M3.5 12l1.5 1.5 2.8-3M3.5 18l1.5 1.5 2.8-3"),
    "report": PAGE + path("M8.5 12.5h7M8.5 16.5h7"),
    "summary": path("M18.5 4H6l6.5 8L6 20h12.5"),
    "upper_forms": path("M20.5 12.5v6a1.5 1.5 0 0 1-1.5 1.5H4.5A1.5 1.5 0 0 1 3 18.5v-12")
    + path("M3 6.5A1.5 1.5 0 0 1 4.5 5H11M3 10h8M3 15h17.5M9 10v10")
    + path("M17.5 11V3.5M14.5 6.5l3-3 3 3"),
    "settings": path("M4 7h8.5M17.5 7H20M4 17h2.5M11.5 17H20")
    + circle(15, 7, 2.5)
    + circle(9, 17, 2.5),
    "unit": path("M4 20.5V10.5L12 4l8 6.5v10zM9.5 20.5v-6h5v6"),
    "chart": path("M3.5 20.5h17M6.5 17v-5M12 17V5M17.5 17V9"),
}

# What one does.
ACTIONS = {
    "add": path("M12 5v14M5 12h14"),
    "duplicate": box(8.5, 8.5, 12, 12)
    + path("M15.5 8.5V5A1.5 1.5 0 0 0 14 3.5H5")
    + path("M5 3.5A1.5 1.5 0 0 0 3.5 5v9A1.5 1.5 0 0 0 5 15.5h3.5"),
    "edit": path("M4 20l1-4.5L16 4.5a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19z")
    + path("M14 6.5l3.5 3.5"),
    "delete": path("M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"),
    "undo": path("M8.5 4.5L4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11h-4"),
    "redo": path("M15.5 4.5L20 9l-4.5 4.5M20 9H10a5.5 5.5 0 0 0 0 11h4"),
    "search": LENS,
    "filter": path("M3.5 5h17l-6.5 8v6.5l-4-2V13z"),
    "print": path("M7 8.5V3.5h10v5M7 17H4.5A1.5 1.5 0 0 1 3 15.5V10a1.5 1.5 0 0 1 1.5-1.5")
    + path("M4.5 8.5h15A1.5 1.5 0 0 1 21 10v5.5a1.5 1.5 0 0 1-1.5 1.5H17")
    + box(7, 14, 10, 6.5, 0.5),
    "export-pdf": PAGE + path("M9 18v-6h1.9a1.9 1.9 0 0 1 0 3.8H9"),
    "export-word": PAGE + path("M8 12l1.6 6 2.4-5 2.4 5 1.6-6"),
    "export-text": PAGE + path("M8.5 12h7M12 12v6"),
    "import": path("M12 3.5v11M7.5 10.5l4.5 4.5 4.5-4.5M4 16.5V20h16v-3.5"),
    "backup": path(
        "M4.5 6v12c0 1.5 3.4 3 7.5 3s7.5-1.5 7.5-3V6M4.5 12c0 1.5 3.4 3 7.5 3s7.5-1.5 7.5-3"
    )
    + '<ellipse cx="12" cy="6" rx="7.5" ry="3"/>',
    "refresh": path("M19.5 9.5A8 8 0 0 0 5.3 7.5M5 3.5v4.5h4.5")
    + path("M4.5 14.5a8 8 0 0 0 14.2 2M19 20.5V16h-4.5"),
    "previous": path("M15 5l-7 7 7 7"),
    "next": path("M9 5l7 7-7 7"),
    "drag": dots((9, 6), (15, 6), (9, 12), (15, 12), (9, 18), (15, 18), radius=1.4),
    "link": path("M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1")
    + path("M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"),
    "close": path("M6 6l12 12M18 6L6 18"),
    "more": dots((5.5, 12), (12, 12), (18.5, 12), radius=1.6),
    "folder": path("M3 18V6a1.5 1.5 0 0 1 1.5-1.5h5L12 7.5h7.5A1.5 1.5 0 0 1 21 9v9")
    + path("M3 18a1.5 1.5 0 0 0 1.5 1.5h15A1.5 1.5 0 0 0 21 18"),
    "zoom-in": LENS + path("M10.5 7.5v6M7.5 10.5h6"),
    "zoom-out": LENS + path("M7.5 10.5h6"),
    "fit-page": box(7, 5, 10, 14, 1)
    + path("M3 7V3.5h3.5M17.5 3.5H21V7M21 17v3.5h-3.5")
    + path("M6.5 20.5H3V17"),
    "history": path("M4.5 8.5a8.5 8.5 0 1 1-1 4M4 4v4.5h4.5M12 7.5V12l3 2"),
    "calendar": box(3.5, 5, 17, 15.5, 2) + path("M3.5 10h17M8 3v4M16 3v4"),
    "eye": path("M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z")
    + circle(12, 12, 3),
    "eye-off": path("M9.8 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-3 3.6")
    + path("M6.2 7.4A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.5-1.2M4 4l16 16")
    + path("M9.9 9.9a3 3 0 0 0 4.2 4.2"),
}

# What one is told, each in its colour.
MESSAGES = {
    "error": (RED, DISC + path("M12 7.5v5.5M12 16.4v.1")),
    "warning": (AMBER, path("M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.1")),
    "ok": (GREEN, DISC + path("M7.8 12.3l3 3 5.4-6.3")),
    "info": (BLUE, DISC + path("M12 11v5.5M12 7.6v.1")),
    "question": (
        BLUE,
        DISC + path("M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7M12 16.7v.1"),
    ),
}

APP = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<path d="M14 4h26l12 12v40a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z" fill="{RED}"/>
<path d="M40 4l12 12H43a3 3 0 0 1-3-3z" fill="#f3b5b0"/>
<path d="M18 22h16" stroke="#ffffff" stroke-width="4" stroke-linecap="round"/>
<path d="M20 50V42M31 50V32M42 50V37" stroke="#ffffff" stroke-width="7"/>
</svg>
"""


def drawing(elements: str, colour: str = GREY) -> str:
    """Return an icon as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"'
        f' fill="none" stroke="{colour}" stroke-width="1.75" stroke-linecap="round"'
        f' stroke-linejoin="round">{elements}</svg>\n'
    )


def png(svg: str, size: int) -> bytes:
    """Return the drawing as a square PNG."""
    source = QBuffer()
    source.setData(svg.encode())
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    image = reader.read().convertToFormat(QImage.Format.Format_ARGB32)
    if image.isNull():
        raise RuntimeError(f"Qt cannot draw SVG: {reader.errorString()}")
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")  # type: ignore[call-overload]  # its stub wants bytes
    return bytes(target.data().data())


def ico(svg: str) -> bytes:
    """Return the drawing as a Windows icon: a directory, then one PNG a size."""
    pictures = [png(svg, size) for size in ICO_SIZES]
    entries, place = b"", 6 + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<3H", 0, 1, len(pictures)) + entries + b"".join(pictures)


def main() -> None:
    """Write all icons beside this file."""
    drawings = {name: drawing(elements) for name, elements in (AREAS | ACTIONS).items()}
    drawings |= {name: drawing(elements, colour) for name, (colour, elements) in MESSAGES.items()}
    drawings["app"] = APP
    for name, svg in drawings.items():
        (HERE / f"{name}.svg").write_text(svg, "utf-8", newline="\n")
    (HERE / "app.png").write_bytes(png(APP, PNG_SIZE))
    (HERE / "app.ico").write_bytes(ico(APP))


if __name__ == "__main__":
    main()
