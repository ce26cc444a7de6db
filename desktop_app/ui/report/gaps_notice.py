"""Before a report leaves the program: which totals lack units, told once; it stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.services.figures.gaps import Gap
from desktop_app.services.workbench.left_to_do import NIL_HINT

_SHOWN = 12


class GapsNotice:
    """Remembers, as long as the page lives, what was told already."""

    def __init__(self, parent: QWidget) -> None:
        """parent: the page that the dialog belongs to."""
        self._parent = parent
        self._told: set[tuple[str, ...]] = set()
        self.box: QMessageBox | None = None

    def before(self, gaps: Sequence[Gap], verb: str, go_on: Callable[[], object]) -> None:
        """Go on, after these gaps were told where they are news. verb: 导出 or 打印."""
        sentences = tuple(gap.sentence for gap in gaps)
        if not sentences or sentences in self._told:
            go_on()
            return
        self._told.add(sentences)
        more = f"\n……共{len(sentences)}处" if len(sentences) > _SHOWN else ""
        box = QMessageBox(
            QMessageBox.Icon.Information,
            f"{verb}报告",
            f"报告里有{len(sentences)}处合计还没有报齐，后面会印上“（{gaps[0].figure.lack}）”这样的字。"
            f"现在仍可以{verb}。",
            parent=self._parent,
        )
        listed = "\n".join(sentences[:_SHOWN])
        box.setInformativeText(f"{listed}{more}\n\n{NIL_HINT}")
        agree = box.addButton(f"照样{verb}", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("先不", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(agree)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(go_on)
        self.box = box
        box.open()
