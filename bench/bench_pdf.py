"""How long the PDF of a report takes against the least it could: the same glyphs drawn raw.

`python bench/bench_pdf.py` takes the demo township's report with its tables (about nine pages) and
times, as whole processes in turn (medians): a plain reportlab canvas that is handed the finished
glyph runs, `render_pdf` that is handed the document, and `main.py export` from the database on;
then the first two warm in this process; then the same text over a hundred pages against typst, a
compiler of pages written in Rust, where it is installed.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from inspect import getsource
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reportlab.pdfgen import canvas as pdf_canvas  # noqa: E402 - the checkout comes first

from desktop_app.areas import ALL_AREAS  # noqa: E402
from desktop_app.areas.catalogue import Catalogue  # noqa: E402
from desktop_app.paths import migrations_folder  # noqa: E402
from desktop_app.report import pdf  # noqa: E402
from desktop_app.report.document import Document, Heading, Paragraph, plain  # noqa: E402
from desktop_app.report.fonts import FontSet  # noqa: E402
from desktop_app.report.official_style import TextStyle  # noqa: E402
from desktop_app.report.pdf import render_pdf  # noqa: E402
from desktop_app.report.typesetting.setting import Piece  # noqa: E402
from desktop_app.services import demo  # noqa: E402
from desktop_app.services.assembly import assemble  # noqa: E402
from desktop_app.services.program.workplace import Workplace  # noqa: E402
from desktop_app.services.reports.service import ATTACHMENTS  # noqa: E402

FONTS = ROOT / "resources" / "fonts"
PERIOD = "2020Q1"
ROUNDS = 7
LONG = 100  # pages
GlyphRun = tuple[int, str, float, float, float, float, str]

# Both programs read argv: their input, the fonts, the file to write.
OURS = """
import pickle, sys
from pathlib import Path
from desktop_app.report.fonts import FontSet
from desktop_app.report.pdf import render_pdf
document = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[3]).write_bytes(render_pdf(document, FontSet(Path(sys.argv[2]))).data)
"""


def draw(runs: list[GlyphRun], target: str | BytesIO) -> None:
    """Draw finished glyph runs page by page: the floor."""
    canvas = pdf_canvas.Canvas(target, invariant=1, initialFontName=runs[0][1])
    page, text = 1, canvas.beginText()
    for number, face, size, spacing, x, y, chars in runs:
        if number != page:
            canvas.drawText(text)
            canvas.showPage()
            page, text = number, canvas.beginText()
        text.setFont(face, size)
        text.setCharSpace(spacing)
        text.setTextOrigin(x, y)
        text.textOut(chars)
    canvas.drawText(text)
    canvas.save()


FLOOR = f"""
from __future__ import annotations
import pickle, sys
from pathlib import Path
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen import canvas as pdf_canvas
rl_config.useA85 = 0  # as in ours: streams as bytes
{getsource(draw)}
runs = pickle.loads(Path(sys.argv[1]).read_bytes())
for face in {{run[1] for run in runs}}:
    path = str(Path(sys.argv[2], face + ".ttf"))
    pdfmetrics.registerFont(ttfonts.TTFont(face, path, asciiReadable=0))
draw(runs, sys.argv[3])
"""


def demo_report(folder: Path) -> Document:
    """Fill a data folder with the demo township; return its report with both tables attached."""
    place = Workplace(folder, migrations_folder())
    place.open()
    try:
        services = assemble(place.store, Catalogue(ALL_AREAS), FONTS)
        demo.create(place, services)
        return services.reports.document(services.periods.require(PERIOD), ATTACHMENTS)
    finally:
        place.close()


def captured(document: Document) -> list[GlyphRun]:
    """Render once and return every glyph run: page, face, size, spacing, x, y, characters."""
    runs: list[GlyphRun] = []
    original = pdf._Text.show

    def show(self: pdf._Text, piece: Piece, style: TextStyle, left: float, baseline: float) -> None:
        place = (piece.face, style.size, piece.spacing, left + piece.x, baseline)
        runs.append((self._canvas.getPageNumber(), *place, piece.text))
        original(self, piece, style, left, baseline)

    with patch.object(pdf._Text, "show", show):
        render_pdf(document, FontSet(FONTS))
    return runs


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Run all in turn, after one unmeasured round; return the median seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS + 1):
        for name, work in works.items():
            start = perf_counter()
            work()
            seconds[name].append(perf_counter() - start)
    return {name: median(times[1:]) for name, times in seconds.items()}


def process(*arguments: object) -> Callable[[], object]:
    """Return what runs a fresh interpreter, its byte code kept as on any user's machine."""
    command = [sys.executable, *map(str, arguments)]
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(
        command, check=True, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL
    )


