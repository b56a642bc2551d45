"""The book: its sheets in the order of reading, the names formulas use, and the totals that are checked."""

from dataclasses import dataclass
from decimal import Decimal

from models.scenarios.workbooks.report_workbook import VERSION
from models.scenarios.workbooks.workbook import COST, LEVERS, SCENARIO
from pages.parts.reports.request import Request
from pages.parts.reports.workbook.content import Content
from pages.parts.reports.workbook.sheet import Sheet
from pages.parts.view.view import View

IN_CODES = {"version": VERSION, "scenario": SCENARIO, "levers": LEVERS, "cost": COST}  # read back in any language


@dataclass(frozen=True)
class Check:
    """A total: what it is, the cell that works it out, and the figure it has to be."""

    what: str
    cell: str
    figure: Decimal


class Book:
    """A workbook while it is written."""

    def __init__(self, file, request: Request, view: View, held: Content):
        self.file, self.request, self.view, self.content = file, request, view, held
        self.checks: list[Check] = []
        self.channel_rows: dict[str, int] = {}
        self.headlines: list[tuple[str, str, Decimal]] = []
        self._sheets: dict[str, Sheet] = {}

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence of the workbook in the reader's language."""
        return self.view.words(f"workbook.{key}", **fields)

    @property
    def assumed(self) -> dict[str, str]:
        """Return the assumptions of the scenario's own that the whole book is calculated with, by name."""
        return self.content.scenario.assumed if self.content and self.content.scenario else {}

    def scope(self) -> str:
        """Return what the sheets speak of, in words."""
        said = self.view.scope()
        return said + " · " + self.words("scope_assumed", name=self.request.scenario) if self.assumed else said

    def add(self, *keys: str) -> None:
        """Add sheets, in the order they are read in."""
        for key in keys:
            title = IN_CODES.get(key) or self.words(f"sheet_{key}")
            self._sheets[key] = Sheet(self.file, title, self.view.language)

    def sheet(self, key: str) -> Sheet:
        """Return a sheet to write on."""
        return self._sheets[key]

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles of the sheets by key."""
        return {key: sheet.title for key, sheet in self._sheets.items()}

    @property
    def more_rows(self) -> dict[int, list[tuple]]:
        """Return the rows to be put into the finished file, by the number of the sheet."""
        return {number: sheet.more for number, sheet in enumerate(self._sheets.values(), 1) if sheet.more}

    def open(self, key: str, *notes: str) -> Sheet:
        """Return a sheet with its title and a line or two of what it is."""
        sheet = self.sheet(key)
        sheet.row([self.words(f"title_{key}")], "title")
        for note in notes:
            sheet.row([note], "note")
        return sheet

    def name(self, name: str, cells: str) -> None:
        """Let formulas call cells by a name."""
        self.file.define_name(name, f"={cells}")

    def check(self, what: str, cell: str, figure: Decimal) -> None:
        """Have a total checked against its figure."""
        self.checks.append(Check(what, cell, figure))
