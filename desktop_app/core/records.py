"""Frozen records that services hand out: facts as they are, without the database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

OFFICE_ITSELF = "本级"
"""The kind of the one unit that stands for the township's own offices."""

CellValue = str | int | Decimal | bool | date | None
FigureContent = int | Decimal | str | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """The township itself (单位信息); every text may be empty while it is being set up."""

    full_name: str = ""
    short_name: str = ""
    kind: str = "镇"
    document_code: str = ""
    mark: str = ""
    guideline: str = ""
    plan_name: str = ""
    demo: bool = False

    @property
    def name(self) -> str:
        """What the report calls it: the short name, else the full one."""
        return self.short_name or self.full_name


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A reporting unit in one quarter; party_members and branches may be unknown (None)."""

    uid: str
    name: str
    kind: str
    party_members: int | None = None
    branches: int | None = None
    reporting: bool = True

    @property
    def is_office_itself(self) -> bool:
        """Whether this is 本级, which is never chased for a report."""
        return self.kind == OFFICE_ITSELF


@dataclass(frozen=True, slots=True)
class ReportedRecord:
    """A figure's value given by hand (直报数) in one quarter; unit "" for the whole."""

    figure: str
    unit: str
    value: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One live ledger row; `values` holds every field of the ledger's spec by name."""

    uid: str
    ledger: str
    period: str
    unit: str
    values: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class RowWarning:
    """Something odd about a saved row: the field's name and a Chinese sentence."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class FigureValue:
    """The value of one figure in one period.

    value: None means unknown, which is not 0. rows: how many live rows stand behind it.
    source: "ledger", "reported", "mixed" or None. missing: names of units that owe it and gave
    nothing. by_unit: unit name → value, empty where a breakdown is not allowed. partial_kind:
    "村" where all units that report are villages, else "个单位". reason: why a value was reported
    by hand. previous, last_year: the same figure one period and one year earlier, None unless all
    the quarters of that period are open; previous_missing, last_year_missing: who was missing then.
    """

    key: str
    label: str
    counter: str
    area: str
    definition: str = ""
    decimals: int = 0
    value: FigureContent = None
    rows: int = 0
    source: str | None = None
    missing: tuple[str, ...] = ()
    partial_kind: str = "个单位"
    by_unit: Mapping[str, FigureContent] = field(default_factory=dict)
    reason: str = ""
    computed: FigureContent = None
    previous: FigureContent = None
    last_year: FigureContent = None
    previous_missing: tuple[str, ...] = ()
    last_year_missing: tuple[str, ...] = ()

    def missing_at(self, at: str) -> tuple[str, ...]:
        """Return who is missing in the value of a slot's @…: now "", then "prev" or "yoy"."""
        known = {"": self.missing, "prev": self.previous_missing, "yoy": self.last_year_missing}
        return known.get(at, ())

    @property
    def lack(self) -> str:
        """How many units are missing, as it is said everywhere: 缺2村; "" for none."""
        return f"缺{len(self.missing)}{self.partial_kind}" if self.missing else ""

    @property
    def is_partial(self) -> bool:
        """Whether the value is a total that lacks some units."""
        return bool(self.missing) and self.value is not None


@dataclass(frozen=True, slots=True)
class ChapterRecord:
    """One chapter of one report; body and point_style as in specs.ChapterProposal.

    level: 0 for the opening, 1 for 一、. number is not stored: it follows from the order.
    """

    uid: str
    key: str
    level: int
    title: str
    body: str
    point_style: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """公文格式: which elements of an official document a report has, and what stands in them.

    form: 总结, 报告 or 红头文件. number: 发文顺序号. signer: names joined by 、. across: whether
    tables in 附件 lie across the sheet.
    """

    form: str = "总结"
    recipients: str = ""
    number: int | None = None
    signer: str = ""
    urgency: str | None = None
    sealed: bool = False
    copies_to: str = ""
    issuer: str = ""
    issued_on: date | None = None
    across: bool = False

    @property
    def has_red_head(self) -> bool:
        """Whether it has 版头 and 版记."""
        return self.form == "红头文件"

    @property
    def has_recipients(self) -> bool:
        """Whether it is addressed to somebody (主送机关)."""
        return self.form != "总结"

    def carried_over(self) -> OfficialForm:
        """Return what the next report starts with: all but what belongs to this one alone."""
        return replace(self, number=None, urgency=None, issued_on=None)


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """The frame of one report: its period's code, title with slots, state, dates and elements."""

    period: str
    title: str
    state: str = "编制中"
    as_of: date | None = None
    signed_on: date | None = None
    chapters: tuple[ChapterRecord, ...] = ()
    official: OfficialForm = OfficialForm()


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """One problem over its whole life; `closed` is None while it is open."""

    uid: str
    description: str
    wording: str
    area: str
    source: str
    responsible_leader: str
    responsible_body: str
    opened: str
    closed: str | None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """One measure with its progress in the period asked for."""

    uid: str
    heading: str
    text: str
    responsible_body: str
    responsible_person: str
    due: date | None
    state: str
    closed_on: date | None
    note: str = ""
    problems: tuple[str, ...] = ()
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the checks: rule id, severity (error, warning, hint), sentence, place.

    chapter: uid of the chapter it stands in. excerpt: the words as they are printed. repair: what
    should stand in the excerpt's place, None where more than one answer is right.
    """

    rule: str
    severity: str
    message: str
    where: str
    figure: str | None = None
    chapter: str = ""
    excerpt: str = ""
    repair: str | None = None
