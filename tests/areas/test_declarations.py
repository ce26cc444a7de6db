"""Declarations are checked: columns exist, keys are unique, every slot has a figure."""

from __future__ import annotations

import re

import pytest

from db.models import all_models
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import AREA_LIST, Catalogue
from desktop_app.core.evidence import aggregates_of, conditions_of
from desktop_app.core.specs import (
    AtMost,
    Count,
    FieldKind,
    Largest,
    LookedUp,
    Lowest,
    Mean,
    Names,
    ProductOf,
    Ratio,
    Sum,
    UnitFact,
)
from desktop_app.report.narrative import POINT_MARK
from desktop_app.report.numbers import is_known_format
from desktop_app.report.slots import parse, slots_of

CATALOGUE = Catalogue(ALL_AREAS)
FIGURES = list(CATALOGUE.figures.values())
LEDGERS = list(CATALOGUE.ledgers.values())
CHAPTERS = [chapter for area in ALL_AREAS for chapter in area.spec.chapters]
OFFICE_SLOTS = {
    "office.name", "office.full_name", "office.committee", "office.whole", "office.guideline",
    "office.plan_name", "report.year", "report.period_name", "report.period", "report.as_of",
}  # fmt: skip
COUNT_ONLY = ("donation", "religious_affairs", "clue", "circular", "disposition")
TOWNSHIP_ONLY = ("religious_affairs", "clue", "circular", "disposition")


def columns_of(source: object) -> set[tuple[str, str]]:
    match source:
        case Sum() | Largest() | Mean() | Names():
            found = {(source.ledger, source.column)}
            if isinstance(source, Mean):
                found.add((source.ledger, source.weight))
            if isinstance(source, Names) and source.order:
                found.add((source.ledger, source.order))
            return found | {(source.ledger, condition.column) for condition in source.where}
        case Count():
            return {(source.ledger, condition.column) for condition in source.where}
        case Ratio():
            return columns_of(source.part) | columns_of(source.whole)
        case _:
            return set()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_every_figure_names_columns_and_kinds_that_exist(figure):
    area = CATALOGUE.area_of_figure[figure.key]
    assert figure.key.startswith(f"{area.key}.")
    assert figure.label
    assert figure.counter
    assert figure.definition
    for ledger, column in columns_of(figure.source):
        assert CATALOGUE.ledgers[ledger].field(column)
    if isinstance(figure.source, Lowest):
        assert set(figure.source.figures) <= set(CATALOGUE.figures)
    if isinstance(figure.source, UnitFact):
        assert figure.source.column in ("party_members", "branches")
    for ledger in aggregates_of(figure.source):
        for condition in getattr(figure.source, "where", ()):
            field = CATALOGUE.ledgers[ledger].field(condition.column)
            if field.choices:
                assert set(condition.values) <= set(field.choices)
    assert conditions_of(figure.source) <= {column for _, column in columns_of(figure.source)}


def test_keys_and_labels_tell_figures_apart():
    assert len(FIGURES) == sum(len(area.spec.figures) for area in ALL_AREAS)
    labels = [figure.label for figure in FIGURES]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("spec", LEDGERS, ids=lambda spec: spec.key)
def test_every_ledger_speaks_of_its_own_columns(spec):
    names = {field.name for field in spec.fields}
    assert {"date", "is_subtotal", "estimated", "counted"} <= names
    assert set(spec.identity) | set(spec.subtotal_key) <= names
    for relation in spec.relations:
        assert isinstance(relation, AtMost)
        assert spec.field(relation.part).is_number
        assert spec.field(relation.whole).is_number
    for derivation in spec.derivations:
        match derivation:
            case ProductOf(target=target, factors=factors):
                assert {target, *factors} <= names
            case LookedUp(target=target, column=column, table=table):
                assert set(table) == set(spec.field(column).choices)
                assert set(table.values()) <= set(spec.field(target).choices)
    for field in spec.fields:
        assert field.label
        if field.kind is FieldKind.CHOICE:
            assert field.choices or field.option_list in {AREA_LIST, *CATALOGUE.option_lists}


