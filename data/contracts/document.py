"""Writes docs/data-sets.md from the contracts: python -m data.contracts.document"""

from pathlib import Path

from data.contracts.definitions import Column, Contract, contract, dataset_names
from data.languages import ENGLISH

FILE = Path(__file__).parents[2] / "docs" / "data-sets.md"
KEEPING = {
    "row": "one row a key; the same key in a later file corrects it",
    "lines": "rows of one key add up; a later file that brings the key replaces all its rows",
    "none": "no key; every row counts",
}
INTRODUCTION = """# Data sets

What can be imported. One file, or one sheet, feeds one data set. Headings are recognised whatever their case, accents,
blanks, underscores, hyphens and points; headings in brackets count where none of the others stands; any other heading
is mapped by hand. This page is generated from
`data/contracts/*.toml` by `python -m data.contracts.document`.
"""


def document() -> str:
    """The page on all data sets, in Markdown."""
    return INTRODUCTION + "".join(_section(contract(name)) for name in dataset_names())


def _section(facts: Contract) -> str:
    key = ", ".join(facts.key) or "none"
    rows = "".join(_row(column) for column in facts.columns)
    return (
        f"\n## {facts.dataset}\n\n{facts.meaning[ENGLISH]}\n\nKey: {key} "
        f"({KEEPING[facts.keeping]}).\n{_alternatives(facts)}\n"
        f"| column | type | unit | required | meaning | also accepted as |\n|---|---|---|---|---|---|\n{rows}"
    )


def _alternatives(facts: Contract) -> str:
    return "".join(
        "\nNeeded: " + ", or ".join(" and ".join(group) for group in groups) + ".\n" for groups in facts.alternatives
    )


def _row(column: Column) -> str:
    others = ", ".join(
        [heading for heading in column.headings if heading != column.name] + [f"({heading})" for heading in column.weak]
    )
    choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
    required = "yes" if column.required else ""
    meaning = column.meaning[ENGLISH] + choices
    return f"| {column.name} | {column.type} | {column.unit} | {required} | {meaning} | {others} |\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(), encoding="utf-8")
