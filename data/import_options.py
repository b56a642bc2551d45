"""What the person importing a file has said about it."""

import csv
import difflib
import re
from dataclasses import dataclass, field, replace
from zoneinfo import available_timezones

COLUMN_SETTINGS = {
    "order": ("day-first", "month-first", "year-first"),
    "decimal": ("comma", "point"),
    "zeros": ("keep", "drop"),
    "serial": ("1900", "1904"),
    "value": None,
    "open": None,
    "currency": None,
    "prefix": None,
    "period-one": None,
    "reopened": ("clear", "aside"),
    "half-converted": ("exchange", "keep"),
    "year": None,
    "zone": None,
    "scale": None,
    "percent": ("yes", "no"),
    "unit": ("years", "quarters", "months", "days", "hours", "minutes", "seconds"),
    "inverse": ("yes", "no"),
    "reversed": None,
    "sign-from": None,
    "minus": None,
    "negative": None,
    "per": None,
    "unit-from": None,
    "repeated": ("once", "add"),
    "missing": None,
    "fill": ("down", "none"),
    "active": ("open", "ended"),
    "undated": ("aside", "open"),
    "split": ("share", "first", "new"),
    "duration": ("h:mm", "mm:ss"),
    "beside": ("start", "end", "none"),
}
FILE_SETTINGS: dict[str, tuple[str, ...] | None] = {
    "encoding": None,
    "separator": None,
    "header-row": None,
    "sheet": None,
    "hidden-rows": ("include", "skip"),
    "struck-rows": ("include", "skip"),
    "rows-below": ("include", "skip"),
    "mojibake": ("keep", "repair"),
    "spend-sector": ("same", "other"),
    "overlap": ("add", "replace"),
    "repeated": ("new", "add"),
    "blanks": ("clear", "keep"),
    "as_of": None,
    "final": None,
    "stages": None,
    "totals": ("skip", "keep"),
    "missing": None,
    "fill": ("down", "none"),
    "stage-order": ("columns", "times"),
    "times": ("starts", "ends"),
    "lifecycle": None,
    "keep": None,
    "whole": ("yes",),
}
STAGE_SETTINGS = ("sector", "assigned_hours")
PREFIXED = ("cancelled",)
# Settings that begin so name a heading of the file: only.Status=Closed keeps these rows, skip.Status=Open leaves them.
FILTERS = ("only", "skip")
BESIDE = ("sign-from", "minus", "per", "unit-from")  # settings of a column whose value is another heading
CLOCK = "clock"  # clock.Time=Opened: the times of day of a column belong to the days of another; none: to none
WHOLE = "whole"  # whole=yes: the file is the whole list, and what is stored and not in it ends
LAST_BY = "last-by:"  # keep=last-by:HEADING: the latest row of a key
ROW_ID = "#row"  # complaint_id.value=#row: file and row make the id; #row:MARK once the file is known
MEANS = ".means."  # resolved.means.Solved=yes: what a word of a column stands for
# Settings of a question that no --set answers: which sheet of a workbook, and which heading feeds a column.
NONE = "none"  # the answer that a setting names no heading
SHEET = "sheet of the workbook"
HEADING = "heading of "


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

    def answered(self, setting: str, choice: str) -> "Options":
        """The same options with one question answered."""
        if setting == SHEET:
            return replace(self, sheet=choice)
        if setting.startswith(HEADING):
            return replace(self, mapping=self.mapping | {setting.removeprefix(HEADING): choice})
        return replace(self, settings=self.settings | {setting: choice})

    @property
    def is_whole(self) -> bool:
        """Whether the file is the whole list: what is stored and does not stand in it ends."""
        return WHOLE in self.settings

    @property
    def chosen_sheet(self) -> str | None:
        """The sheet, or file in a zip, that was asked for; None: none."""
        return self.sheet or self.settings.get("sheet")


def setting_error(name: str, value: str, columns: tuple) -> str | None:
    """Why this --set is not understood (code of problems.toml), or None when it is.

    `columns` are the column names of the data set.
    """
    if name.startswith(("sector.", *(f"{kind}." for kind in (*FILTERS, CLOCK)))):
        return None
    if stage := stage_setting(name):
        well_formed = value.strip() if stage[1] == "sector" else re.fullmatch(r"\d{1,9}([.,]\d{1,6})?", value)
        return None if well_formed and set(STAGE_SETTINGS) <= set(columns) else "UNKNOWN_SETTING"
    if MEANS in name:
        column, _, word = name.partition(MEANS)
        return None if column in columns and word.strip() and value else "UNKNOWN_SETTING"
    allowed = FILE_SETTINGS.get(name)
    if name not in FILE_SETTINGS:
        column, _, setting = name.rpartition(".")
        if setting not in COLUMN_SETTINGS:
            return "UNKNOWN_SETTING"
        if column not in (*columns, "keep"):
            return "UNKNOWN_COLUMN"
        allowed = COLUMN_SETTINGS[setting]
    if allowed is not None and value not in allowed:
        return "UNKNOWN_SETTING"
    if name.endswith(".currency") and not _is_currency(value):
        return "UNKNOWN_SETTING"
    return None if _is_well_formed(name, value) else "UNKNOWN_SETTING"


