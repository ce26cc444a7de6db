"""Any sequence of typing, deleting, undoing, redoing, crashing and reopening, against a model."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sequences import Model, Site, copy_as_it_is
from township import MIGRATIONS

from desktop_app.core.errors import SourceRefused
from desktop_app.services.program.workplace import Workplace


class Sequence(RuleBasedStateMachine):
    """The same is done to a township on disk and to a plain model."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.scratch = Path(tempfile.mkdtemp(prefix="dangjian-"))
        self.model = Model()
        self.number = self.lives = 0
        self.backup: tuple[Path, Model] | None = None

    @initialize()
    def start(self) -> None:
        shutil.copytree(self.template, self.scratch / "0")
        self.site = Site(self.scratch / "0")

    def teardown(self) -> None:
        if hasattr(self, "site"):
            self.site.close()
        shutil.rmtree(self.scratch)

    @rule()
    def add(self) -> None:
        self.site.write_pair(self.number)
        self.model.add(self.number)
        self.number += 1

    @precondition(lambda self: self.model.rows)
    @rule(data=st.data(), value=st.integers(0, 9))
    def edit(self, data: st.DataObject, value: int) -> None:
        serial = data.draw(st.sampled_from(sorted(self.model.rows)))
        self.site.edit(serial, value)
        self.model.edit(serial, value)

    @precondition(lambda self: self.model.rows)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        serials = data.draw(
            st.lists(st.sampled_from(sorted(self.model.rows)), min_size=1, unique=True)
        )
        self.site.delete(serials)
        self.model.delete(serials)

    @precondition(lambda self: self.model.past)
    @rule()
    def undo(self) -> None:
        assert self.site.services.history.undo()
        self.model.undo()

    @rule()
    def redo(self) -> None:
        assert bool(self.site.services.history.redo()) is bool(self.model.future)
        if self.model.future:
            self.model.redo()

    @rule()
    def reopen(self) -> None:
        self.site.close()
        self.site = Site(self.site.place.folder)

    @rule()
    def crash(self) -> None:
        """Go on from the files as they lie on disk while the program is still at it."""
        self.lives += 1
        folder = self.scratch / str(self.lives)
        copy_as_it_is(self.site.place.database, folder)
        self.site.close()
        self.site = Site(folder)

    @rule()
    def back_up(self) -> None:
        target = self.scratch / "备份.db"
        self.site.place.backups.make(target, force=True)
        kept = Model(self.model.rows, list(self.model.past), list(self.model.future))
        self.backup = (target, kept)

    @precondition(lambda self: self.backup)
    @rule(torn=st.booleans())
    def restore(self, *, torn: bool) -> None:
        """Put the backup in place, or half of it: that is refused and nothing changes."""
        assert self.backup is not None
        source, kept = self.backup
        folder = self.site.place.folder
        self.site.close()
        place = Workplace(folder, MIGRATIONS)
        place.hold()
        try:
            if torn:
                half = self.scratch / "半个.db"
                half.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
                try:
                    place.backups.restore(half)
                except SourceRefused:
                    pass
                else:
                    raise AssertionError("half a backup was put in place")
            else:
                place.backups.restore(source)
                self.model = Model(kept.rows, list(kept.past), list(kept.future))
        finally:
            place.close()
        self.site = Site(folder)

    @invariant()
    def the_town_holds_what_the_model_says(self) -> None:
        if not hasattr(self, "site"):
            return
        assert self.site.rows() == self.model.rows
        history = self.site.services.history
        assert len(history.redoable(1000)) == len(self.model.future)
        assert len(history.undoable(1000)) - 1 == len(self.model.past)


def test_any_sequence_with_crashes_leaves_what_the_model_says(tmp_path: Path):
    Site(tmp_path / "template").close()
    Sequence.template = tmp_path / "template"
    run_state_machine_as_test(
        Sequence,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
