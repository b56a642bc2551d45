"""One file: its rows as a view, its columns as SQL."""

from collections import Counter
from dataclasses import dataclass, field

from data.contracts.definitions import Column, Contract
from data.parsing.cell_text import BLANKS, plain_text, said_text, trimmed, without_quotes, written
from data.parsing.layout.headings import Heading
from data.parsing.layout.surroundings import Surroundings
from data.parsing.values.dates import moment_text
from data.reading.text_table import TextTable

SHORT_CELLS = 100_000


@dataclass(frozen=True)
class Events:
    """What the stamps of an event list mark: `times` is starts, ends or both.

    For both, `marks` says of each text of the column at `position` whether it begins (start) or ends (end) its stage;
    a text it does not name does neither. `names` are the stages those texts speak of, where they are its names too.
    """

    times: str = "starts"
    position: int = -1
    marks: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One file: its text cells, its heading row, the contract, and which cell feeds which column.

    `constants` holds the text of columns that are the same for every row, `currencies` the currency
    written in the heading of a column. `stages` are the columns of times of a row that holds a whole case; `events`
    is what the stamps of a list of events mark. `around` is
    what stands beside the table, `row_factors` the SQL of numbers that another cell of their row says something about;
    `few_texts` keeps what columns of few different texts hold, once it was looked up.
    `filled` are the columns whose labels hold for the rows below, `quoted` those whose cells all stand in quotes.
    `moments` are the places whose cells are a day and its time of day: place → (day, clock); `months` those whose
    months have their year elsewhere: place → their SQL, filled down or not.
    `chosen` is the SQL condition of the rows that are not left out, empty for all of them.
    `corrects`: stored rows may complete its rows, so that only the key is required.
    """

    table: TextTable
    heading: Heading
    contract: Contract
    positions: dict
    constants: dict
    currencies: dict
    stages: tuple = ()
    corrects: bool = False
    around: Surroundings = Surroundings()
    row_factors: dict = field(default_factory=dict)
    few_texts: dict = field(default_factory=dict)
    filled: tuple = ()
    quoted: dict = field(default_factory=dict)
    events: Events | None = None
    moments: dict = field(default_factory=dict)
    months: dict = field(default_factory=dict)
    chosen: str = ""

    def requires(self, column: Column) -> bool:
        """Whether every row of the file needs this column."""
        return column.required and (not self.corrects or column.name in self.contract.key)

    @property
    def joined(self) -> tuple:
        """The places whose cells are read together with those of another one."""
        return (*self.moments, *self.months)

    def kind(self, position: int) -> str:
        """The letter of the kind of cell (t in text files)."""
        return f"substr(t.kinds, {position + 1}, 1)" if self.table.is_book else "'t'"

    @property
    def traits(self) -> dict:
        """What all cells of a column have in common (data/reading/column_profile.py);
        empty where the cells are not those of the file."""
        return {} if self.stages or self.table.facts.get("merged_numbers") else self.table.facts.get("traits", {})

    def may_be(self, trait: str) -> bool:
        """Whether rows can have this trait, such as has_nul."""
        return self.traits.get(trait, True)

    def trimmed(self, position: int) -> str:
        """The cell without surrounding blanks, null when nothing is left; cheap in columns without such blanks."""
        return plain_text(position) if self.traits and position not in self.traits["padded"] else trimmed(position)

    def is_filled(self, position: int) -> bool:
        """Whether no cell of a column is empty, but for the rows up to head_ends."""
        holes = self.traits.get("holes")
        changed = position in (*self.quoted, *self.filled, *self.joined)
        return holes is not None and position not in (*holes, *self.traits["padded"]) and not changed

    def first_texts(self, position: int) -> str:
        """The SQL condition on `texts` that leaves out only texts that end in a digit."""
        is_worded = position in self.traits.get("worded", [position]) or position in self.quoted
        return "true" if is_worded or self.is_counted(position) else f"t.nth <= {int(self.traits['head_ends'])}"

    def is_counted(self, position: int) -> bool:
        """Whether reading has counted the different texts of a column, and no setting has changed its cells since."""
        changed = position in (*self.quoted, *self.filled, *self.joined) or self.chosen
        late = any(row > self.traits.get("head_ends", 0) for row in self.around.units_rows)
        return bool(self.traits) and str(position) in self.traits.get("texts", {}) and not (changed or late)

    def texts(self, position: int) -> str:
        """The SQL of the cells of one column as t: its cell, how many rows have it (times) and which is the first
        (nth); each row by itself where the different texts were not counted."""
        if self.is_counted(position):
            return f"stage_texts_{position} t"
        return f"(select c{position}, kinds, 1 as times, source_row as nth from stage_text) t"

    def is_marked(self, position: int) -> bool:
        """Whether the column may hold a cell error (#N/A) or a number like 1.2E+15."""
        return not self.traits or position in self.traits["marked"]

    def shapes(self, position: int) -> list:
        """The shapes (day, number) of all cells of a column, but for the rows up to head_ends."""
        return self.traits.get("shapes", {}).get(str(position), [])

    @property
    def emptied(self) -> list:
        """The positions of numbers merged over several rows, which count once;
        names of something stand for each row."""
        merged = self.table.facts.get("merged_numbers", ())
        names = {c.name for c in self.contract.columns if c.type in ("id", "text", "sector")}
        return [i for name, i in self.positions.items() if i in merged and name not in names]

    @property
    def is_short(self) -> bool:
        """Whether planning views of the file at each question takes longer than copying its rows once."""
        return self.table.rows * self.table.width <= SHORT_CELLS

    @property
    def rewrites_rows(self) -> bool:
        """Whether rows are put together or apart after typing: lists of events, and rows that hold a whole case."""
        return self.contract.dataset == "stage_times"

    def formats(self, column: str) -> dict:
        """How many cells of a column have which number format (workbooks only)."""
        return self.table.facts.get("formats", {}).get(str(self.positions.get(column)), {})

    @property
    def columns(self) -> list:
        """The contract columns the file brings, in the contract's order."""
        return [c for c in self.contract.columns if c.name in self.positions or c.name in self.constants]

    def create_view(self, cursor) -> None:
        """Makes the view stage_text: the rows below the heading that are not blank."""
        path = self.table.path.replace("'", "''")
        width = min(self.heading.width, self.table.width)
        filled = " or ".join(f"{self.trimmed(i)} is not null" for i in range(width))
        beyond = "" if self.table.is_book else " or t.spill is not null"
        surely = width == self.table.width and not self.may_be("has_blank")
        rows = (
            f"select t.*{self._replaced()}{self._apart()} from read_parquet('{path}') t "
            f"where t.source_row > {int(self.heading.row)} and ({'true' if surely else filled + beyond})"
            + "".join(f" and t.source_row <> {int(row)}" for row in self.around.units_rows)
        )
        chosen = f"select * from ({rows}) t where {self.chosen}" if self.chosen else rows  # labels are filled first
        if self.is_short:
            cursor.execute(f"create or replace temp table stage_short as {chosen}")
            chosen = "select * from stage_short"
        cursor.execute(f"create or replace temp view stage_text as {chosen}")
        self._create_texts(cursor)

    def _create_texts(self, cursor) -> None:
        """Makes the table stage_texts_<position> of each counted column: cell, times, nth."""
        counted = [i for i in map(int, self.traits.get("texts", ())) if self.is_counted(i)]
        if not counted:
            return
        cells = ", ".join(f"t.c{i}" for i in counted)
        head = cursor.execute(
            f"select {cells} from stage_text t where source_row <= ? order by source_row", [self.traits["head_ends"]]
        ).fetchall()
        for place, i in enumerate(counted):
            counts = Counter(row[place] for row in head) + Counter(dict(self.traits["texts"][str(i)]))
            cursor.execute(
                f"create or replace temp table stage_texts_{i} as select *, row_number() over () as nth from "
                f"(select unnest(?::varchar[]) as c{i}, unnest(?::bigint[]) as times)",
                [list(counts), list(counts.values())],
            )

    def _replaced(self) -> str:
        """Empties the numbers merged over several rows below the first of them, takes quotes off, fills labels down."""
        cells = [f"{self._cell(i)} as c{i}" for i in sorted({*self.emptied, *self.quoted, *self.filled, *self.joined})]
        return f" replace ({', '.join(cells)})" if cells else ""

    def _apart(self) -> str:
        """The cells as they stood that are read together with another one, for what is kept of the row."""
        return "".join(f", t.c{i} as apart{i}" for i in sorted(self.joined))

    def stood(self, position: int) -> str:
        """The cell as it stood in its row, whatever it is read with."""
        return f"t.apart{position}" if position in self.joined else f"t.c{position}"

    def _cell(self, position: int) -> str:
        cell = written(position, position in self.emptied)
        if position in self.moments:
            day, clock = self.moments[position]
            return f"coalesce({moment_text(said_text(day), said_text(clock), position == clock)}, '')"
        if position in self.months:
            return self.months[position](position in self.filled)
        if position in self.quoted:
            text = trimmed(position)
            cell = f"coalesce({without_quotes(text, self.quoted[position][1])}, {cell})"
        if position in self.filled:
            label = f"nullif(trim({cell}, '{BLANKS}'), '')"
            cell = f"coalesce(last_value({label} ignore nulls) over (order by t.source_row), {cell})"
        return cell
