"""What of the events a reader may see, laid over them before anything is added up."""

from dataclasses import dataclass

SMALL = "(small)"  # names too small to be told apart stand together under this one
OTHERS = "(other sectors)"  # whoever else pays, for those who may see their own sectors only
COLUMNS = {
    "sector": ("sector", "caused_by"),
    "segment": ("segment",),
    "category": ("category",),
    "component": ("component",),
    "payer": ("incurred_by",),
    "channel": ("channel",),
}
PRICES = ("spend_stated", "spend_line", "new_customer")  # what a customer costs is one price for the whole organisation


@dataclass(frozen=True)
class Visibility:
    """sectors: the only ones that may be seen (None: all); merged: for each dimension the names that stand together."""

    sectors: tuple[str, ...] | None = None
    merged: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_unrestricted(self) -> bool:
        """Whether nothing is hidden or merged."""
        return self.sectors is None and not any(names for _, names in self.merged)

    def prepare(self, cursor) -> None:
        """Put the names where the conditions of this cursor find them."""
        for table, names in (
            ("seen_sector", self.sectors or ()),
            *((f"merged_{what}", names) for what, names in self.merged),
        ):
            cursor.execute(f"create or replace temp table {table} (name varchar)")
            cursor.executemany(f"insert into {table} values (?)", [(name,) for name in (names or (None,))])

    def apply_to(self, rows: str, source: str, columns: list[str]) -> str:
        """Return the select of a table's rows as the reader may see them; rows: the select of all."""
        changed = [f"{self._put(what, column)} as {column}" for what, column in self._merged_columns(columns)]
        if self.sectors is not None and "incurred_by" in columns:
            changed.append(_foreign())
        seen = f" where {' and '.join(self._seen(source, columns))}"
        replaced = f" replace ({', '.join(changed)})" if changed else ""
        return f"select *{replaced} from ({rows}) as r{seen}"

    def _merged_columns(self, columns: list[str]) -> list[tuple[str, str]]:
        named = [(what, column) for what, names in self.merged if names for column in COLUMNS[what]]
        return [(what, column) for what, column in named if column in columns]

    def _put(self, what: str, column: str) -> str:
        return (
            f"case when r.{column} in (select m.name from temp.merged_{what} as m) then '{SMALL}' else r.{column} end"
        )

    def _seen(self, source: str, columns: list[str]) -> list[str]:
        if self.sectors is None or source in PRICES:
            return ["true"]
        wanted = [column for column in COLUMNS["sector"] if column in columns]
        return [f"r.{column} in (select s.name from temp.seen_sector as s)" for column in wanted] or ["true"]


def _foreign() -> str:
    return (
        "case when r.incurred_by like '(%' or r.incurred_by in (select s.name from temp.seen_sector as s) "
        f"then r.incurred_by else '{OTHERS}' end as incurred_by"
    )


UNRESTRICTED = Visibility()
