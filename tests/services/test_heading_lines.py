"""Headings of narrow columns are broken between words, those of built-in figures ahead."""

from __future__ import annotations

import subprocess
import sys

from township import ROOT

from desktop_app.areas import ALL_AREAS
from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.workbench.heading_lines import LONGEST, heading_lines, in_lines
from desktop_app.services.workbench.known_headings import KNOWN


def test_what_is_known_ahead_is_what_the_segmenter_says_of_the_built_in_figures():
    owed = [figure.label for figure in Catalogue(ALL_AREAS).figures.values() if figure.owed]
    assert {label: in_lines(label) for label in owed if len(label) > LONGEST} == KNOWN


def test_an_office_s_own_heading_is_broken_too_and_a_short_one_stays():
    found = heading_lines(["志愿服务时长合计", "党员数"])
    assert found["志愿服务时长合计"].replace("\n", "") == "志愿服务时长合计"
    assert "\n" in found["志愿服务时长合计"]
    assert found["党员数"] == "党员数"


def test_built_in_headings_need_no_dictionary():
    program = (
        "import sys\n"
        "from desktop_app.services.workbench.heading_lines import heading_lines\n"
        "heading_lines(['支部党员大会', '党员数'])\n"
        "sys.exit('rjieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
