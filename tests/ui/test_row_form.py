"""The form beside the table: a pile of papers by keyboard, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from area_driving import Driven, focus
from closing import take_down
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from desktop_app.core.periods import Period
from desktop_app.core.specs import FieldKind, FieldSpec
from desktop_app.services.program.workplace import Workplace
from desktop_app.ui.dialogs.row_history import RowHistoryDialog
from desktop_app.ui.forms.row_fields import RowFields
from desktop_app.ui.forms.row_form import RowForm

Q1 = Period.parse("2020Q1")
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def driven(app: QApplication, town: Any, workplace: Workplace) -> Iterator[Driven]:
    """走访帮扶 with two rows, in front."""
    town.row("help_visit", "张村", kind="困难群众", people=5, date="2020-03-05")
    town.row("help_visit", "李村", kind="隔离户", people=7)
    found = Driven(town.services, workplace.store.reading, Q1, "organization")
    found.tab("走访帮扶")
    form = found.page.pane.form
    form.row_wanted.connect(found.view.go_to)
    yield found
    found.page.leave()
    take_down(found.page)


@pytest.fixture
def form(driven: Driven) -> RowForm:
    driven.go_to(0, "people")
    found = driven.page.pane.form
    assert isinstance(found, RowForm)
    return found


def rows(driven: Driven) -> list[tuple[str, object, object]]:
    found = driven.context.services.ledgers.rows("help_visit", Q1)
    return [(row.unit, row.values["kind"], row.values["people"]) for row in found]


def write(driven: Driven, form: RowForm, text: str) -> None:
    """Replace what the form holds in 帮助."""
    form.editor("people").setFocus()
    form.editor("people").selectAll()
    driven.keys(text)


def waiting(form: RowForm) -> str:
    labels = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    return next((text for text in labels if "没有存上" in text), "")


def test_enter_goes_on_and_shift_enter_back(driven: Driven, form: RowForm):
    form.editor("households").setFocus()
    driven.keys("3")
    driven.key(Key.Key_Return)
    assert focus() is form.editor("people")
    driven.key(Key.Key_Enter, SHIFT)
    assert focus() is form.editor("households")
    assert driven.shown(0, "households") == "3"


@pytest.mark.parametrize("key", [Key.Key_S, Key.Key_Return])
def test_the_next_paper_starts_with_unit_date_and_kind(driven: Driven, form: RowForm, key: Key):
    write(driven, form, "6")
    driven.key(key, CTRL)
    assert [form.editor(name).raw() for name in ("unit", "kind")] == ["张村", "困难群众"]
    assert str(form.editor("date").raw()) == "2020-03-05"
    assert form.editor("people").raw() is None
    assert focus() is form.editor("households")
    write(driven, form, "8")
    driven.key(key, CTRL)
    assert rows(driven) == [
        ("张村", "困难群众", 6),
        ("李村", "隔离户", 7),
        ("张村", "困难群众", 8),
    ]
    assert driven.view.currentIndex().row() == 3
    driven.key(key, CTRL)  # an empty paper is not kept
    assert len(rows(driven)) == 3


def test_enter_on_the_button_behind_the_last_field_goes_on(driven: Driven, form: RowForm):
    form.add_button.setFocus()
    driven.key(Key.Key_Return)
    assert driven.model.rowCount() == 3
    assert isinstance(form.add_button, QPushButton)


def test_a_wrong_field_keeps_the_paper_open(driven: Driven, form: RowForm):
    write(driven, form, "不详x")
    form.editor("households").setFocus()
    driven.key(Key.Key_S, CTRL)
    assert focus() is form.editor("people")
    assert "应填数字" in form.problem("people")
    assert driven.model.rowCount() == 2


def test_what_could_not_be_kept_waits_for_its_row(driven: Driven, form: RowForm):
    write(driven, form, "3o")
    driven.go_to(1, "people")
    assert form.editor("people").raw() == "7"
    assert waiting(form) == "张村刚才填的“3o”没有存上。"
    driven.go_to(0, "people")
    assert form.editor("people").raw() == "3o"
    assert "应填数字" in form.problem("people")
    assert waiting(form) == ""
    assert rows(driven)[0] == ("张村", "困难群众", 5)


def test_one_goes_back_to_what_was_not_kept_or_gives_it_up(driven: Driven, form: RowForm):
    for give_up in (False, True):
        driven.go_to(0, "people")
        write(driven, form, "x")
        driven.go_to(1, "people")
        buttons = {one.text(): one for one in form.findChildren(QToolButton)}
        buttons["不要了" if give_up else "回去填完"].click()
        assert waiting(form) == ""
        assert form.editor("people").raw() == ("7" if give_up else "x")


def test_a_new_row_that_could_not_be_kept_comes_back_too(driven: Driven, form: RowForm):
    driven.page.pane.add_row()
    write(driven, form, "x")
    driven.go_to(1, "people")
    QApplication.processEvents()
    assert driven.model.rowCount() == 2
    next(one for one in form.findChildren(QToolButton) if one.text() == "回去填完").click()
    assert driven.model.rowCount() == 3
    assert form.editor("people").raw() == "x"
    write(driven, form, "4")
    driven.key(Key.Key_Return)
    assert rows(driven)[-1] == ("张村", None, 4)


def test_another_quarter_keeps_what_waits(driven: Driven, form: RowForm):
    services = driven.context.services
    services.periods.open(Q1.next)
    write(driven, form, "x")
    driven.context.show_period(Q1.next)
    assert waiting(form) == ""
    driven.context.show_period(Q1)
    driven.go_to(0, "people")
    assert form.editor("people").raw() == "x"


def test_ctrl_z_in_a_field_that_was_not_typed_in_is_the_windows(driven: Driven, form: RowForm):
    undone: list[bool] = []
    QShortcut(QKeySequence("Ctrl+Z"), driven.page, lambda: undone.append(True))
    form.editor("people").setFocus()
    driven.key(Key.Key_Z, CTRL)
    assert undone == [True]
    driven.keys("9")
    driven.key(Key.Key_Z, CTRL)
    assert undone == [True]
    assert form.editor("people").raw() == "5"


def test_the_story_of_the_row_is_shown(form: RowForm, monkeypatch: pytest.MonkeyPatch):
    shown: list[str] = []
    monkeypatch.setattr(RowHistoryDialog, "exec", lambda self: shown.append(self.windowTitle()))
    form.history_button.click()
    assert len(shown) == 1


def test_sections_counters_and_marks(app: QApplication):
    plain = FieldSpec("people", FieldKind.INTEGER, "帮助", counter="名", section="数量")
    fields = (
        FieldSpec("unit", FieldKind.CHOICE, "填报单位", required=True),
        plain,
        replace(plain, name="times", label="次数", counter="次"),
        FieldSpec("estimated", FieldKind.BOOLEAN, "估计", section="说明"),
    )
    body = RowFields(fields, {})
    texts = [label.text() for label in body.findChildren(QLabel) if label.text()]
    assert texts == ["填报单位 *", "数量", "帮助", "名", "次数", "次", "说明"]
