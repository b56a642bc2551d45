"""Rows without an id: the content of their file, its sheet and their row number make one, the same each time."""

from __future__ import annotations

import hashlib

from data.contracts.definitions import Contract, is_only_id
from data.import_options import ROW_ID, Options, row_id_prefix

DIGITS = 12


def with_file(options: Options, contract: Contract, digest: str | None, sheet: str | None) -> dict[str, str]:
    """The settings, where rows have no id, with what stands for the file in the ids.

    It is kept with the import: its rows read again, after a repair or an erasure in the file, have the ids they had.
    """
    mark = hashlib.sha256(f"{digest}\0{sheet or ''}".encode()).hexdigest()[:DIGITS]
    told = {f"{name}.value" for name in contract.key if options.about(name, "value") == ROW_ID}
    return options.settings | {name: f"{ROW_ID}:{mark}" for name in told}


def row_id_error(contract: Contract, setting: str, value: str) -> str | None:
    """Why rows cannot be numbered so (code of problems.toml): only an id that alone tells the rows apart can be."""
    column, _, kind = setting.rpartition(".")
    if kind != "value" or not (value == ROW_ID or row_id_prefix(value)):
        return None
    return None if is_only_id(contract, column) else "UNKNOWN_SETTING"
