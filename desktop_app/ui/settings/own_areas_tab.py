"""自定义领域: areas and ledgers that this office defined."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout

from desktop_app.services.own.records import OwnAreaRecord, OwnLedgerRecord
from desktop_app.ui.context import Context
from desktop_app.ui.fields.form import write_or_explain
from desktop_app.ui.fields.surfaces import button, hint
from desktop_app.ui.settings.own_area_dialog import OwnAreaDialog
from desktop_app.ui.settings.own_ledger_dialog import OwnLedgerDialog
from desktop_app.ui.settings.own_list import OwnList
from desktop_app.ui.settings.own_scheme import SchemeButtons
from desktop_app.ui.settings.tab import Tab
from desktop_app.ui.theme import SURFACE, icon, set_role

_HEADINGS = ("领域、台账", "栏目", "由谁登记", "已填")


class OwnAreasTab(Tab):
    """Areas with their ledgers under them, also ledgers added to a built-in area."""

    title = "自定义领域"

    def __init__(self, context: Context) -> None:
        """Read and write by the context's services."""
        super().__init__()
        self._context = context
        self._areas: dict[str, OwnAreaRecord] = {}
        self._ledgers: dict[str, OwnLedgerRecord] = {}
        self.dialog: QDialog | None = None
        self.question: QMessageBox | None = None
        self.list = OwnList(_HEADINGS, (260, 0, 110, 90), stretched=1)
        self.list.setAccessibleName("自定义领域和台账")
        self.add_area = button("添加领域…")
        self.add_area.setIcon(icon("add", SURFACE))
        set_role(self.add_area, "primary", value=True)
        self.add_ledger = button("添加台账…", "add")
        self.edit = button("修改…", "edit", "也可以在表里按回车")
        self.remove = button("不再使用", "", "从程序里收起来，已填的数据都留着，可以撤销")
        self.scheme = SchemeButtons(context)
        row = QHBoxLayout()
        for item in (self.add_area, self.add_ledger, self.edit, self.remove):
            row.addWidget(item)
        row.addStretch()
        row.addWidget(self.scheme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(
            hint(
                "程序里没有的工作，在这里加一个领域，再给它加台账；也可以给原有领域加台账。"
                "加好后左边有它的页面，填报表、汇总和报告里都有。"
                "只是某个季度不用填的，在“工作领域”里取消勾选就行。"
            )
        )
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.add_area.clicked.connect(lambda: self._open_area(OwnAreaRecord("")))
        self.add_ledger.clicked.connect(self._new_ledger)
        self.edit.clicked.connect(self._edit)
        self.list.opened.connect(self._edit)
        self.list.currentItemChanged.connect(lambda *_: self._show_possible())
        self.remove.clicked.connect(self._ask_to_remove)

    def reload(self) -> None:
        """Read areas and ledgers."""
        areas = self._context.services.own_areas
        homes = areas.homes()
        self._areas = {area.key: area for area in areas.areas()}
        self._ledgers = {
            ledger.key: ledger for ledger in areas.ledgers() if not ledger.holds_figures
        }
        shown = {*self._areas, *(ledger.area for ledger in self._ledgers.values())}
        rows: list[tuple[str, str, list[str]]] = []
        for key, label in homes.items():
            if key in shown:
                about = self._areas[key].help if key in self._areas else "（程序自带的领域）"
                rows.append((key, "", [label, about, "", ""]))
        for key, ledger in self._ledgers.items():
            rows.append((key, ledger.area, self._texts(ledger)))
        self.list.fill(rows)
        self._show_possible()

    def _texts(self, ledger: OwnLedgerRecord) -> list[str]:
        rows = self._context.services.own_areas.rows(ledger.key)
        return [
            ledger.label,
            "、".join(column.label for column in ledger.columns),
            "本级" if ledger.kept_by_office else "各单位",
            f"{rows}行" if rows else "",
        ]

    def _new_ledger(self) -> None:
        key = self.list.chosen()
        area = self._ledgers[key].area if key in self._ledgers else key
        self._open_ledger(OwnLedgerRecord("", area))

    def _edit(self) -> None:
        key = self.list.chosen()
        if key in self._areas:
            self._open_area(self._areas[key])
        elif key in self._ledgers:
            self._open_ledger(self._ledgers[key])

    def _open_area(self, area: OwnAreaRecord) -> None:
        self._show(OwnAreaDialog(self, area, self._save_area))

    def _open_ledger(self, ledger: OwnLedgerRecord) -> None:
        homes = self._context.services.own_areas.homes()
        self._show(OwnLedgerDialog(self, ledger, homes, self._save_ledger))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _save_area(self, area: OwnAreaRecord) -> str:
        areas = self._context.services.own_areas
        return write_or_explain(
            self._context, lambda: areas.save_area(area), f"工作领域“{area.label.strip()}”已保存"
        )

    def _save_ledger(self, ledger: OwnLedgerRecord) -> str:
        areas = self._context.services.own_areas
        return write_or_explain(
            self._context, lambda: areas.save_ledger(ledger), f"台账“{ledger.label.strip()}”已保存"
        )

    def _ask_to_remove(self) -> None:
        key = self.list.chosen()
        ledgers = [one for one in self._ledgers.values() if key in (one.key, one.area)]
        areas = self._context.services.own_areas
        label = self._areas[key].label if key in self._areas else self._ledgers[key].label
        rows = sum(areas.rows(ledger.key) for ledger in ledgers)
        shown = areas.chapters_with(
            [one for ledger in ledgers for one in (ledger.key, *(c.key for c in ledger.columns))]
        )
        said = [f"“{label}”以后不再出现。已填的{rows}行数据都留着，点“撤销”就能恢复。"]
        if shown:
            titles = "、".join(f"“{title}”" for title in shown)
            said.append(f"报告的{titles}里用到它的数据，那些地方会变成空白，请记得修改。")
        self.question = QMessageBox(QMessageBox.Icon.Question, "不再使用", "\n".join(said))
        self.question.setParent(self, self.question.windowFlags())
        agree = self.question.addButton("不再使用", QMessageBox.ButtonRole.AcceptRole)
        keep = self.question.addButton("保留", QMessageBox.ButtonRole.RejectRole)
        self.question.setDefaultButton(keep)
        agree.clicked.connect(lambda: self._remove(key, label))
        self.question.open()

    def _remove(self, key: str, label: str) -> None:
        areas = self._context.services.own_areas
        remove = areas.remove_area if key in self._areas else areas.remove_ledger
        self._context.write(lambda: remove(key), f"“{label}”已不再使用，可以撤销")

    def _show_possible(self) -> None:
        key = self.list.chosen()
        is_own = key in self._areas or key in self._ledgers
        self.edit.setEnabled(is_own)
        self.remove.setEnabled(is_own)
