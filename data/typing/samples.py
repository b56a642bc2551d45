"""How a column was read, with three samples for the preview."""

from data.contracts import Column
from data.typing.decision import Decision
from data.typing.source import Source


def reading_of(cursor, source: Source, column: Column, decision: Decision | None) -> dict:
    """column, type, how (decimal sign or date order, empty when plain) and up to three [read, means] pairs."""
    if decision is None:
        text = source.trimmed(source.positions[column.name])
        found = cursor.execute(f"select {text} from stage_text t where {text} is not null limit 3").fetchall()
        pairs = [[read, read] for (read,) in found]
    else:
        good = [
            (read, value) for (read, _), (value, code) in decision.values.items() if code is None and value is not None
        ]
        pairs = [[read, _shown(value)] for read, value in good[:3]]
    return {"column": column.name, "type": column.type, "how": decision.how if decision else "", "samples": pairs}


def _shown(value) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").lstrip("-").isdigit() else text
