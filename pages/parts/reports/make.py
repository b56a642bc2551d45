"""A report as a file: who writes it by the ending of its name, and one sentence where that cannot be."""

import importlib
import importlib.util
from datetime import UTC, datetime
from pathlib import PurePath

from data.problems import Problem
from pages.parts.reports.request import Request, Told, silent
from pages.parts.runtime.services import services

WRITERS = {
    ".pdf": "pages.parts.reports.pdf",
    ".pptx": "pages.parts.reports.presentation.pptx",
    ".xlsx": "pages.parts.reports.workbook.writer",
}
TELLING = (".pdf", ".pptx")  # written section by section, so that how far they are can be told


def endings() -> list[str]:
    """Return the endings of the files a report can be written as."""
    return [ending for ending, module in WRITERS.items() if _is_there(module)]


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # nor is its package
        return False


def ending_of(name: str, offered: tuple[str, ...] = ()) -> str:
    """Return the ending of a file's name; raises Problem for one no report (of those offered) is written as."""
    ending, known = PurePath(name).suffix.lower(), [one for one in endings() if not offered or one in offered]
    if ending not in known:
        raise Problem("REPORT_ENDING", {"read": name, "names": ", ".join(known)})
    return ending


def moment_of(version: int) -> datetime:
    """Return when the data of a version were last changed: the time a report bears, so that its bytes stay the same."""
    moments = [change["happened_at"] for change in services().store.changes() if change["version"] <= version]
    return moments[-1].astimezone(UTC) if moments else datetime.fromtimestamp(0, UTC)


def write(request: Request, ending: str, tell: Told = silent) -> bytes:
    """Return the file of a report, telling how far it is.

    Raises Problem where a library is missing or there is nothing to report on.
    """
    if not request.version:
        raise Problem("REPORT_EMPTY")
    try:
        write_file = importlib.import_module(WRITERS[ending]).write
        return write_file(request, tell) if ending in TELLING else write_file(request)
    except ImportError as missing:
        if (missing.name or "").startswith("pages."):
            raise
        raise Problem("REPORT_LIBRARY", {"name": missing.name or str(missing)}) from missing
