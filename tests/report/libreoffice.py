"""LibreOffice as the leader's editor: it opens a file, edits it by a macro and saves it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{element}</library:library>
"""
_CATALOGUE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits"
 script:language="StarBasic">{text}</script:module>
"""
_MACRO = """
Function Hidden()
    Dim value As New com.sun.star.beans.PropertyValue
    value.Name = "Hidden" : value.Value = True
    Hidden = value
End Function

Sub Swap(document, before, after)
    Dim search
    search = document.createSearchDescriptor()
    search.SearchString = before
    found = document.findFirst(search)
    found.setString(after)
End Sub

Sub Remark(document, beside, text)
    Dim search, field, cursor
    search = document.createSearchDescriptor()
    search.SearchString = beside
    found = document.findFirst(search)
    field = document.createInstance("com.sun.star.text.textfield.Annotation")
    field.Author = "张书记"
    field.Content = text
    cursor = found.Text.createTextCursorByRange(found)
    found.Text.insertTextContent(cursor, field, True)
End Sub

Sub Main
    Dim kind As New com.sun.star.beans.PropertyValue
    document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, Array(Hidden()))
    {edits}
    kind.Name = "FilterName" : kind.Value = "MS Word 2007 XML"
    document.storeToURL("{target}", Array(kind))
    document.close(True)
    StarDesktop.terminate()
End Sub
"""


def swap(before: str, after: str) -> str:
    """Return the line that types one text over another."""
    return f'Swap(document, "{before}", "{after}")'


def remark(beside: str, text: str) -> str:
    """Return the line that puts a comment beside a text."""
    return f'Remark(document, "{beside}", "{text}")'


TRACKED = "document.RecordChanges = True"


def edited(source: Path, target: Path, profile: Path, edits: Sequence[str]) -> None:
    """Let LibreOffice edit a .docx and save it as another one."""
    assert OFFICE is not None
    _run(profile, "--terminate_after_init")  # makes the profile, which would undo what is put there
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    macro = _MACRO.replace("{source}", source.as_uri()).replace("{target}", target.as_uri())
    macro = macro.replace("{edits}", "\n    ".join(edits))
    module = '<library:element library:name="Edits"/>'
    files = {
        "script.xlc": _CATALOGUE.format(kind="script"),
        "dialog.xlc": _CATALOGUE.format(kind="dialog"),
        "Standard/script.xlb": _LIBRARY.format(element=module),
        "Standard/dialog.xlb": _LIBRARY.format(element=""),
        "Standard/Edits.xba": _MODULE.format(text=escape(macro)),
    }
    for name, text in files.items():
        (basic / name).write_text(text, "utf-8")
    _run(profile, "macro:///Standard.Edits.Main")


def _run(profile: Path, argument: str) -> None:
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, argument], check=True, timeout=120, capture_output=True)
