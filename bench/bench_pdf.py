"""How long the PDF of a report takes against the least it could: the same glyphs drawn raw.

`python bench/bench_pdf.py` renders a report of about nine pages of our own wording, once through
`render_pdf` and once as a plain reportlab canvas that is handed the finished glyph runs: whole
processes in turn A B A B (medians), then both warm in this process.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from inspect import getsource
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reportlab.pdfgen import canvas as pdf_canvas  # noqa: E402 - the checkout comes first
from reportlab.pdfgen.textobject import PDFTextObject  # noqa: E402

from desktop_app.report.document import (  # noqa: E402
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from desktop_app.report.fonts import FontSet  # noqa: E402
from desktop_app.report.pdf import render_pdf  # noqa: E402

FONTS = ROOT / "resources" / "fonts"
ROUNDS = 7
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
CHAPTERS = {
    "持续建强基层战斗堡垒": (
        (
            "镇党委把支部规范化作为季度重点，逐村核对班子运转、阵地使用、经费收支三本账，共走访{}个支部，"
            "当场纠正记录不全、签到代签等小毛病{}处。对软弱涣散苗头早发现、早约谈、早帮扶，"
            "由班子成员包联到底，不换面貌不撒手。"
        ),
        (
            "坚持党员学习跟着农时走：春耕前讲政策，插秧后办夜校，收割时把课堂搬到晒谷场。全季开课{}场，"
            "听课党员{}人次，外出务工人员通过手机补学，学习情况由村里逐人登记、镇里按月抽查。"
        ),
        (
            "严把入口关，按照个人申请、群众评议、支部讨论、公示谈话的次序推进，新吸收积极分子{}名，"
            "其中返乡青年、种养能手占比达到{}%，队伍的年龄和文化结构进一步改善。"
        ),
    ),
    "推动党建与乡村治理同频共振": (
        (
            "以网格为单位组建先锋小队{}支，包干巷道卫生、溪流巡护、独居老人探望等琐碎却要紧的事情。"
            "居民点单、支部派单、党员接单，季度办结{}件，超期未办的在公开栏亮牌。"
        ),
        (
            "推行“板凳议事”，房前屋后摆开长凳，村规民约怎么改、停车位怎么划、路灯装在哪，大家说了算。"
            "全镇召开议事会{}次，形成决议{}项，落实情况请乡贤和妇女代表共同监督。"
        ),
        (
            "深化矛盾纠纷联调，把司法、民政、林业等力量编进同一张值班表，受理邻里口角、田界争执{}起，"
            "调解成功率为{}%，真正做到小事不出村、难事有人管。"
        ),
    ),
    "以红色动能激活富民产业": (
        (
            "围绕高山茶、冷水稻、竹编手艺三条链条，探索“支部+合作社+农户”模式，流转撂荒坡地{}亩，"
            "带动{}户实现家门口就业。党员示范基地率先试种新品，赔了算集体的，赚了大家跟着学。"
        ),
        (
            "开通助农直播间，请驻村书记当主播、大学生村官管后台，销售笋干、蜂蜜、土鸡蛋等货品{}单，"
            "营业额{}万元，物流站点由镇供销社统一改造，冷藏车每日往返县城两趟。"
        ),
        (
            "优化营商环境，实行重点项目领办制，帮助企业协调用工、用电、贷款等诉求{}项，"
            "促成{}家工坊扩建厂房，税收和就业同步回升。"
        ),
    ),
    "驰而不息纠治作风顽疾": (
        (
            "紧盯节点打招呼，春节、清明期间向全体干部发送廉洁短信{}条，暗访食堂、公车、办公用房{}次，"
            "对照问题清单逐条销账，没有发现违规吃喝、借机敛财的情形。"
        ),
        (
            "开展集体“三资”专项体检，抽查合同{}份，追回拖欠租金{}万元，规范印章使用和票据报销流程，"
            "让每一分钱都晒在阳光下，让每一位村民都看得懂、问得清。"
        ),
        (
            "用身边事教育身边人，组织村干部旁听庭审、参观警示展馆{}批，撰写体会文章{}篇，"
            "促使大家知敬畏、存戒惧、守底线。"
        ),
    ),
}


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
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen import canvas as pdf_canvas
{getsource(draw)}
runs = pickle.loads(Path(sys.argv[1]).read_bytes())
for face in {{run[1] for run in runs}}:
    path = str(Path(sys.argv[2], face + ".ttf"))
    pdfmetrics.registerFont(ttfonts.TTFont(face, path, asciiReadable=0))
draw(runs, sys.argv[3])
"""