def test_every_ledger_model_belongs_to_an_area():
    ledgers = {model._meta.table_name for model in all_models() if hasattr(model, "is_subtotal")}
    assert ledgers == set(CATALOGUE.ledgers)


@pytest.mark.parametrize("key", COUNT_ONLY)
def test_sensitive_ledgers_hold_counts_without_notes_or_names(key):
    spec = CATALOGUE.ledgers[key]
    free_text = [
        field.name for field in spec.fields if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
    ]
    assert free_text == (["issue_no"] if key == "circular" else [])


@pytest.mark.parametrize("key", TOWNSHIP_ONLY)
def test_religion_and_discipline_are_never_broken_down_to_villages(key):
    assert CATALOGUE.ledgers[key].kept_by_office
    assert not CATALOGUE.ledgers[key].by_unit
    for figure in FIGURES:
        if key in aggregates_of(figure.source):
            assert not figure.by_unit
            assert not figure.owed


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.key)
def test_every_slot_of_the_default_wording_has_a_figure(chapter):
    known = OFFICE_SLOTS | set(CATALOGUE.figures)
    slots = list(slots_of(parse(chapter.body)))
    assert {slot.key for slot in slots} <= known
    assert all(is_known_format(name) for slot in slots for name in slot.formats)
    left_over = "".join(piece for piece in parse(chapter.body) if isinstance(piece, str))
    assert not re.search(r"[{}\[\]]", left_over)


def test_chapter_numbers_are_never_typed():
    for chapter in CHAPTERS:
        assert not re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）", chapter.title)
        for line in chapter.body.split("\n"):
            assert not re.search(r"[一二三四五六七八九十]是", line.removeprefix(POINT_MARK)[:3])


def test_the_report_stands_in_the_order_of_the_source_document():
    titles = [chapter.title for chapter in CATALOGUE.chapters(area.spec.key for area in ALL_AREAS)]
    assert titles[0] == ""
    assert [any(word in title for word in words) for title, words in zip(
        titles[1:],
        (("疫情",), ("基层",), ("复工",), ("纪律", "清风"), ("整改情况",),
         ("存在问题",), ("下步措施",)),
        strict=True,
    )] == [True] * 7  # fmt: skip


# The 32 numbers of a report of this kind, in its order: each must be a slot of the default wording.
NUMBERS = (
    "epidemic.documents", "epidemic.teams", "epidemic.mobilised", "epidemic.duty_hours",
    "organization.oath_attendance", "organization.party_days", "organization.party_day_attendance",
    "organization.helped_people", "organization.isolated_visits", "organization.donors",
    "organization.donation_amount", "organization.applications", "organization.activists",
    "organization.fast_track_applications", "organization.candidates", "organization.admitted",
    "organization.confirmed", "organization.religious_trainings", "organization.religious_hours",
    "production.four_posts", "production.stationed", "production.large_production_rate",
    "production.medium_production_rate", "production.lower_rate", "integrity.warning_films",
    "integrity.reminders", "integrity.clues_received", "integrity.circulars",
    "integrity.people_criticised", "integrity.talks", "integrity.serious_warnings",
    "integrity.warnings",
)  # fmt: skip
NAMES = (
    "epidemic.document_titles", "epidemic.exemplary_members", "epidemic.model_couples",
    "epidemic.exemplary_secretaries", "epidemic.promising",
)  # fmt: skip


def test_each_blank_of_the_source_document_has_its_slot():
    printed = [slot.key for chapter in CHAPTERS for slot in slots_of(parse(chapter.body))]
    assert len(NUMBERS) == 32
    assert set(NUMBERS) | set(NAMES) | {"office.plan_name"} <= set(printed)
    assert printed.count("office.name") >= 7