def what_may_be(name: str, columns: tuple) -> dict:
    """What a setting that was not understood may be instead: its values, or the name that is like it."""
    column, _, setting = name.rpartition(".")
    if setting in COLUMN_SETTINGS and column and column not in (*columns, "keep"):
        return {"column": column, **near_columns(column, columns)}
    own = {f"{one}.{other}": values for one in columns for other, values in COLUMN_SETTINGS.items()}
    known = FILE_SETTINGS | own
    if name in known:
        return {"allowed": ", ".join(known[name] or ())}
    return {"near": next(iter(difflib.get_close_matches(name, known, 1)), None)}


def near_columns(name: str, columns: tuple) -> dict:
    """The columns of a data set, and the one a name is like."""
    near = difflib.get_close_matches(name.lower(), columns, 1)
    return {"columns": ", ".join(columns), "near": near[0] if near else None}


def stage_setting(name: str) -> tuple[str, str] | None:
    """Stage and column of a setting such as stage.picking.sector; None for any other."""
    stage, _, column = name.removeprefix("stage.").rpartition(".")
    return (stage, column) if name.startswith("stage.") and stage and column in STAGE_SETTINGS else None


def is_filter(setting: str) -> bool:
    """Whether a setting keeps or leaves out rows: only.HEADING or skip.HEADING."""
    kind, _, heading = setting.partition(".")
    return kind in FILTERS and bool(heading)


def headings_named(setting: str, value: str) -> list[str]:
    """The headings of the file that a setting and its value name."""
    kind, _, heading = setting.partition(".")
    said = {"keep": value.removeprefix(LAST_BY), "lifecycle": value.partition("=")[0]}.get(setting)
    is_beside = setting.rpartition(".")[2] in BESIDE and kind not in FILTERS and MEANS not in setting
    said = value if kind == CLOCK or is_beside else said
    named = [heading] if kind == CLOCK or is_filter(setting) else []
    return named + ([said] if said and said.lower() != NONE else [])


def filter_texts(said: str) -> list[str]:
    """The texts of a filter, written with commas between them; in quotes where a text has commas, "" for an empty
    cell."""
    return [text.strip() for row in csv.reader([said], skipinitialspace=True) for text in row]


def _is_well_formed(name: str, value: str) -> bool:
    column, _, setting = name.rpartition(".")
    if name == "keep":
        return value == "none" or bool(value.startswith(LAST_BY) and value.removeprefix(LAST_BY).strip())
    if setting == "header-row":
        return bool(re.fullmatch(r"\d{1,7}", value))
    if setting == "period-one":
        return bool(re.fullmatch(r"(\d{4}:)?\d{4}-(0[1-9]|1[0-2])", value))
    if setting == "scale":
        return bool(re.fullmatch(r"\d{1,10}(\.\d{1,10})?", value)) and float(value) > 0
    if setting == "reversed":
        return value == NONE or bool(re.fullmatch(r"\d{1,3}-\d{1,3}", value))
    if setting == "year":
        return value == "written" or bool(re.fullmatch(r"(19|20)\d{2}", value))
    if setting == "zone":
        return fixed_offset(value) is not None or value in available_timezones()
    if setting == "prefix":
        return column in PREFIXED and bool(value.strip())
    return setting != "final" or bool(value.strip())


def row_id_prefix(value: str) -> str | None:
    """What ids made of file and row begin with, from a value such as #row:0123456789ab; None for any other value."""
    found = re.fullmatch(rf"{ROW_ID}:([0-9a-f]{{12}})", value)
    return f"{found[1]}-" if found else None


def fixed_offset(zone: str) -> int | None:
    """The minutes from UTC of an offset such as +02:00; None for the name of a zone."""
    found = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    return int(f"{found[1]}1") * (int(found[2]) * 60 + int(found[3])) if found else None


def named(options: Options, name_of) -> Options:
    """The same options with the data set's own names of columns; name_of gives the name of an alias."""
    settings = {_named_setting(name, name_of): value for name, value in options.settings.items()}
    mapping = {name_of(column): heading for column, heading in options.mapping.items()}
    return replace(options, mapping=mapping, settings=settings)


def _named_setting(name: str, name_of) -> str:
    column, means, word = name.partition(MEANS)
    if means:
        return f"{name_of(column)}{means}{word}"
    column, dot, setting = name.rpartition(".")
    return f"{name_of(column)}.{setting}" if dot and setting in COLUMN_SETTINGS else name


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency  # not needed by the process that reads files

    return is_currency(code)
