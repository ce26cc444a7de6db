"""Pages of a PDF as pictures, at any scale; called in workers, one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
PDFIUM = Lock()
"""PDFium must not be entered twice at once: held around every use of it."""


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return (width, height) of every page, in points."""
    import pypdfium2  # noqa: PLC0415 - slow to load, and wanted only when a page is shown

    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        return tuple(pdf.get_page_size(number) for number in range(len(pdf)))


def render_pages(
    data: bytes, numbers: Iterable[int], scale: float, *, grey: bool = False
) -> dict[int, QImage]:
    """Draw pages (from 1) at so many pixels a point; numbers that do not exist are left out."""
    import pypdfium2  # noqa: PLC0415 - as above

    images: dict[int, QImage] = {}
    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        for number in numbers:
            if not 1 <= number <= len(pdf):
                continue
            page = pdf[number - 1]
            bitmap = page.render(scale=scale, grayscale=grey, prefer_bgrx=True)
            kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind)
            images[number] = picture.copy()
            bitmap.close()
            page.close()
    return images
