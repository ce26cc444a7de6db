"""The headless verbs as a person at a console meets them: output, refusals, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from pypdfium2 import PdfDocument
from workbook_filling import fill

import main
from desktop_app import headless


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 夹"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object, data_dir: Path | None = None) -> tuple[int, str, str]:
        words = [str(argument) for argument in arguments]
        try:
            code = main.main([*words, "--data-dir", str(data_dir or folder)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("演示")
    assert main.main(["demo", "--data-dir", str(folder)]) == 0
    return folder


def figures(run, folder: Path, period: str = "2020Q1", *more: str) -> dict[str, dict]:
    code, out, _err = run("figures", period, "--json", *more, data_dir=folder)
    assert code == 0
    return {figure["key"]: figure for figure in json.loads(out)}


def test_figures_as_json_have_the_promised_keys(run, demo_folder: Path):
    found = figures(run, demo_folder)
    assert set(found["organization.party_days"]) == {
        "key", "label", "counter", "value", "area", "rows", "source", "missing", "previous",
        "last_year",
    }  # fmt: skip
    assert isinstance(found["organization.party_days"]["value"], int)
    assert isinstance(found["epidemic.exemplary_members"]["value"], list)
    assert found["organization.donation_ratio"]["value"] == pytest.approx(
        found["organization.donors"]["value"] * 100 / found["overview.party_members"]["value"],
        rel=0.2,
    )


def test_the_text_reports_of_all_periods_stand(run, demo_folder: Path, tmp_path: Path):
    for period in ("2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4", "2020H1", "2020"):
        target = tmp_path / f"{period}.txt"
        code, out, _err = run("export", period, "--to", target, data_dir=demo_folder)
        assert (code, out) == (0, f"已导出“{target}”。\n")
        assert "＿＿" not in target.read_text("utf-8")


def test_the_pdf_says_what_the_text_says(run, demo_folder: Path, tmp_path: Path):
    paths = [tmp_path / f"报告{suffix}" for suffix in (".pdf", ".txt", ".docx")]
    for path in paths:
        assert run("export", "2020Q1", "--to", path, data_dir=demo_folder)[0] == 0
    with PdfDocument(paths[0]) as document:
        pdf = "".join(page.get_textpage().get_text_range() for page in document)
    plain = re.sub(r"\s|【演示数据[^】]*】", "", paths[1].read_text("utf-8"))
    chapters = re.findall(r"[一二三四五六]、[^。]{5,25}", plain)
    assert len(chapters) >= 6
    seen = re.sub(r"演示数据，单位、人名和数字均为虚构|—\d+—", "", re.sub(r"\s|\x02", "", pdf))
    for sentence in re.findall(r"[^。；]{10,}[。；]", plain.split("附件")[0]):
        assert sentence in seen


def test_the_export_says_which_fonts_are_in_the_file(run, demo_folder: Path, tmp_path: Path):
    code, out, _err = run("export", "2020Q1", "--to", tmp_path / "a.pdf", data_dir=demo_folder)
    assert code == 0
    assert re.search(r"，共\d+页。(使用字体|程序自带)：", out)
    assert "仿宋" in out


def test_a_character_without_a_font_is_named_with_its_code_and_place(run, tmp_path: Path):
    book = tmp_path / "表.xlsx"
    assert run("template", book, "--period", "2020Q1")[0] == 0
    fill(book, 单位信息=[{"单位全称": "中共\U0003134a石镇委员会", "单位简称": "石镇"}])
    assert run("import", book)[0] == 0
    code, out, _err = run("check", "2020Q1", "--json")
    (lost,) = (one for one in json.loads(out) if one["rule"] == "missing_glyph")
    assert (code, lost["severity"], lost["where"]) == (1, "error", "署名")
    code, _out, err = run("export", "2020Q1", "--to", tmp_path / "a.pdf")
    assert code == 1
    assert "署名" in err
    assert "U+3134A" in err
    assert not (tmp_path / "a.pdf").exists()
    assert run("export", "2020Q1", "--to", tmp_path / "a.txt")[0] == 0


def test_the_same_report_is_the_same_bytes(run, demo_folder: Path, tmp_path: Path):
    for suffix in (".pdf", ".docx", ".txt"):
        for name in ("a", "b"):
            run("export", "2020Q1", "--to", tmp_path / (name + suffix), data_dir=demo_folder)
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_tables_are_attached_on_demand(run, demo_folder: Path, tmp_path: Path):
    target = tmp_path / "报告.txt"
    arguments = ("--attach", "指标", "--attach", "问题措施")
    assert run("export", "2020Q1", "--to", target, *arguments, data_dir=demo_folder)[0] == 0
    text = target.read_text("utf-8")
    assert "附件1" in text
    assert "附件2" in text
    numbers = figures(run, demo_folder)
    line = next(line for line in text.split("\n") if "\t主题党日参加\t" in line)
    assert line.split("\t")[4] == str(numbers["organization.party_day_attendance"]["value"])


def test_every_number_of_a_filled_workbook_reaches_the_report(run, folder: Path, tmp_path: Path):
    path = tmp_path / "表.xlsx"
    assert run("template", path, "--period", "2020Q1")[0] == 0
    expected = fill_every_ledger(path)
    code, out, err = run("import", path)
    assert (code, err) == (0, "")
    assert "新增" in out
    target = tmp_path / "报告.txt"
    assert run("export", "2020Q1", "--to", target)[0] == 0
    text = target.read_text("utf-8")
    found = figures(run, folder)
    for key, value in expected.items():
        assert found[key]["value"] == value, key
    for sentence in (
        "组建疫情防控党员服务队3个", "动员390名左右党员", "超过3.45万个小时", "开展主题党日11次",
        "参加党员863人次", "重温入党誓词401人次", "帮助困难群众57名", "服务隔离户91户次",
        "121名党员自愿捐款1.23万元", "捐款比例80.7%", "23人递交入党申请书", "申请火线入党9人",
        "推优入党积极分子8人", "发展对象7人", "接收预备党员6人", "预备党员转正5人", "培训4次",
        "防控政策36.5小时", "动员44名党员", "选派19名党员", "规模以上企业复工率100%、复产率80%",
        "规模以下企业复工率90%、复产率75%", "均超过94%", "廉政纪录片13次", "受教育520人次",
        "廉政提醒17次", "受理问题线索26件、办结20件", "作风建设通报1期", "被通报批评3人",
        "谈话提醒15人次", "给予党内警告处分2人、党内严重警告处分1人", "优秀党员王平安",
        "党员模范夫妻李远、赵慧夫妇", "优秀支部书记周正", "吴晓等入党积极分子和发展对象",
        "《关于一线值守的通知》等1个文件",
        "五、存在问题\n　　一是干部能力不足。二是教育形式单一。", "（一）强化培训。开展轮训。",
        "按照“一条主线”的工作思路", "以实施“头雁计划”为抓手",
    ):  # fmt: skip
        assert sentence in text, sentence
    assert "＿＿" not in text
    assert run("check", "2020Q1")[0] == 0


def fill_every_ledger(path: Path) -> dict[str, object]:
    """One believable quarter of one village and the township; returns what figures must say."""
    unit = {"填报单位": "张村"}
    fill(
        path,
        单位信息=[{
            "单位全称": "青石镇人民政府", "单位简称": "青石镇", "工作思路": "一条主线",
            "党建计划名称": "头雁计划", "成文日期": "2020-04-03",
        }],
        填报单位=[{"单位名称": "张村", "党员数": 150, "支部数": 4, "类别": "村"}],
        文件印发=[
            {"工作领域": "疫情防控", "文件标题": "关于一线值守的通知"},
            {"工作领域": "复工复产", "文件标题": "关于服务企业的通知"},
        ],
        党员服务队=[{**unit, "队数": 3, "队员": 45}],
        党员动员=[{**unit, "动员党员": 386}],
        值守=[{**unit, "值守时长": 34567.5}],
        先进典型=[
            {**unit, "类别": "优秀党员", "姓名": "王平安"},
            {**unit, "类别": "党员模范夫妻", "姓名": "李远、赵慧夫妇"},
            {**unit, "类别": "优秀支部书记", "姓名": "周正"},
            {**unit, "类别": "入党积极分子", "姓名": "吴晓"},
        ],
        组织生活=[
            {**unit, "类别": kind, "次数": 2, "应开支部": 4, "已开支部": 4}
            for kind in ("民主生活会", "组织生活会", "主题教育总结会")
        ],
        主题教育=[{**unit, "形式": "集中教育", "场次": 6, "参加": 240}],
        主题党日=[{**unit, "次数": 11, "参加": 863, "宣誓": 401, "覆盖支部": 4}],
        走访帮扶=[
            {**unit, "对象": "困难群众", "户数": 30, "次数": 57, "帮助": 57},
            {**unit, "对象": "隔离户", "户数": 40, "次数": 91},
        ],
        捐款=[{**unit, "渠道": "组织收缴", "捐款党员": 121, "金额": 12345.67}],
        党员发展=[
            {**unit, "环节": stage, "人数": people, "其中火线": 9 if stage == "入党申请" else None}
            for stage, people in (
                ("入党申请", 23), ("推优积极分子", 8), ("发展对象", 7),
                ("预备接收", 6), ("预备转正", 5),
            )
        ],
        宗教事务=[{"类别": "场所负责人培训", "次数": 4}, {"类别": "政策宣传", "时长": 36.5}],
        党员志愿岗=[{**unit, "岗位": "办证员", "党员": 44}, {**unit, "岗位": "驻厂", "党员": 19}],
        企业复工复产=[
            {**unit, "类别": "规上", "企业名称": "合计", "应复工": 5, "已复工": 5, "已复产": 4,
             "应返岗": 100, "已返岗": 95, "达产率": 94.6},
            {**unit, "类别": "规下", "应复工": 20, "已复工": 18, "已复产": 15, "应返岗": 300,
             "已返岗": 288, "达产率": 94.6},
            {**unit, "类别": "小微", "应复工": 9, "已复工": 9, "已复产": 9},
            {**unit, "类别": "沿街商店", "应复工": 30, "已复工": 30, "已复产": 30},
        ],
        警示教育=[{**unit, "形式": "警示教育片", "次数": 13, "参加": 520}],
        廉政提醒=[{**unit, "节点": "清明", "次数": 17, "人次": 60}],
        问题线索=[{"领域": "其他", "受理": 26, "办结": 20}],
        作风通报=[{"期号": "1", "通报批评": 3}],
        监督执纪=[
            {"来源": "日常", "处理方式": "谈话提醒", "人数": 15, "人次": 15},
            {"来源": "纪委", "处理方式": "党内严重警告", "人数": 1, "人次": 1},
            {"来源": "纪委", "处理方式": "党内警告", "人数": 2, "人次": 2},
        ],
        存在问题=[{"序号": 1, "问题表现": "干部能力不足"}, {"序号": 2, "问题表现": "教育形式单一"}],
        下步措施=[
            {"措施标题": "强化培训", "措施内容": "开展轮训。", "对应问题": "1、2"},
            {"措施标题": "压实责任", "措施内容": "逐级签订责任书。"},
        ],
    )  # fmt: skip
    return {
        "epidemic.mobilised": 386, "epidemic.duty_hours": 34567.5, "organization.party_days": 11,
        "organization.donation_amount": 12345.67, "production.return_rate": 95.8,
        "organization.donation_ratio": 80.7, "rectification.problems": 2,
        "organization.meeting_coverage": 100, "integrity.warnings": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("export", "2031Q1", "--to", "a.pdf"), "2031年第一季度还没有数据"),
        (("export", "第一季度", "--to", "a.pdf"), "不认识报告期“第一季度”"),
        (("figures", "2020Q9"), "不认识报告期"),
        (("figures", "2020Q1", "--unit", "赵村"), "没有填报单位“赵村”"),
        (("import", "没有.xlsx"), "找不到文件“没有.xlsx”"),
        (("restore", "没有.db"), "找不到备份文件“没有.db”"),
        (("demo",), "已经有数据"),
    ],
)
def test_refusals_are_one_chinese_sentence_and_exit_1(run, demo_folder: Path, arguments, reason):
    code, out, err = run(*arguments, data_dir=demo_folder)
    assert (code, out) == (1, "")
    assert reason in err
    assert err.count("\n") == 1


def test_a_target_that_cannot_be_written_is_refused(run, demo_folder: Path, tmp_path: Path):
    existing = tmp_path / "旧.pdf"
    existing.write_bytes(b"old")
    for target, reason in (
        (existing, "已经存在"),
        (tmp_path, "是一个文件夹"),
        (tmp_path / "没有" / "a.pdf", "不存在"),
        (tmp_path / "a.doc", "不能导出“.doc”文件"),
        (tmp_path / "a", "没有后缀"),
    ):
        code, _out, err = run("export", "2020Q1", "--to", target, data_dir=demo_folder)
        assert code == 1
        assert reason in err
    assert existing.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"旧.pdf"}
    assert run("export", "2020Q1", "--to", existing, "--force", data_dir=demo_folder)[0] == 0
    assert existing.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("arguments", [("nix",), ("export", "2020Q1"), ("figures",), ("import",)])
def test_wrong_usage_exits_2(run, arguments):
    code, _out, err = run(*arguments)
    assert code == 2
    assert err.startswith("命令写法不对")


def test_a_mistyped_data_folder_is_told_and_not_created(run, tmp_path: Path):
    code, _out, err = run("figures", "2020Q1", data_dir=tmp_path / "打错了")
    assert (code, "没有党建季报的数据" in err) == (1, True)
    assert not (tmp_path / "打错了").exists()


def test_check_exits_1_on_errors_and_lists_stable_keys(run, folder: Path, tmp_path: Path):
    path = tmp_path / "表.xlsx"
    run("template", path, "--period", "2020Q1")
    fill(path, 填报单位=[{"单位名称": "张村", "类别": "村"}])
    run("import", path)
    code, out, _err = run("check", "2020Q1", "--json")
    findings = json.loads(out)
    assert code == 1
    assert {tuple(finding) for finding in findings} == {
        ("rule", "severity", "message", "where", "figure", "excerpt", "repair")
    }
    assert {finding["severity"] for finding in findings} <= {"error", "warning", "hint"}


def test_a_refused_import_names_every_cell_and_writes_nothing(run, folder: Path, tmp_path: Path):
    path = tmp_path / "表.xlsx"
    run("template", path, "--period", "2020Q1")
    book = openpyxl.load_workbook(path)
    book["填报单位"]["A3"] = "张村"
    book["主题党日"]["A3"], book["主题党日"]["F3"] = "张村", "很多"
    book["党员动员"]["A3"], book["党员动员"]["C3"] = "李村", 5
    book.save(path)
    code, _out, err = run("import", path)
    assert code == 1
    assert err.splitlines() == ["主题党日·F3·“参加”应填数字，填的是“很多”，请改为数字"]
    assert "还没有新建过任何季度" in run("figures", "2020Q1")[2]


def test_backup_restore_and_verify(run, folder: Path, tmp_path: Path):
    assert run("demo")[0] == 0
    before = figures(run, folder)
    code, out, _err = run("backup", "--to", tmp_path / "备份.db")
    assert (code, "备份完好" in out) == (0, True)
    assert run("demo", "--remove")[0] == 0
    assert run("figures", "2020Q1")[0] == 1
    assert run("restore", tmp_path / "备份.db")[0] == 0
    assert figures(run, folder) == before
    code, out, _err = run("verify")
    assert (code, out.startswith("数据库完好")) == (0, True)


def test_an_unexpected_error_is_logged_and_told_plainly(
    run, demo_folder: Path, tmp_path, monkeypatch
):
    monkeypatch.setattr(
        "desktop_app.services.figures.service.FigureService.figures", lambda *_: {}["missing"]
    )
    code, _out, err = run("figures", "2020Q1", data_dir=demo_folder)
    assert (code, "程序出错，没有做完" in err) == (1, True)
    log = (demo_folder / "日志" / "错误记录.log").read_text("utf-8")
    assert "KeyError" in log


def test_without_a_screen_the_window_is_refused_in_a_sentence(run, monkeypatch, tmp_path: Path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    code, _out, err = run(data_dir=tmp_path)
    assert (code, "没有显示器" in err) == (1, True)


def test_forms_for_villages_go_into_a_folder_that_is_made_for_them(
    run, demo_folder: Path, tmp_path: Path
):
    target = tmp_path / "发给各村"
    code, out, _err = run("template", target, "--villages", data_dir=demo_folder)
    made = list(target.glob("*填报表.xlsx"))
    assert (code, len(made)) == (0, 12)
    assert out == f"已生成12份填报表，放在新建的文件夹“{target}”。\n"
    arguments = ("--villages", "--force")
    code, out, _err = run("template", target, *arguments, data_dir=demo_folder)
    assert (code, out) == (0, f"已生成12份填报表，放在“{target}”。\n")


def test_a_folder_of_a_refused_template_is_not_left_behind(run, demo_folder: Path, tmp_path: Path):
    target = tmp_path / "发给各村"
    code, _out, err = run(
        "template", target, "--villages", "--unit", "没有这个村", data_dir=demo_folder
    )
    assert code == 1
    assert "没有填报单位“没有这个村”" in err
    assert not target.exists()
    code, _out, err = run("template", target / "更深" / "一层", "--villages", data_dir=demo_folder)
    assert (code, err) == (1, f"文件夹“{target / '更深'}”不存在，请先建好或换一个位置。\n")
    assert not target.exists()


def test_a_folder_beside_the_present_one_is_a_whole_path_from_the_start(
    demo_folder: Path, monkeypatch
):
    monkeypatch.chdir(demo_folder.parent)
    for words in (["figures", "2020Q1"], ["方案.djfa"], []):
        options = headless.parse([*words, "--data-dir", demo_folder.name], "1")
        assert options.data_dir == demo_folder.parent / demo_folder.name
    scheme = headless.parse(["方案.DJFA"], "1")
    assert (scheme.verb, scheme.file_to_open) == (None, demo_folder.parent / "方案.DJFA")


def test_two_files_for_the_window_are_one_too_many(run):
    code, _out, err = run("一.djfa", "二.djfa")
    assert (code, "不认识“二.djfa”" in err) == (2, True)
