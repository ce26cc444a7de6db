"""Problems and measures of a workbook: known by uid, else by 问题表现 or 措施标题."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.core.errors import InvalidRow
from desktop_app.core.periods import Period
from desktop_app.services.assembly import Services
from desktop_app.services.workbook.layout import MEASURES, PROBLEMS
from desktop_app.services.workbook.parsing import Parsed
from desktop_app.services.workbook.summary import ImportSummary

_CLOSING = ("closed_on", "closing_note")
_PROGRESS = ("state", "closed_on", "note")


class RectificationImport:
    """Takes problems and measures into one quarter; what is absent stays as it is."""

    def __init__(self, services: Services, period: Period, summary: ImportSummary) -> None:
        """The quarter must be open."""
        self._service = services.rectification
        self._period = period
        self._summary = summary

    def take(self, rows: Mapping[str, Sequence[Parsed]]) -> list[str]:
        """Write one workbook's problems and measures; return what is wrong with them."""
        problems: list[str] = []
        by_number = self._problems(rows.get(PROBLEMS, ()), problems)
        return problems + self._measures(rows.get(MEASURES, ()), by_number)

    def _problems(self, rows: Sequence[Parsed], wrong: list[str]) -> dict[str, str]:
        """Write the problems; return number → uid, for the measures that refer to them."""
        known = {found.description: found.uid for found in self._service.problems(self._period)}
        by_number: dict[str, str] = {}
        for place, row in enumerate(rows, 1):
            values = row.given
            number = str(values.pop("number", place))
            is_closed = values.pop("is_closed", None)
            closing = {name: values.pop(name) for name in _CLOSING if name in values}
            if number in by_number:
                wrong.append(row.problem("number", f"序号“{number}”填了两次，请改为不同的序号"))
            uid = row.uid if row.uid in known.values() else known.get(values["description"])
            before = _record(self._service.problems(self._period), uid)
            uid = self._service.save_problem(self._period, uid, **values)
            try:
                if is_closed:
                    self._service.sign_off(self._period, uid, **closing)
                elif is_closed is not None:
                    self._service.close_problem(self._period, uid, closed=False)
            except InvalidRow as refusal:
                wrong += [row.problem(one.field, one.message) for one in refusal.problems]
            by_number[number] = uid
            self._summary.count(before, _record(self._service.problems(self._period), uid))
        return by_number

    def _measures(self, rows: Sequence[Parsed], by_number: Mapping[str, str]) -> list[str]:
        known = {found.heading: found.uid for found in self._service.measures(self._period)}
        problems: list[str] = []
        for row in rows:
            values = row.given
            progress = {name: values.pop(name) for name in _PROGRESS if name in values}
            numbers = _numbers(values.pop("problems", ""))
            problems += [
                row.problem("problems", f"“存在问题”表里没有序号为“{number}”的问题，请核对")
                for number in numbers
                if number not in by_number
            ]
            answers = [by_number[number] for number in numbers if number in by_number]
            uid = row.uid if row.uid in known.values() else known.get(values["heading"])
            before = _record(self._service.measures(self._period), uid)
            uid = self._service.save_measure(self._period, uid, answers or None, **values)
            if progress:
                self._service.save_progress(self._period, uid, **progress)
            self._summary.count(before, _record(self._service.measures(self._period), uid))
        return problems


def _record(records: Sequence[Any], uid: str | None) -> object:
    return next((record for record in records if record.uid == uid), None)


def _numbers(text: str) -> list[str]:
    parts = text.replace("，", "、").replace(",", "、").split("、")
    return [part.strip() for part in parts if part.strip()]
