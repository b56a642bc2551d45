"""engine.toml: which table each data set is read from, and which of its columns."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from data import settings
from data.contracts.definitions import NUMBERS, Contract, contract, dataset_names
from data.import_options import WHOLE, Options, setting_error
from data.problems import Problem
from data.storage.home_folder import COMPANY_TABLES

PARTS = ("table", "columns", "values", "settings")
FIRST = ("sectors", "customers", "complaints")  # what other rows refer to
PLAIN = {"encoding": "utf-8", "separator": ",", "header-row": "1", "totals": "keep", "fill": "none", WHOLE: "yes"}


@dataclass(frozen=True)
class CompanyTable:
    """A data set's table: our column -> its column, our column -> the same text in every row, and settings as `--set`
    says them. `file` is where it was said."""

    dataset: str
    table: str
    columns: dict[str, str]
    values: dict[str, str]
    settings: dict[str, str]
    file: str

    @property
    def contract(self) -> Contract:
        """The contract of the data set."""
        return contract(self.dataset)

    @property
    def names(self) -> list[str]:
        """Our columns that the table has, those of the key first: in their order rows are numbered."""
        known = [name for name in self.contract.names if name in self.columns]
        return sorted(known, key=lambda name: name not in self.contract.key)

    @property
    def options(self) -> Options:
        """How the rows are read once they are written as a file: the file is plain, and the whole list."""
        kinds = {column.name: column.type for column in self.contract.columns}
        plain = PLAIN | {f"{name}.decimal": "point" for name in self.columns if kinds[name] in NUMBERS}
        values = {f"{name}.value": text for name, text in self.values.items()}
        return Options(None, {name: name for name in self.names}, plain | values | self.settings)

    def problem(self, code: str, part: str, **fields) -> Problem:
        """What is wrong with a part of what was said of this table, as a problem to raise."""
        return Problem(code, {"file": self.file, "where": f"[{self.dataset}] {part}", "table": self.table} | fields)


def company_tables(home) -> dict[str, CompanyTable]:
    """The tables by data set, in the order in which they are read; none where figures are not worked out on Spark.

    Raises Problem for what cannot be understood: where it stands, what was read and what to write.
    """
    if settings.text("LEDGER_ENGINE") != "spark":
        return {}
    named = settings.text("LEDGER_ENGINE_TABLES")
    path = Path(named) if named else Path(home) / COMPANY_TABLES
    if not path.is_file():
        if named:
            raise Problem("TABLES_NO_FILE", {"file": named})
        return {}
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        raise Problem("TABLES_NO_TOML", {"file": path.name, "reason": str(failure)}) from None
    found = {dataset: _read(path.name, dataset, part) for dataset, part in said.items()}
    return {dataset: found[dataset] for dataset in (*FIRST, *found) if dataset in found}


def _read(file: str, dataset: str, said) -> CompanyTable:
    _known(file, "", [dataset], dataset_names())
    where = f"[{dataset}]"
    if not isinstance(said, dict):
        raise Problem("TABLES_NO_TEXT", {"file": file, "where": where, "read": said})
    _known(file, where, said, PARTS)
    table = _texts(file, where, {"table": said.get("table", "")})["table"].strip()
    if not table:
        raise Problem("TABLES_NO_TABLE", {"file": file, "where": where})
    parts = {part: _texts(file, f"{where} {part}", said.get(part, {})) for part in PARTS[1:]}
    held = CompanyTable(dataset=dataset, table=table, file=file, **parts)
    _check(held)
    return held


def _known(file: str, where: str, names, known) -> None:
    for name in names:
        if name not in known:
            fields = {"file": file, "where": where, "read": name, "known": ", ".join(known)}
            raise Problem("TABLES_UNKNOWN", fields | {"where": where or file})


def _texts(file: str, where: str, said) -> dict[str, str]:
    """The texts a part holds; numbers and days count as they are written."""
    if not isinstance(said, dict):
        raise Problem("TABLES_NO_TEXT", {"file": file, "where": where, "read": said})
    for name, text in said.items():
        if isinstance(text, dict | list | float):
            raise Problem("TABLES_NO_TEXT", {"file": file, "where": f"{where} {name}", "read": text})
    return {name: _text(text) for name, text in said.items()}


def _text(said) -> str:
    return {True: "yes", False: "no"}[said] if isinstance(said, bool) else str(said)


def _check(held: CompanyTable) -> None:
    names = held.contract.names
    for part in ("columns", "values"):
        _known(held.file, f"[{held.dataset}] {part}", getattr(held, part), names)
    if both := held.columns.keys() & held.values.keys():
        raise held.problem("TABLES_TWICE", "values", column=min(both))
    for name, value in held.settings.items():
        if name in PLAIN or setting_error(name, value, names):
            raise held.problem("TABLES_SETTING", "settings", read=f"{name} = {value}")
    said = held.columns.keys() | held.values.keys()
    lacking = [column.name for column in held.contract.columns if column.required and column.name not in said]
    lacking += [
        _or(groups) for groups in held.contract.alternatives if not any(said.issuperset(group) for group in groups)
    ]
    if lacking:
        raise held.problem("TABLES_LACKS", "columns", column=", ".join(lacking))


def _or(groups: tuple) -> str:
    return " / ".join(" + ".join(group) for group in groups)
