"""What staging one file gives."""

from dataclasses import dataclass, field

from data.import_options import HEADING
from data.questions import Question
from data.reading.text_table import ReadFailure


@dataclass
class ParseResult:
    """The typed rows are in the temporary tables stage_row and stage_problem of the cursor.

    columns: the canonical columns the file brought; mapping: column → heading ("=TEXT" for a text
    that is the same for every row); readings: how each column was read, with three samples;
    money_set_aside: column → what the rows set aside add up to, totals rows left out; currencies: column of
    money → the ISO code stated beside it; headings: of all columns, each different; heading_row: where they stand;
    decided: settings found or told, which hold for each of its rows alone; factors: column → what its numbers were
    multiplied by;
    missing: required columns the file does not have, which only a correction may lack; left_out: how many rows of the
    file are not read because it was said so, which are not among rows_read; numbering: the option that numbers
    the rows, where they have no id.
    With questions or an error there are no tables.
    """

    columns: list = field(default_factory=list)
    rows_read: int = 0
    mapping: dict = field(default_factory=dict)
    ignored: list = field(default_factory=list)
    sheet: str | None = None
    notes: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    error: dict | None = None
    readings: list = field(default_factory=list)
    money_set_aside: dict = field(default_factory=dict)
    emptied: list = field(default_factory=list)
    currencies: dict = field(default_factory=dict)
    headings: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    decided: dict = field(default_factory=dict)
    factors: dict = field(default_factory=dict)
    left_out: int = 0
    numbering: list = field(default_factory=list)
    heading_row: int = 0

    def note(self, code: str, column: str | None = None, **fields) -> None:
        """Adds something worth mentioning."""
        self.notes.append({"code": code, "column": column, "fields": fields})

    def refuse(self, code: str, column: str | None = None, **fields) -> "ParseResult":
        """Refuses the file, for the first reason found."""
        self.error = self.error or {"code": code, "column": column, "fields": fields}
        return self

    def ask(self, question: Question) -> None:
        """Adds a question; nothing is stored before it is answered."""
        self.questions.append(question)

    def take(self, column: str | None, ask) -> None:
        """Enters an Ask: a question when it has choices, else a refusal."""
        if ask.choices:
            self.ask(Question(ask.code, column, _setting(column, ask.setting), list(ask.choices), ask.fields))
        else:
            self.refuse(ask.code, column, **ask.fields)

    def take_refusal(self, refusal: ReadFailure) -> "ParseResult":
        """Enters what reading refused or asked."""
        if refusal.choices:
            self.ask(refusal.question)
            return self
        return self.refuse(refusal.code, **refusal.fields)

    @property
    def stops(self) -> bool:
        """Whether nothing can be stored before a question is answered or another file is given."""
        return bool(self.questions or self.error)


def _setting(column: str | None, setting: str) -> str:
    """The setting of the options that answers what was asked about a column, or (None) about the whole file."""
    if setting == "map":
        return f"{HEADING}{column}"
    return f"{column}.{setting}" if column else setting
