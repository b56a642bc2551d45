"""What somebody told about headings once, so that next month's file goes straight through."""
from __future__ import annotations


def headings(cursor, dataset: str) -> dict[str, str]:
    """Heading as it stood in an earlier file -> canonical column."""
    return dict(cursor.execute(
        "select name, meaning from remembered where kind = 'heading' and dataset = ?", [dataset]).fetchall())


def remember(cursor, dataset: str, mapping: dict[str, str]) -> None:
    """Keeps a mapping of canonical columns to headings; positions (#3) are not remembered."""
    for column, heading in mapping.items():
        if heading.startswith("#"):
            continue
        cursor.execute("delete from remembered where kind = 'heading' and dataset = ? and name = ?",
                       [dataset, heading])
        cursor.execute("insert into remembered values ('heading', ?, ?, ?)", [dataset, heading, column])
