"""Reads columns of yes and no, of choices and of currency codes."""

from data.contracts import Column, fold
from data.typing.currencies import code_of
from data.typing.decision import Decision, sort_out

YES = frozenset(
    map(
        fold,
        (
            "yes",
            "y",
            "true",
            "t",
            "1",
            "1.0",
            "sí",
            "si",
            "s",
            "sim",
            "verdadero",
            "verdadeiro",
            "x",
            "✓",
            "oui",
            "ja",
            "v",
            "on",
            "wahr",
            "vrai",
            "vero",
            "✔",
            "☑",
        ),
    )
)
NO = frozenset(
    map(
        fold,
        ("no", "n", "false", "f", "0", "0.0", "não", "falso", "non", "nein", "off", "falsch", "faux", "✗", "✘", "☐"),
    )
)


def decide_words(column: Column, cells: list) -> Decision:
    """The values of a column of yes/no (bool), choices (canonical word) or currencies (ISO code)."""
    decision = Decision(how=column.type)
    meaning = {"yes_no": _yes_no, "choice": lambda text: column.choice_words.get(fold(text)), "currency": code_of}
    code = {"yes_no": "NOT_YES_OR_NO", "choice": "NOT_A_CHOICE", "currency": "NOT_A_CURRENCY"}[column.type]
    unknown = []
    for cell in cells:
        value = meaning[column.type](cell.text)
        if value is None:
            unknown.append(cell)
        decision.values[cell.text, cell.kind] = (value, None)
    for cell in sort_out(unknown, decision):
        decision.values[cell.text, cell.kind] = (None, code)
    return decision


def _yes_no(text: str) -> bool | None:
    word = fold(text)
    return True if word in YES else False if word in NO else None
