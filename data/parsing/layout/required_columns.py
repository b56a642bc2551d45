"""The columns every row needs: which of them a file does not have."""

from data.parsing.result import ParseResult
from data.parsing.source import Source
from data.parsing.values.dates import read_date

SEVERAL, SHOWN = 2, 3  # so many months in the headings, or more, stand side by side; so many are shown


def refuse_missing(staged: ParseResult) -> None:
    """Refuses a file without a column every row needs, and says what there is."""
    months = [name for name in staged.headings if (read := read_date(name)) and read.is_month]
    if "month" in staged.missing and len(months) >= SEVERAL:
        staged.refuse("MONTHS_ACROSS", "month", read=", ".join(months[:SHOWN]), missing=", ".join(staged.missing))
    elif missing := staged.missing:
        staged.refuse(
            "MISSING_COLUMN",
            missing[0],
            missing=", ".join(missing),
            options=" ".join([*(f"--map {name}=HEADING" for name in missing), *staged.numbering]),
            headings=", ".join(name for name in staged.headings if not name.startswith("#")),
        )


def brings_nothing(source: Source) -> bool:
    """Whether no column but those of the key was found: then it corrects nothing."""
    return {c.name for c in source.columns} <= set(source.contract.key)


def missing_columns(source: Source) -> list:
    """The columns every row needs that the file does not bring."""
    names = {c.name for c in source.columns}
    missing = [c.name for c in source.contract.columns if c.required and c.name not in names]
    for groups in source.contract.alternatives:
        begun = next((group for group in groups if group[0] in names), groups[0])
        missing += [name for name in begun if name not in names]
    return missing
