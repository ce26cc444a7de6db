"""The .xlsx as a zip: what is refused, its parts, and a copy in which only some parts differ."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop_app.core.errors import SourceRefused
from desktop_app.services.upper_forms.xml_reading import TooMuch, Unreadable, as_utf8, tags

LARGEST_FILE = 5 * 1024 * 1024
_LARGEST_UNPACKED = 60 * 1024 * 1024
_LARGEST_PART = 12 * 1024 * 1024
_MOST_PARTS = 2000
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLAIN_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SAVE_AS = "请用WPS或Excel打开它，点“文件—另存为”，文件类型选“Excel工作簿（*.xlsx）”，再来导入。"


class Package:
    """One workbook; every refusal names the file and says what to do."""

    def __init__(self, data: bytes, name: str) -> None:
        """name: of the file, for refusals. Raises SourceRefused."""
        self.data = data
        self.name = name
        self._refuse_other_kinds()
        try:
            with ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
                self._refuse_bombs(infos)
                contents = {info.filename: archive.read(info) for info in infos}
        except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
            raise self.refusal(error) from error
        self._parts = {name: xml for name, xml in contents.items() if not _is_media(name)}
        try:
            self._refuse_macros()
            self.workbook = self._workbook()
        except (Unreadable, KeyError) as error:
            raise self.refusal(error) from error

    def refusal(self, error: Exception) -> SourceRefused:
        """Return what is said of a file that cannot be read."""
        if isinstance(error, TooMuch):
            return SourceRefused(
                f"“{self.name}”展开后过大，不像一张要填的表，没有读取；"
                "请删去空白的行列后另存再导入。"
            )
        return SourceRefused(f"“{self.name}”读不出来，可能已损坏。{_SAVE_AS}")

    def part(self, name: str) -> bytes:
        """Return a part as UTF-8; KeyError where there is none."""
        return as_utf8(self._parts[name])

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._parts

    def related(self, origin: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: id → (last word of the type, part)."""
        folder, name = posixpath.split(origin)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._parts:
            return {}
        return {
            tag.attributes.get("Id", ""): (
                tag.attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, tag.attributes.get("Target", "")))[
                    1:
                ],
            )
            for tag in tags(self.part(relations))
            if tag.name == "Relationship"
        }

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the file with some parts replaced; all others stay byte for byte, in order."""
        target = io.BytesIO()
        with ZipFile(io.BytesIO(self.data)) as old, ZipFile(target, "w") as new:
            for info in old.infolist():
                new.writestr(_same(info), changed.get(info.filename, old.read(info)))
            new.comment = old.comment
        return target.getvalue()

    def _refuse_other_kinds(self) -> None:
        if len(self.data) > LARGEST_FILE:
            raise SourceRefused(
                f"“{self.name}”有{len(self.data) / 1024 / 1024:.1f}MB，上报表格最大5MB，"
                "请删去里面的大图片后另存再导入。"
            )
        if self.data.startswith(_OLD_FORMAT):
            if _ENCRYPTED in self.data:
                raise SourceRefused(
                    f"“{self.name}”设了打开密码，请先在WPS或Excel里取消密码，保存后再来导入。"
                )
            raise SourceRefused(f"“{self.name}”是旧格式的表格（.xls或.et）。{_SAVE_AS}")
        if not self.data.startswith(b"PK"):
            raise SourceRefused(f"“{self.name}”不是.xlsx表格。{_SAVE_AS}")

    def _refuse_bombs(self, infos: list[ZipInfo]) -> None:
        names = [info.filename for info in infos]
        if len(set(names)) < len(names) or any(info.flag_bits & 1 for info in infos):
            raise self.refusal(BadZipFile())
        sizes = [info.file_size for info in infos if not _is_media(info.filename)]
        if (
            len(infos) > _MOST_PARTS
            or sum(info.file_size for info in infos) > _LARGEST_UNPACKED
            or max(sizes, default=0) > _LARGEST_PART
        ):
            raise self.refusal(TooMuch())

    def _refuse_macros(self) -> None:
        kinds = [
            tag.attributes.get("ContentType", "").lower()
            for tag in tags(self.part("[Content_Types].xml"))
        ]
        if any("macroenabled" in kind or "vbaproject" in kind for kind in kinds):
            raise SourceRefused(f"“{self.name}”带有宏，不能导入。{_SAVE_AS}")
        if _PLAIN_WORKBOOK not in kinds:
            raise SourceRefused(f"“{self.name}”不是普通的.xlsx表格。{_SAVE_AS}")

    def _workbook(self) -> str:
        for kind, part in self.related("").values():
            if kind == "officeDocument" and part in self._parts:
                return part
        raise Unreadable("no workbook")


def _is_media(name: str) -> bool:
    """Say whether a part is copied without a look into it."""
    return not name.lower().endswith((".xml", ".rels"))


def _same(info: ZipInfo) -> ZipInfo:
    """Return an entry as the old one, but for sizes and place, which the zip writes itself."""
    copy = ZipInfo(info.filename, info.date_time)
    for fact in ("compress_type", "comment", "create_system", "external_attr", "internal_attr"):
        setattr(copy, fact, getattr(info, fact))
    return copy
