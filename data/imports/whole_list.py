"""What a whole list does that a part does not, and data sets whose whole list is a table of the company's own."""

from __future__ import annotations

from data.imports.quarantine import ALIKE
from data.problems import Problem


def is_same_quarantine(cursor, dataset: str) -> bool:
    """Whether the rows of stage_problem and those set aside now are the same, however they are numbered."""
    now = f"select {ALIKE.format(a='')} from quarantine where to_version is null and dataset = $dataset"
    here = f"select {ALIKE.format(a='')} from stage_problem"
    differ = f"select count(*) from (({now} except all {here}) union all ({here} except all {now}))"
    return not cursor.execute(differ, {"dataset": dataset}).fetchone()[0]


def end_quarantine(cursor, dataset: str, version: int) -> None:
    """Ends what earlier imports of a data set have set aside: a whole list says anew what is wrong in it."""
    cursor.execute("update quarantine set to_version = ? where dataset = ? and to_version is null", [version, dataset])


def refuse_table(store, dataset: str) -> None:
    """Raises Problem for a data set whose rows are read from a table: they are changed there."""
    if dataset in store.tables:
        raise Problem("FROM_TABLE", {"dataset": dataset, "table": store.tables[dataset].table})


def refuse_import_of_table(store, import_id: str) -> None:
    """Does the same for the data set of an import; one that is not there is left to whoever asks."""
    with store.cursor() as cursor:
        found = cursor.execute("select dataset from import_log where import_id = ?", [import_id]).fetchone()
    if found:
        refuse_table(store, found[0])
