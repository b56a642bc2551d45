"""Taking the sample organisation out again; what was imported beside it stays."""

from collections.abc import Callable

from data.samples.company import COMPANY


def sample_imports(store) -> list[dict]:
    """Return the imports of the sample that are still in force, the latest first; none in a home without the sample.

    The sample is filled in at once: a currency, then each data set from the file of its name, version by version.
    """
    filled = _filled_at(store)
    found: dict[str, dict] = {}
    for one in store.imports() if filled else ():
        is_next = one["version"] == filled + len(found) + 1
        if is_next and one["dataset"] not in found and one["file"] == f"{one['dataset']}.csv":
            found[one["dataset"]] = one
    return [one for one in reversed(found.values()) if not one["undone"]]


def remove(store, progress: Callable[[int, int, str], None] | None = None) -> int:
    """Undo every import of the sample and then its currency, and return the version; `progress` as in fill.

    CannotUndo where something imported later depends on one of them.
    """
    store.demand("change")
    left = sample_imports(store)
    for done, one in enumerate(left):
        store.undo(one["import_id"])
        if progress:
            progress(done + 1, len(left), one["dataset"])
    filled = _filled_at(store)
    undone = {change["detail"].get("undoes") for change in store.changes() if change["kind"] == "undo_change"}
    return store.undo_change(filled) if filled and filled not in undone else store.version


def _filled_at(store) -> int:
    """The version in which the home was filled the last time, 0 if never."""
    found = "select coalesce(max(from_version), 0) from assumption_value where name = ? and source = ?"
    with store.cursor() as cursor:
        return cursor.execute(found, ["reporting_currency", COMPANY]).fetchone()[0]
