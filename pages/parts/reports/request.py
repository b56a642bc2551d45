"""What a report is asked for, and by whom: all that decides its content. Needs no Streamlit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from data.languages import ENGLISH
from data.sharing.shared_view import SharedView
from models.engine.selection import EVERYTHING, Selection

WHOLE, SECTOR, METHOD, PAGE, ROOM = KINDS = ("whole", "sector", "method", "page", "room")
ON_PAPER = (".pdf", ".pptx")  # what minutes are written as, which are no ledger


Told = Callable[[int, int, str], None]  # is called with how many of how many parts are made, and the next one


def silent(done: int, total: int, step: str) -> None:
    """Tell nobody how far a report is."""


@dataclass(frozen=True)
class Reader:
    """For whom a report is made, and so what it may tell: everything, unless it says less.

    sectors: the only ones its reader may see, None for all. shared and link: the view of a visitor who came by a
    shared link, and the link's id; None and empty for everybody else.
    """

    sectors: tuple[str, ...] | None = None
    shared: SharedView | None = None
    link: str = ""


@dataclass(frozen=True)
class Request:
    """What a report is asked for. The same request, of the same data, gives the same bytes.

    kind: WHOLE, SECTOR (the statement of `sector`), METHOD, PAGE (what the page `page` answers), or ROOM (the minutes
    of the workshop room `room` as it stands at `revision`).
    moment: when the data of the version were last changed, which the report bears as its time.
    selection: period, sectors and segments looked at. scenario: the name of a saved one that stands beside the data.
    """

    kind: str
    version: int
    moment: datetime
    language: str = ENGLISH
    selection: Selection = field(default=EVERYTHING)
    sector: str = ""
    page: str = ""
    scenario: str = ""
    reader: Reader = Reader()
    room: str = ""
    revision: int = 0
