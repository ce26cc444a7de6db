"""诊断包: enough to help, nothing that anybody filled in, whatever state the data are in."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from township import Q1, Town

from db.fields import FactField
from db.models import all_models
from db.models.report import Chapter
from desktop_app.core.errors import TargetRefused
from desktop_app.services.program.diagnosis import FACTS_NAME, Diagnosis, known_fonts, shortened
from desktop_app.services.program.error_log import FILE_NAME, FOLDER, ErrorLog
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.program.start_lock import StartLock
from desktop_app.services.program.workplace import Workplace

MARK = "赵钱孙李标记"


def parts(package: Path) -> dict[str, str]:
    with ZipFile(package) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "诊断包.zip"


def fill_with_marks(town: Town) -> None:
    """Put the mark into every text of every ledger, and wherever else one types."""
    services = town.services
    for key, spec in services.catalogue.ledgers.items():
        values = {field.name: f"{MARK}{key}" for field in spec.fields if field.kind == "text"}
        unit = None if spec.kept_by_office else "张村"
        services.ledgers.save(key, Q1, values or {"counted": True}, unit=unit)
    services.office.save_unit(Q1, f"{MARK}村")
    services.office.save_office(full_name=MARK, short_name=MARK, guideline=MARK, plan_name=MARK)
    services.rectification.save_problem(
        Q1, description=MARK, responsible_leader=MARK, responsible_body=MARK, source=MARK
    )
    services.rectification.save_measure(Q1, heading=MARK, text=MARK, responsible_person=MARK)
    chapter = services.texts.add_chapter(Q1, title=MARK)
    services.texts.save_chapter(chapter, body=MARK)
    services.texts.save_title(Q1, MARK)
    services.forms.save_field(Q1, "form", "红头文件")
    services.forms.save_field(Q1, "signer", MARK)
    assert Chapter.select().where(Chapter.body.contains(MARK)).exists()


def test_nothing_that_was_filled_in_is_in_it(town: Town, workplace: Workplace, package: Path):
    fill_with_marks(town)
    log = ErrorLog()
    log.keep_in(workplace.folder)
    log.note("window", ValueError(f"cannot read {MARK}"))
    log.close()
    (workplace.folder / FOLDER / "程序.log").write_text(f"of an earlier version: {MARK}", "utf-8")
    settings = LocalSettings(workplace.folder)
    StartLock(settings).set_password(MARK, MARK)
    settings.set("second_place", f"{MARK}:/备份")
    Diagnosis(workplace.folder, workplace.database).write(package)
    found = parts(package)
    assert not [name for name, text in found.items() if MARK in text or MARK in name]
    kept = settings.get("start_lock")
    assert not [text for text in found.values() if kept["hash"] in text or kept["salt"] in text]
    raw = package.read_bytes()
    assert MARK.encode() not in raw
    facts = found[FACTS_NAME]
    assert "密码锁：已设" in facts
    assert "数据文件：完好" in facts
    assert "theme_party_day：1" in facts
    assert "数据版本：" in facts
    assert "builtins.ValueError" in found[f"{FOLDER}/{FILE_NAME}"]
    assert "程序.log" not in "".join(found)


def test_every_text_column_could_have_told(town: Town):
    """The marks above reach the columns that name people: else the test would prove nothing."""
    fill_with_marks(town)
    personal = [
        (model, field)
        for model in all_models()
        for field in model._meta.sorted_fields
        if isinstance(field, FactField) and field.facts.personal
    ]
    reached = {
        f"{model._meta.table_name}.{field.name}"
        for model, field in personal
        if model.select().where(field.contains(MARK)).exists()
    }
    assert {"exemplar.name", "problem.responsible_leader", "report.signer"} <= reached


@pytest.mark.parametrize("state", ["missing", "empty", "foreign", "damaged"])
def test_it_is_made_from_data_that_cannot_be_opened(tmp_path: Path, package: Path, state: str):
    folder = tmp_path / "数据"
    folder.mkdir()
    database = folder / "党建季报.db"
    match state:
        case "empty":
            database.touch()
        case "foreign":
            database.write_text("不是数据库" * 200, "utf-8")
        case "damaged":
            database.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    before = sorted(folder.iterdir())
    Diagnosis(folder, database).write(package)
    facts = parts(package)[FACTS_NAME]
    assert "【检查结果】" in facts
    assert "数据文件：完好" not in facts
    assert "SQLite：" in facts
    assert sorted(folder.iterdir()) == before


def test_a_file_that_is_there_is_kept(town: Town, workplace: Workplace, package: Path):
    package.write_text("别的文件", "utf-8")
    made = Diagnosis(workplace.folder, workplace.database)
    with pytest.raises(TargetRefused, match="已经存在"):
        made.write(package)
    made.write(package, force=True)
    assert parts(package)


def test_what_the_window_knows_comes_along(workplace: Workplace, package: Path):
    Diagnosis(workplace.folder, workplace.database).write(package, more={"窗口": {"Qt": "6.9"}})
    assert "【窗口】\nQt：6.9\n" in parts(package)[FACTS_NAME]


def test_the_accounts_own_folder_is_shortened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "王小明")
    text = f"位置：{tmp_path / '王小明' / '文档'}"
    assert shortened(text) == f"位置：~{Path('/文档')}"


def test_fonts_are_known_by_any_of_their_names():
    assert known_fonts(["FangSong", "simhei", "Comic Sans"]) == ["仿宋", "黑体"]


def test_the_package_is_a_zip_that_opens_anywhere(workplace: Workplace, package: Path):
    Diagnosis(workplace.folder, workplace.database).write(package)
    with ZipFile(io.BytesIO(package.read_bytes())) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[0] == "说明.txt"