def show(seconds: dict[str, float], floor: str) -> None:
    """Print `name | seconds | ratio to floor`."""
    for name, measured in seconds.items():
        print(f"{name} | {measured:.3f} | {measured / seconds[floor]:.2f}")


TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[3], font_paths=[sys.argv[2]])
"""
TYPST_HEAD = """
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  numbering: "— 1 —")
#set text(font: ((name: "Jibao Latin", covers: "latin-in-cjk"), "Jibao FangSong",
  "Jibao RareBody"), size: 16pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.6pt,
  spacing: 13.6pt)
#let headline(body) = text(font: "Jibao HeiTi", body)
"""


def long_report(document: Document) -> Document:
    """Repeat a report's text, without tables, until it has a hundred pages."""
    text = [block for block in document.blocks if isinstance(block, Heading | Paragraph)]
    fonts, copies = FontSet(FONTS), 1
    while render_pdf(replace(document, blocks=tuple(text * copies)), fonts).pages < LONG:
        copies += 1
    return replace(document, blocks=tuple(text * copies), attachments=())


def typst_source(document: Document) -> str:
    """Write the same text for typst."""
    lines = []
    for block in document.blocks:
        match block:
            case Heading(number=number, runs=runs):
                lines.append(f"#headline[{escaped(number + plain(runs))}]")
            case Paragraph(head=head, runs=runs):
                lines.append(escaped(plain(head) + plain(runs)))
    return TYPST_HEAD + "\n\n".join(lines)


def escaped(text: str) -> str:
    """Keep typst from reading marks of its own in a text."""
    return re.sub(r"([\\#$*_`@<>~/\[\]])", r"\\\1", text)


def hundred_pages(document: Document, folder: Path) -> None:
    """Measure a hundred pages beside typst, and print."""
    if find_spec("typst") is None:
        print("typst is not installed: no hundred pages.")
        return
    long = long_report(document)
    ours_in, typst_in = folder / "long", folder / "long.typ"
    ours_in.write_bytes(pickle.dumps(long))
    typst_in.write_text(typst_source(long), "utf-8")
    print(f"{render_pdf(long, FontSet(FONTS)).pages} pages")
    works = {
        "typst, whole process": process("-c", TYPST, typst_in, FONTS, folder / "c.pdf"),
        "render_pdf of 100 pages, whole process": process(
            "-c", OURS, ours_in, FONTS, folder / "d.pdf"
        ),
    }
    show(in_turn(works), "typst, whole process")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        document = demo_report(folder / "data")
        runs = captured(document)
        ours_in, floor_in = folder / "document", folder / "runs"
        ours_in.write_bytes(pickle.dumps(document))
        floor_in.write_bytes(pickle.dumps(runs))
        attached = [word for name in ATTACHMENTS for word in ("--attach", name)]
        target = ("--to", folder / "export.pdf", "--force", "--data-dir", folder / "data")
        cold = in_turn(
            {
                "raw canvas, whole process": process(
                    "-c", FLOOR, floor_in, FONTS, folder / "a.pdf"
                ),
                "render_pdf, whole process": process("-c", OURS, ours_in, FONTS, folder / "b.pdf"),
                "main.py export, whole process": process(
                    "main.py", "export", PERIOD, *target, *attached
                ),
            }
        )
        hundred_pages(document, folder)
    fonts = FontSet(FONTS)
    warm = in_turn(
        {
            "raw canvas, warm": lambda: draw(runs, BytesIO()),
            "render_pdf, warm": lambda: render_pdf(document, fonts),
        }
    )
    pages = render_pdf(document, fonts).pages
    print(f"{pages} pages, {sum(len(run[-1]) for run in runs)} glyphs")
    print("name | seconds | ratio to floor")
    show(cold, "raw canvas, whole process")
    show(warm, "raw canvas, warm")


if __name__ == "__main__":
    main()
