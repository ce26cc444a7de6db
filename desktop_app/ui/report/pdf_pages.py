"""Pages of a PDF as pictures, at any scale; called in workers, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
PDFIUM = Lock()
"""PDFium must not be entered twice at once: held around every use of it."""


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return (width, height) of every page as it is read, in points."""
    import pypdfium2  # noqa: PLC0415 - slow to load, and wanted only when a page is shown

    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        return tuple(pdf.get_page_size(number) for number in range(len(pdf)))


def place_of_text(data: bytes, words: str) -> tuple[int, float] | None:
    """Return (page, points below its upper edge) where words stand first, None where nowhere."""
    import pypdfium2  # noqa: PLC0415 - as above

    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found is not None:
                top = page.get_height() - text.get_charbox(found[0])[3]
                return number + 1, top
    return None


def shown_share(sizes: Sequence[tuple[float, float]], number: int) -> float:
    """Return how much smaller than the first page a page is shown, so that it is no wider.

    A page that is set across the sheet would otherwise make all others narrow.
    """
    return min(1.0, sizes[0][0] / sizes[number - 1][0])


def render_pages(
    data: bytes,
    numbers: Iterable[int],
    scale: float,
    *,
    grey: bool = False,
    for_screen: bool = False,
) -> dict[int, QImage]:
    """Draw pages (from 1) at so many pixels a point; numbers that do not exist are left out.

    They lie as the sheet goes through the printer: what is set across it is not turned. for_screen:
    it is turned to be read, and drawn as much smaller as `shown_share` says.
    """
    import pypdfium2  # noqa: PLC0415 - as above

    images: dict[int, QImage] = {}
    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        sizes = [pdf.get_page_size(number) for number in range(len(pdf))] if for_screen else []
        for number in numbers:
            if not 1 <= number <= len(pdf):
                continue
            page = pdf[number - 1]
            bitmap = page.render(
                scale=scale * shown_share(sizes, number) if for_screen else scale,
                rotation=0 if for_screen else -page.get_rotation() % 360,
                grayscale=grey,
                prefer_bgrx=True,
            )
            kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind)
            images[number] = picture.copy()
            bitmap.close()
            page.close()
    return images
