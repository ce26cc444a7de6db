#!/usr/bin/env python3
"""Everything a developer or CI does here: run, test, lint, bench, build, measure.

Needs a Python and nothing else: it makes .venv beside itself, keeps it in step with pyproject.toml
(from the folder wheelhouse/ alone where that is there, as on a PC without a network) and asks apt
for system libraries where apt is there. What it says itself goes to stderr, so that
the output of a headless verb stays clean.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "installed.sha256"
WHEELHOUSE = ROOT / "wheelhouse"
MEASURED = ROOT / "docs" / "benchmarks.md"
# What Windows needs besides: pip asks this machine, not the one that installs.
WINDOWS_WHEELS = ("colorama", "pefile>=2022.5.30", "pywin32-ctypes>=0.2.1")
# On Windows the program itself has no console to print to; its twin does (see build.spec).
BUNDLED_PROGRAM = "dangjian-jibao-console.exe" if WINDOWS else "党建季报"

# Library → Debian packages that bring it, the newest name first.
Libraries = Mapping[str, tuple[str, ...]]
QT_WITHOUT_DISPLAY: Libraries = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
}
QT_WITH_DISPLAY: Libraries = {
    **QT_WITHOUT_DISPLAY,
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


class Trouble(Exception):
    """A step cannot be done; the text is one sentence that says what to do."""


def say(sentence: str) -> None:
    """Tell the developer something without touching stdout."""
    print(sentence, file=sys.stderr, flush=True)


# ── system packages ──────────────────────────────────────────────────────────────────────────────


def apt_install(wanted: Sequence[tuple[str, ...]]) -> bool:
    """Install one package of every tuple of alternative names; say whether that worked."""
    root = _becoming_root()
    if root is None or not shutil.which("apt-get"):
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]
    _quietly([*apt, "update"])  # where it fails, the lists that are there may still do
    packages = [_known_to_apt(names) for names in wanted]
    say(f"Installing {' '.join(packages)} with apt-get …")
    outcome = _quietly([*apt, "install", "-y", "--no-install-recommends", *packages])
    if outcome.returncode:
        say(outcome.stdout)
    return outcome.returncode == 0


def _becoming_root() -> list[str] | None:
    """Return the words to put before a command of root's; None where we may not be root."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and _quietly([*sudo, "true"]).returncode == 0:
        return sudo
    return None


def _known_to_apt(names: tuple[str, ...]) -> str:
    for name in names:
        if _quietly(["apt-cache", "show", "--no-all-versions", name]).returncode == 0:
            return name
    return names[-1]


def _quietly(command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
    """Run a command without a terminal; its output is kept in `stdout`."""
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **options,
    )


