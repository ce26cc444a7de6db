"""The switch of the red, yellow and green view, with how many measures stand in each colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop_app.core.periods import Period
from desktop_app.services.program.local_settings import LocalSettings
from desktop_app.services.rectification.board import Board, BoardProblem
from desktop_app.services.rectification.lights import SWITCH, Light, light_of, most_urgent
from desktop_app.ui.context import Context, Failed
from desktop_app.ui.fields.surfaces import hint


class LightSwitch(QWidget):
    """Off until somebody wants it; then this PC remembers."""

    toggled = Signal()

    def __init__(self, context: Context) -> None:
        """The setting lies beside the data."""
        super().__init__()
        self._context = context
        self._settings = LocalSettings(context.services.writer.store.path.parent)
        self._lights: Mapping[str, Light] = {}
        self.box = QCheckBox("按时限显示红黄绿")
        self.box.setToolTip("红：已超期；黄：30天内到期；绿：期限内或已完成。以季度末为准。")
        self.box.setChecked(bool(self._settings.get(SWITCH)))
        self.counts = hint("")
        self.counts.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.box)
        row.addWidget(self.counts)
        row.addStretch()
        self.box.clicked.connect(self._remember)

    def show_board(self, board: Board, period: Period) -> None:
        """Take the lights of a quarter's measures."""
        day = period.last_day
        self._lights = {
            measure.uid: light_of(measure.state, measure.values["due"], day)  # type: ignore[arg-type] # a day
            for measure in board.measures
        }
        shown = self._lights.values() if self.box.isChecked() else ()
        numbers = [(light, sum(one is light for one in shown)) for light in Light]
        self.counts.setText(
            "  ".join(f"{light.value} {count}条" for light, count in numbers if count)
        )

    def of_measure(self, uid: str) -> Light | None:
        """Return a measure's light, None while the view is off."""
        return self._lights.get(uid) if self.box.isChecked() else None

    def of_problem(self, problem: BoardProblem) -> Light | None:
        """Return the most urgent light of a problem's measures."""
        lights = [light for uid in problem.measures if (light := self.of_measure(uid))]
        return most_urgent(lights)

    def _remember(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        kept = self._context.attempt(lambda: self._settings.set(SWITCH, wanted or None))
        if kept is Failed:
            self.box.setChecked(not wanted)
            return
        self.toggled.emit()
