"""Composition root: paths → data folder → upgrade → services → window, or one headless verb."""

from __future__ import annotations

import getpass
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app import __version__, headless, paths, utf8_mode
from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.core.errors import Refusal, TargetRefused
from desktop_app.services.assembly import Services, assemble
from desktop_app.services.program.error_log import ERRORS, FOLDER
from desktop_app.services.program.workplace import Workplace
from desktop_app.services.safekeeping.known_places import KnownPlaces
from desktop_app.services.safekeeping.saving_words import trouble_sentence


def main(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code: 0 done, 1 refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # none in a program without a console
            stream.reconfigure(errors="replace")  # a GBK console lacks some characters
    options = headless.parse(arguments, __version__)
    in_window = options.verb is None
    workplace = Workplace(
        options.data_dir or paths.default_data_folder(),
        paths.migrations_folder(),
        _who(),
        KnownPlaces(paths.known_places_file() if in_window else None),
    )
    opened: list[Services] = []

    def open_services(place: Workplace) -> Services:
        place.open()
        if in_window and not place.is_read_only:
            ERRORS.keep_in(place.folder)
        opened.append(_assembled(place))
        return opened[-1]

    try:
        try:
            if in_window:
                return _window(workplace, open_services, options.file_to_open)
            return headless.run(options, workplace, open_services, paths.resources_folder())
        finally:
            _tell(_close(workplace, opened, in_window=in_window), in_window=in_window)
    except BrokenPipeError:  # whoever read our output had seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Refusal as refusal:
        _tell(str(refusal), in_window=in_window)
        return 1
    except Exception as error:  # noqa: BLE001 - whatever it was, it is told in a sentence
        if workplace.folder.exists():  # a folder that is missing is not made for a log
            ERRORS.keep_in(workplace.folder)
        ERRORS.note(options.verb or "window", error)
        place = workplace.folder / FOLDER
        known = trouble_sentence(error, workplace.database)
        unknown = f"程序出错，没有做完；已有数据不受影响，详细情况记在“{place}”。"
        _tell(known or unknown, in_window=in_window)
        return 1
    finally:
        ERRORS.close()


def _assembled(place: Workplace) -> Services:
    """Make the services over the open database; Unopened where it cannot be read after all."""
    fonts = paths.resources_folder() / "fonts"
    installed = paths.installed_font_folders()
    try:
        return assemble(place.store, Catalogue(ALL_AREAS), fonts, _who(), installed)
    except Exception as error:
        raise place.refusal_of(error) from error


def _who() -> str:
    """Return the name of the account that the program runs under, for the log of changes."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name: Windows then looks for pwd, which it lacks
        return ""


def _window(
    workplace: Workplace,
    open_services: Callable[[Workplace], Services],
    file_to_open: Path | None,
) -> int:
    """Show the window; Qt is loaded only here."""
    from desktop_app.ui.start import has_display, run_window  # noqa: PLC0415 - brings Qt along

    if not has_display():
        print("没有显示器，打不开窗口；可以用 export 等命令，见 --help。", file=sys.stderr)
        return 1
    return run_window(workplace, paths.resources_folder(), open_services, file_to_open)


def _tell(sentence: str, *, in_window: bool) -> None:
    """Tell what went wrong, "" for nothing: whoever started by an icon reads no console."""
    if not sentence:
        return
    print(sentence, file=sys.stderr)
    if in_window:
        from desktop_app.ui.start import tell_at_end  # noqa: PLC0415 - brings Qt along

        tell_at_end(sentence)


def _close(workplace: Workplace, opened: Sequence[Services], *, in_window: bool) -> str:
    """Close with a backup where something was written; return why there is none, "" for no reason.

    What was saved stays saved without it. The window looks after what an earlier day left without
    one, too.
    """
    written = any(services.writer.has_written for services in opened)
    try:
        workplace.close(backup=in_window or written)
    except TargetRefused as refusal:
        return f"数据已经保存，但{refusal}"
    return ""


if __name__ == "__main__":
    utf8_mode.start_in_utf8()
    sys.exit(main(sys.argv[1:]))