def provide(libraries: Libraries, purpose: str) -> None:
    """See to it that the libraries are on the system; where that fails, say so and go on."""
    if not sys.platform.startswith("linux"):
        return
    missing = [library for library in libraries if not _loads(library)]
    if missing and not apt_install([libraries[library] for library in missing]):
        names = " ".join(libraries[library][-1] for library in missing)
        say(f"{purpose} needs {', '.join(missing)}: as root, run apt-get install {names}.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# ── the virtual environment ──────────────────────────────────────────────────────────────────────


def prepare(*extras: str) -> None:
    """Make .venv hold the project's dependencies and those of the extras.

    Does nothing when the stamp in .venv says that exactly these were installed last.
    """
    project = _project()
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    stamp = _digest(wanted)
    done = STAMP.read_text("ascii").split() if STAMP.exists() else []
    if PYTHON.exists() and stamp in done:
        return
    _check_python(project["requires-python"])
    if not PYTHON.exists() or _quietly([PYTHON, "-m", "pip", "--version"]).returncode:
        _make_venv()
    say(f"Installing {len(wanted)} packages into .venv; this takes a minute or two …")
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    offline = WHEELHOUSE.is_dir()
    source = ["--no-index", "--find-links", str(WHEELHOUSE)] if offline else ["--prefer-binary"]
    outcome = _quietly([*pip, *source, *wanted], env={**os.environ, "PIP_USER": "0"})
    if outcome.returncode:
        say(outcome.stdout)
        only = " It looked into wheelhouse/ alone; without that folder it downloads." * offline
        raise Trouble(f"pip could not install the dependencies; what it said stands above.{only}")
    # Whoever has the extras has the dependencies too.
    STAMP.write_text(f"{stamp}\n{_digest(project['dependencies'])}\n", "ascii")


def _project() -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - missing in a Python too old, which gets a sentence instead

    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def _digest(requirements: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(requirements).encode()).hexdigest()


def _check_python(requires: str) -> None:
    """Refuse to build .venv with a Python that the project's `requires-python` leaves out."""
    lowest, ceiling = (int(minor) for minor in re.findall(r"[>=<]3\.(\d+)", requires))
    if not PYTHON.exists() and not lowest <= sys.version_info.minor < ceiling:
        raise Trouble(
            f"The project needs Python {requires} and this is {sys.version.split()[0]}: "
            f"start dev.py with another, such as python3.{lowest}."
        )


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        minor = sys.version_info.minor
        if not apt_install([(f"python3.{minor}-venv", "python3-venv")]):
            raise Trouble(
                "This Python cannot make virtual environments: install python3-venv "
                "(as root: apt-get install python3-venv), then try again."
            )
    outcome = _quietly([sys.executable, "-m", "venv", "--clear", VENV])
    if outcome.returncode:
        say(outcome.stdout)
        raise Trouble("The virtual environment .venv could not be made; the reason stands above.")


# ── commands ─────────────────────────────────────────────────────────────────────────────────────


def run(arguments: list[str]) -> int:
    """Start the program with the arguments given: the window, or one headless verb."""
    prepare()
    headless = bool(arguments) and (
        not arguments[0].startswith("-") or arguments[0] in ("-h", "--help", "--version")
    )
    if not headless:
        provide(QT_WITH_DISPLAY, "The window")
    _become([str(PYTHON), str(ROOT / "main.py"), *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests, all of them on every core; arguments go to pytest."""
    prepare("dev")
    provide(QT_WITHOUT_DISPLAY, "A window without a display")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # By free hands, not by number: window tests take seconds, most others milliseconds.
    spread = [] if arguments else ["-n", "auto", "--dist", "worksteal"]
    return _in_root("-m", "pytest", *spread, *arguments)


def faults(arguments: list[str]) -> int:
    """Run the long fault tests: kills, power cuts, a million rows; ten minutes, counts printed."""
    prepare("dev")
    provide(QT_WITHOUT_DISPLAY, "A window without a display")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return _in_root("-m", "pytest", "tests/faults", "-m", "long", "-s", "-v", *arguments)


def lint(_arguments: list[str]) -> int:
    """Check style, format and types: ruff, ruff format, mypy."""
    prepare("dev")
    sources = (".", "build.spec")  # Python under another name, so ruff must be told
    outcomes = [
        _in_root("-m", "ruff", "check", *sources),
        _in_root("-m", "ruff", "format", "--check", *sources),
        _in_root("-m", "mypy"),
    ]
    return max(map(abs, outcomes))


def bench(names: list[str]) -> int:
    """Run the benchmarks, all of bench/bench_*.py or those named; all write docs/benchmarks.md."""
    prepare("dev")
    provide(QT_WITHOUT_DISPLAY, "A window without a display")
    every = {path.stem.removeprefix("bench_"): path for path in ROOT.glob("bench/bench_*.py")}
    wanted = [Path(name).stem.removeprefix("bench_") for name in names] or sorted(every)
    unknown = [name for name in wanted if name not in every]
    if unknown or not wanted:
        raise Trouble(f"No benchmark {', '.join(unknown)}: there are {sorted(every)}.")
    os.environ["PYTHONPATH"] = str(ROOT)
    outcomes, measured = [], {}
    for name in wanted:
        say(f"── {every[name].name}")
        outcome, measured[every[name].name] = _told_and_kept(every[name])
        outcomes.append(outcome)
    worst = max(map(abs, outcomes))
    if not names:  # what missed its target is told as well
        MEASURED.write_text(_measurements(measured), "utf-8")
        say(f"Written to {MEASURED.relative_to(ROOT)}.")
    return worst


def _told_and_kept(script: Path) -> tuple[int, str]:
    """Run a script; print what it prints as it comes, and return it with the exit code."""
    command = [str(PYTHON), "-X", "utf8", "-u", str(script)]
    lines = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def _measurements(measured: Mapping[str, str]) -> str:
    """Return docs/benchmarks.md: on which machine, when, and what each benchmark printed."""
    processor = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        named = re.search(r"^model name\s*: (.+)$", cpu.read_text("utf-8"), re.MULTILINE)
        processor = named[1] if named else processor
    today = date.today()  # noqa: DTZ011 - as the clock on the wall
    head = (
        "# What the benchmarks measured\n\n"
        "`python3 dev.py bench` wrote this. Only the ratios mean anything on another machine;\n"
        "what is measured, and the targets, stand in [bench/README.md](../bench/README.md).\n\n"
        f"- {today:%Y-%m-%d}, Python {platform.python_version()}, {platform.system()}\n"
        f"- {processor}, {os.cpu_count()} cores\n"
    )
    return head + "".join(
        f"\n## {name}\n\n```\n{printed.strip()}\n```\n" for name, printed in measured.items()
    )


def build(_arguments: list[str]) -> int:
    """Make what users are handed into dist/: folder, portable zip, .deb or installer; try it."""
    prepare("dev")
    provide(QT_WITH_DISPLAY, "The bundle")  # it carries them to machines that lack them
    _provide_for_pyinstaller()
    outcome = _in_root("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build.spec")
    if outcome:
        return outcome
    _try_bundle(Path(_packed_by("build_portable.py")))
    if shutil.which("dpkg-deb"):
        _packed_by("build_debian.py")
    if WINDOWS:
        _packed_by("build_installer.py")
    return 0


def _packed_by(script: str) -> str:
    """Run one of the scripts in packaging/ and return the path of the package that it made."""
    command = [str(PYTHON), "-X", "utf8", str(ROOT / "packaging" / script)]
    outcome = subprocess.run(command, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if outcome.returncode:
        raise Trouble(f"packaging/{script} failed; what it said stands above.")
    package = Path(outcome.stdout.strip())
    say(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB.")
    return str(package)


def _provide_for_pyinstaller() -> None:
    """Install what PyInstaller calls or copies and Debian keeps in packages of their own."""
    if not sys.platform.startswith("linux"):
        return
    if not shutil.which("objdump") and not apt_install([("binutils",)]):
        say("PyInstaller needs objdump: as root, run apt-get install binutils.")
    library = sysconfig.get_config_var("INSTSONAME") or ""
    name = f"libpython3.{sys.version_info.minor}"
    if ".so" in library:
        provide({library: (f"{name}t64", name)}, "PyInstaller")


def _try_bundle(package: Path) -> None:
    """Let the portable package do each kind of work; the source must make the same of its data.

    It is unpacked to a path with spaces and Chinese characters and finds no Python.
    """
    with tempfile.TemporaryDirectory(prefix="dangjian-jibao-") as scratch:
        folder = Path(scratch, "党建 季报")
        program = _unpack(package, folder / "程 序")
        bundle, data = str(program / BUNDLED_PROGRAM), program / "data"
        source = str(PYTHON), str(ROOT / "main.py")
        keep = ("SYSTEMROOT", "TEMP", "TMP")  # without these Windows starts nothing
        bare = {name: os.environ[name] for name in keep if name in os.environ}
        bare |= {"HOME": str(folder), "PATH": ""}
        _step([bundle, "demo"], bare)
        for kind in (".pdf", ".docx", ".txt"):
            ours, theirs = folder / f"源码 版{kind}", folder / f"打包 版{kind}"
            export = ["export", "2020Q1", "--to"]
            _step([*source, *export, ours, "--data-dir", str(data)], dict(os.environ))
            _step([bundle, *export, theirs], bare)
            if ours.read_bytes() != theirs.read_bytes():
                raise Trouble(f"The bundle and the source made different {kind} from one database.")
        workbook, bomb = folder / "填报 表.xlsx", folder / "炸弹.xlsx"
        _step([bundle, "template", workbook, "--period", "2020Q1"], bare)
        _step([bundle, "import", workbook], bare)
        with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", bytes(2**24))
        _step([bundle, "import", bomb], bare, exit_code=1)
        _step([bundle, "verify"], bare)
        _try_window([bundle], bare | {"QT_QPA_PLATFORM": "offscreen"}, data)
        # The password lock's hash; without this file Python has none, and only then one notices.
        if not list(program.rglob("*_hashlib*")):
            raise Trouble("The bundle lacks _hashlib, so that its password lock cannot work.")


def _unpack(package: Path, folder: Path) -> Path:
    """Unpack a portable package with the modes of its files; return the folder that it holds."""
    with ZipFile(package) as archive:
        for entry in archive.infolist():
            Path(archive.extract(entry, folder)).chmod(entry.external_attr >> 16 & 0o777)
    (program,) = folder.iterdir()
    return program


def _try_window(command: Sequence[str], environment: Mapping[str, str], data: Path) -> None:
    """Start the bundle's window, call it by a second start and end it; its logs must be empty."""
    quiet = subprocess.DEVNULL
    window = subprocess.Popen(command, env=dict(environment), stdout=quiet, stderr=quiet)
    try:
        window.wait(timeout=12)
    except subprocess.TimeoutExpired:
        _step(command, environment)  # ends at once: the first window answers
    else:
        raise Trouble("The bundle's window ended by itself.")
    finally:
        window.kill()
        window.wait()
    for log in (data / "日志").iterdir():
        if said := log.read_text("utf-8").strip():
            raise Trouble(f"The bundle's window had something to log:\n{said}")


def _step(
    command: Sequence[str | Path], environment: Mapping[str, str], exit_code: int = 0
) -> None:
    """Run a command to its end; Trouble when it ends otherwise than expected, or not at all."""
    outcome = _quietly(command, env=environment, timeout=120)
    if outcome.returncode != exit_code:
        say(outcome.stdout)
        raise Trouble(f"{' '.join(map(str, command))} ended with exit code {outcome.returncode}.")


def wheelhouse(arguments: list[str]) -> int:
    """Download all packages into wheelhouse/, for a PC without a network; see docs/windows.md."""
    prepare("dev")
    project = _project()
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    if any(argument.startswith("win") for argument in arguments):
        wanted += WINDOWS_WHEELS
    pip = ["-m", "pip", "download", "--no-input", "--disable-pip-version-check"]
    return _in_root(*pip, "--only-binary=:all:", "--dest", str(WHEELHOUSE), *arguments, *wanted)


def measure(files: list[str]) -> int:
    """Measure finished PDFs against GB/T 9704-2012 with tests/ruler; 1 where one breaks a rule."""
    prepare("dev")
    os.environ["PYTHONPATH"] = str(ROOT / "tests")
    # In the caller's folder, so that relative names hold, but without its modules (-P).
    _become([str(PYTHON), "-P", "-m", "ruler", *files])


def screenshots(arguments: list[str]) -> int:
    """Photograph pages and dialogs into screenshots/; with --manual for manual and README."""
    prepare("dev")
    provide(QT_WITHOUT_DISPLAY, "A window without a display")
    return _in_root("docs/take_screenshots.py", *arguments)


def _in_root(*arguments: str) -> int:
    """Run the Python of .venv in the project's root and return its exit code."""
    return subprocess.run([str(PYTHON), *arguments], check=False, cwd=ROOT).returncode


def _become(command: list[str]) -> NoReturn:
    """Hand this process over to the command: its exit code and signals are ours."""
    if WINDOWS:
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - no shell wanted


class Command(NamedTuple):
    """A command of this file: what it takes, for the help, and what it does."""

    takes: str
    do: Callable[[list[str]], int]


COMMANDS = {
    "run": Command("[arguments of main.py]", run),
    "test": Command("[arguments of pytest]", test),
    "faults": Command("[arguments of pytest]", faults),
    "lint": Command("", lint),
    "bench": Command("[names]", bench),
    "build": Command("", build),
    "wheelhouse": Command("[--platform win_amd64] [arguments of pip download]", wheelhouse),
    "measure": Command("FILE.pdf…", measure),
    "screenshots": Command("[folder] | --manual", screenshots),
}


def main(arguments: list[str]) -> int:
    """Run the command named first; without one, print what there is."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        print("python3 dev.py COMMAND\n")
        for known, (takes, do) in COMMANDS.items():
            print(f"  {f'{known} {takes}'.rstrip()}\n      {(do.__doc__ or '').splitlines()[0]}")
        return 0 if name in ("help", "-h", "--help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036 - a sentence beats a traceback
        say("dev.py needs Python 3.11 or newer: start it with another, such as python3.11.")
        return 1
    try:
        return command.do(rest)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
