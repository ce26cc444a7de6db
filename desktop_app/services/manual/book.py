"""All pages of the manual in the order in which one reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop_app.areas.catalogue import Catalogue
from desktop_app.services.manual import declared
from desktop_app.services.manual.finding import find
from desktop_app.services.manual.pages import Found, ManualPage

CONTENTS = "contents.toml"
_DECLARED_AFTER = "declared_after"


class Manual:
    """The pages as they are now; make a new one where the office may have defined something."""

    def __init__(self, folder: Path, catalogue: Catalogue, more: Sequence[ManualPage] = ()) -> None:
        """Read all pages.

        Args:
            folder: resources/manual
            catalogue: what the pages on areas and figures are made from
            more: pages that only the caller can make, such as the list of keys; they come last

        Raises:
            OSError: a page is missing
        """
        contents = tomllib.loads((folder / CONTENTS).read_text("utf-8"))
        self.pages = (*_written(folder, contents, catalogue), *more)
        self._by_key = {page.key: page for page in self.pages}
        self._fitting: dict[str, str] = {
            shown: entry["key"] for entry in contents["page"] for shown in entry.get("fits", ())
        }
        self.first = self.pages[0].key

    def page(self, key: str) -> ManualPage:
        """Return a page; KeyError where there is none."""
        return self._by_key[key]

    def fitting(self, shown: str) -> str:
        """Return the key of the page that explains a page of the window, known by its key."""
        own = declared.area_page(shown)
        return self._fitting.get(shown, own if own in self._by_key else self.first)

    def search(self, words: str) -> list[Found]:
        """Return the sections that speak of some words or of what their first letters say."""
        return find([section for page in self.pages for section in page.sections], words)


def _written(folder: Path, contents: dict[str, Any], catalogue: Catalogue) -> Iterator[ManualPage]:
    """Yield the hand-written pages, those from the declarations between them."""
    for entry in contents["page"]:
        text = (folder / f"{entry['key']}.md").read_text("utf-8")
        yield ManualPage(entry["key"], entry["group"], text)
        if entry["key"] == contents[_DECLARED_AFTER]:
            yield from declared.pages(catalogue)
