"""What the person importing a file has said about it."""

import re
from dataclasses import dataclass, field

COLUMN_SETTINGS = {
    "order": ("day-first", "month-first", "year-first"),
    "decimal": ("comma", "point"),
    "zeros": ("keep", "drop"),
    "serial": ("1900", "1904"),
    "value": None,
    "open": None,
    "currency": None,
}
FILE_SETTINGS = {
    "encoding": None,
    "separator": None,
    "header-row": None,
    "sheet": None,
    "hidden-rows": ("include", "skip"),
    "mojibake": ("keep", "repair"),
    "spend-sector": ("same", "other"),
    "overlap": ("add", "replace"),
    "blanks": ("clear", "keep"),
    "as_of": None,
}


@dataclass(frozen=True)
class Options:
    """How to read one file: `sheet` (or file in a zip), `mapping` of column to heading
    (or `#3`, the third column), `settings` as given by --set, and whether only to look."""

    sheet: str | None = None
    mapping: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    dry_run: bool = False

    def about(self, column: str, setting: str) -> str | None:
        """What was said about one column, such as about('opened_on', 'order'); None: nothing.

        as_of=2026-06-30 says the same as as_of.value=2026-06-30.
        """
        said = self.settings.get(f"{column}.{setting}")
        return self.settings.get("as_of", said) if (column, setting) == ("as_of", "value") else said

    @property
    def chosen_sheet(self) -> str | None:
        """The sheet, or file in a zip, that was asked for; None: none."""
        return self.sheet or self.settings.get("sheet")


def setting_error(name: str, value: str, columns: tuple) -> str | None:
    """Why this --set is not understood (code of problems.toml), or None when it is.

    `columns` are the column names of the data set.
    """
    if name.startswith("sector."):
        return None
    allowed = FILE_SETTINGS.get(name, ...)
    if allowed is ...:
        column, _, setting = name.rpartition(".")
        if column not in columns or setting not in COLUMN_SETTINGS:
            return "UNKNOWN_SETTING"
        allowed = COLUMN_SETTINGS[setting]
    if allowed is not None and value not in allowed:
        return "UNKNOWN_SETTING"
    if name.endswith(".currency") and not _is_currency(value):
        return "UNKNOWN_SETTING"
    if name == "header-row" and not re.fullmatch(r"\d{1,7}", value):
        return "UNKNOWN_SETTING"
    return None


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency  # not needed by the process that reads files

    return is_currency(code)
