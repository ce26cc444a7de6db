"""Received files on their way in, and workbooks read once and kept at hand."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Lock

from db.models.upper_forms import WorkbookFile
from desktop_app.core.errors import SourceRefused
from desktop_app.services.files.os_reasons import reason_of
from desktop_app.services.upper_forms.book import Book, read_book
from desktop_app.services.upper_forms.package import LARGEST_FILE

_KEPT = 4


class Books:
    """The workbooks looked at last, by the SHA-256 of their content; for several threads."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._books: dict[str, Book] = {}
        self._lock = Lock()

    def of(self, digest: str, name: str) -> Book:
        """Return a workbook that is kept in the database; name: for a refusal."""
        with self._lock:
            book = self._books.pop(digest, None)
            if book is None:
                row = WorkbookFile.get(WorkbookFile.uid == digest)
                book = read_book(bytes(row.content), name)
            self._books[digest] = book
            while len(self._books) > _KEPT:
                del self._books[next(iter(self._books))]
            return book


def keep(data: bytes) -> WorkbookFile:
    """Put a file into the database, once, and return its row; within a transaction.

    It is not logged as a change: it never changes, and nothing is lost when it is kept after the
    form that named it is gone.
    """
    digest = sha256(data).hexdigest()
    row: WorkbookFile | None = WorkbookFile.get_or_none(WorkbookFile.uid == digest)
    return row or WorkbookFile.create(uid=digest, content=data)


def read_file(path: Path) -> bytes:
    """Return a file's content; SourceRefused where it is missing, too large or no file."""
    try:
        if path.is_dir():
            raise SourceRefused(f"“{path.name}”是一个文件夹，请选择表格文件。")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceRefused(
                f"“{path.name}”有{size / 1024 / 1024:.1f}MB，上报表格最大5MB，"
                "请删去里面的大图片后另存再导入。"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceRefused(f"找不到文件“{path}”，请核对文件名。") from None
    except OSError as error:
        raise SourceRefused(
            f"“{path.name}”打不开（{reason_of(error)}），请关闭正在使用它的程序后再试。"
        ) from error
