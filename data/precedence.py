"""Which of several imports has the last word on a key or a day."""

from __future__ import annotations

# of rows with i (the import of their file), b (what brought them) and p (b as a repair): a repair of the file's own
# rows counts from the day it was made; rows that waited count from their own file, whatever brought them
SINCE = "case when p.repairs = i.import_id then b.version else i.version end"


def told_by(alias: str) -> str:
    """The SQL that joins i, b and p to the stored rows called `alias`."""
    return (
        f"join import_log as i on i.import_id = {alias}.import_id "
        f"join import_log as b on b.import_id = {alias}.brought_by "
        f"left join repair as p on p.import_id = {alias}.brought_by"
    )


def replaced_later(dataset: str, version: str, day: str) -> str:
    """That an import after `version` that counts replaced the days of its file, and `day` is one of them.

    Rows that came to the file later, such as those that waited for their customer, do not widen its days.
    """
    days = (
        f"(select {{}}(d.date) from raw_{dataset} as d where d.import_id = j.import_id and d.brought_by = j.import_id)"
    )
    return (
        f"exists (select 1 from import_log as j where j.status = 'stored' and j.dataset = '{dataset}' "
        f"and j.version > {version} and j.options ->> 'overlap' = 'replace' "
        f"and {day} between {days.format('min')} and {days.format('max')})"
    )
