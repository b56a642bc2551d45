"""The month of a file without a column of months: as its sheet, its title or its name says it."""

import re
from datetime import date

from data.contracts.definitions import Column, fold
from data.import_options import Options
from data.parsing.decision import ColumnQuestion
from data.parsing.layout.headings import NOT_THERE
from data.parsing.source import Source
from data.parsing.values.dates import month_names

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
NUMBERED = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)(?:[-_./ ](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))|(0?[1-9]|1[0-2])[-_./ ]((?:19|20)\d\d))"
    r"(?![-_./]?\d)(?<!\d{8})"
)
YEARS_OFFERED = 2


def ask_about_month(source: Source, missing: list, options: Options) -> ColumnQuestion | None:
    """The question whether the only missing column, one of months, is the month said beside the table; or None."""
    if len(missing) != 1 or source.contract.column(missing[0]).type != "month" or options.about(missing[0], "value"):
        return None
    name = source.table.file_name.rpartition(".")[0]
    texts = [text for text in (source.table.sheet or "", *source.around.texts, name) if text.strip()]
    found = [(text, *month) for text in texts if (month := month_in(text))]
    if not found:
        return None
    years = [int(year) for text in texts for year in YEAR.findall(text)]
    years = years[:1] or [date.today().year - back for back in range(YEARS_OFFERED)]
    months = dict.fromkeys(f"{y}-{month:02}" for _, year, month in found for y in ([year] if year else years))
    return ColumnQuestion("MONTH_BESIDE", (*months, NOT_THERE), "value", {"read": found[0][0]})


def said_value(column: Column, options: Options) -> str | None:
    """What was said to stand in every row of a column; none for a month says that no month is meant."""
    value = options.about(column.name, "value")
    return None if value == NOT_THERE and column.type == "month" else value


def month_in(text: str) -> tuple[int | None, int] | None:
    """Year (None: it says none) and month of a text that names one month: "Costs March 2025", "costes_2025-03"."""
    years = YEAR.findall(text)
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))}
    named = {number for word in words if len(word) > 2 and (number := month_names().get(word))}
    if len(named) > 1 or len(set(years)) > 1:
        return None
    if named:
        return (int(years[0]) if years else None), named.pop()
    found = NUMBERED.search(text)
    return (int(found[1] or found[5]), int(found[2] or found[3] or found[4])) if found else None