def report() -> Document:
    """A report of about nine pages with headings, figures and a table."""
    blocks: list[Heading | Paragraph | Table] = []
    value = 11
    for number, (name, texts) in zip("一二三四五六七八", list(CHAPTERS.items()) * 2, strict=True):
        blocks.append(Heading(1, f"{number}、", (Run(name),)))
        for order, text in zip("一二三", texts, strict=True):
            runs = []
            for piece in text.split("{}"):
                runs += [Run(piece), Run(str(value), figure=f"figure.{value}")]
                value += 17
            head = (Run(f"（{order}）做实第{order}项任务。"),)
            blocks.append(Paragraph(tuple(runs[:-1]), head=head, head_level=2))
        blocks += [Paragraph((Run(text.replace("{}", "若干")),)) for text in texts[:2]]
    columns = (Column("序号", 1, "center"), Column("单位", 2), Column("工作亮点", 5))
    rows = tuple(
        ((Run(str(row)),), (Run(f"第{row}村党支部"),), (Run("清单管理、按季亮账、群众评分。"),))
        for row in range(1, 29)
    )
    blocks.append(Table(columns, rows))
    title = Title((Run("云岭镇党委关于2020年第一季度党建工作情况的报告"),), "（送审稿）")
    return Document(title, tuple(blocks), Signature("中共云岭镇委员会", "2020年4月9日"))


def captured(document: Document) -> list[GlyphRun]:
    """Render once and return every glyph run: page, face, size, spacing, x, y, characters."""
    runs: list[GlyphRun] = []

    class Recorder(PDFTextObject):  # type: ignore[misc]  # reportlab carries no types
        def textOut(self, text: str) -> None:  # noqa: N802 - reportlab's name
            spacing = getattr(self, "_charSpace", 0.0)
            place = (self._fontname, self._fontsize, spacing, self._x0, self._y0)
            runs.append((self._canvas.getPageNumber(), *place, text))
            super().textOut(text)

    with patch.object(pdf_canvas, "PDFTextObject", Recorder):
        render_pdf(document, FontSet(FONTS))
    return runs


def alternate(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Run both in turn, after one unmeasured round; return the median seconds of each."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for work, times in zip((first, second), seconds, strict=True):
            start = perf_counter()
            work()
            times.append(perf_counter() - start)
    return median(seconds[0][1:]), median(seconds[1][1:])


def process(program: str, *arguments: Path) -> Callable[[], object]:
    """Return what runs a program in a fresh interpreter."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return lambda: subprocess.run(command, check=True, cwd=ROOT)


def main() -> None:
    """Measure and print `name | seconds | ratio to floor`."""
    document = report()
    runs = captured(document)
    fonts = FontSet(FONTS)
    rendered = render_pdf(document, fonts)
    with tempfile.TemporaryDirectory() as folder:
        ours_in, floor_in = Path(folder, "document"), Path(folder, "runs")
        ours_in.write_bytes(pickle.dumps(document))
        floor_in.write_bytes(pickle.dumps(runs))
        ours = process(OURS, ours_in, FONTS, Path(folder, "ours.pdf"))
        floor = process(FLOOR, floor_in, FONTS, Path(folder, "floor.pdf"))
        cold = alternate(ours, floor)
    warm = alternate(lambda: render_pdf(document, fonts), lambda: draw(runs, BytesIO()))
    print(f"{rendered.pages} pages, {sum(len(run[-1]) for run in runs)} glyphs")
    print("name | seconds | ratio to floor")
    for name, (measured, least) in (("whole process", cold), ("warm", warm)):
        print(f"{name} | {measured:.3f} | {measured / least:.2f}")
        print(f"{name}, floor | {least:.3f} | 1.00")


if __name__ == "__main__":
    main()
