"""The settings of an installation: variables of the environment, looked up and judged in one place."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.problems import Problem

PREFIX = "LEDGER_"
FOLDER, ADDRESS, NUMBER, CHOICE, SECRET, TEXT = "folder", "address", "number", "choice", "secret", "text"
SECRET_LENGTH = 16


@dataclass(frozen=True)
class Setting:
    """One variable: what may stand in it (numbers: least and most; text: in words, judged where it is used), what holds
    without it, and what it does."""

    name: str
    kind: str
    default: str
    meaning: str
    allowed: tuple = ()


SETTINGS = (
    Setting("LEDGER_HOME", FOLDER, "data/store", "the folder that holds everything; readable by the app's user only"),
    Setting("LEDGER_URL", ADDRESS, "", "where people reach the app, for links made on the command line"),
    Setting("LEDGER_QUERY_SECONDS", NUMBER, "120", "after how many seconds a page's query is ended", (1, 86_400)),
    Setting(
        "LEDGER_MEMORY_MB",
        NUMBER,
        "800",
        "how many megabytes of memory the database may take; what needs more goes over the disk",
        (200, 1_000_000),
    ),
    Setting(
        "LEDGER_LOG", CHOICE, "plain", "how a line of the log is written; `json`: one object a line", ("plain", "json")
    ),
    Setting(
        "LEDGER_LOG_LEVEL",
        CHOICE,
        "warning",
        "what is logged; `info` adds a line for each request",
        ("info", "warning", "error"),
    ),
    Setting(
        "LEDGER_METRICS_TOKEN",
        SECRET,
        "",
        "opens `/metrics`, and the details of `/healthz` from other machines; without it both are closed",
    ),
    Setting(
        "LEDGER_BACKUP_HOURS", NUMBER, "0", "the running app makes a backup after so many hours; 0: never", (0, 8_784)
    ),
    Setting("LEDGER_BACKUP_KEEP", NUMBER, "7", "how many of these backups are kept, the newest", (1, 1_000)),
    Setting(
        "LEDGER_ENGINE",
        CHOICE,
        "duckdb",
        "where figures are worked out: in the home itself, or on Spark ([guide](guides/larger-data.md))",
        ("duckdb", "spark"),
    ),
    Setting("LEDGER_ENGINE_URL", TEXT, "", "where Spark is reached", ("`sc://host:port/;use_ssl=true;token=…`",)),
    Setting("LEDGER_ENGINE_SECONDS", NUMBER, "600", "how long one statement may take on Spark", (1, 86_400)),
    Setting(
        "LEDGER_ENGINE_TABLES",
        TEXT,
        "",
        "which data sets are read from tables Spark can see ([guide](guides/company-tables.md)); "
        "without it `engine.toml` of the home",
        ("a file, `.toml`",),
    ),
    Setting(
        "LEDGER_ENGINE_LOOK_MINUTES",
        NUMBER,
        "60",
        "after how many minutes the running app looks at these tables again",
        (1, 10_080),
    ),
    Setting("LEDGER_SLIDES", TEXT, "", "a company's own template for slides", ("a file, `.pptx` or `.potx`",)),
    Setting(
        "LEDGER_BACKUP_FOLDER", FOLDER, "", "where these backups go; without it into the folder `backups` of the home"
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


def check(environment: Mapping[str, str] = os.environ) -> None:
    """Raises Problem for a variable LEDGER_… that is no setting, and for a value that cannot be."""
    for name in sorted(name for name in environment if name.startswith(PREFIX)):
        if name not in BY_NAME:
            near = difflib.get_close_matches(name, BY_NAME, 1)
            raise Problem("SETTING_UNKNOWN_NEAR" if near else "SETTING_UNKNOWN", {"name": name, "near": "".join(near)})
        _check_value(BY_NAME[name], environment[name])


def text(name: str) -> str:
    """What a setting says, or what holds without it; an empty variable is none."""
    return os.environ.get(name) or BY_NAME[name].default


def number(name: str) -> int:
    """A setting that is a whole number."""
    return int(text(name))


def _check_value(setting: Setting, read: str) -> None:
    fields = {"name": setting.name, "read": read, "allowed": ", ".join(map(str, setting.allowed))}
    if not read:
        return
    if setting.kind == NUMBER and not _is_number(read, *setting.allowed):
        raise Problem("SETTING_NO_NUMBER", fields | dict(zip(("least", "most"), setting.allowed)))
    if setting.kind == CHOICE and read not in setting.allowed:
        raise Problem("SETTING_NO_CHOICE", fields)
    if setting.kind == FOLDER and Path(read).exists() and not Path(read).is_dir():
        raise Problem("SETTING_NO_FOLDER", fields)
    if setting.kind == ADDRESS and not read.startswith(("http://", "https://")):
        raise Problem("SETTING_NO_ADDRESS", fields)
    if setting.kind == SECRET and len(read) < SECRET_LENGTH:
        raise Problem("SETTING_SHORT_SECRET", {"name": setting.name, "least": SECRET_LENGTH})


def _is_number(read: str, least: int, most: int) -> bool:
    return read.isascii() and read.isdigit() and least <= int(read) <= most


INTRODUCTION = """# Settings

Variables of the environment, looked up when the app or a command starts. A name that begins with `LEDGER_` and is none
of these, or a value that cannot be, is refused with one sentence, and nothing starts. This page is generated from
`data/settings.py` by `python -m data.settings`.

| variable | may be | without it | does |
|---|---|---|---|
"""
OF_THE_SERVER = """
Those of the server itself stand behind `streamlit run asgi.py`, in `.streamlit/config.toml`, or in the environment; signing in is in
[signing-in.md](signing-in.md).

| setting | does |
|---|---|
| `--server.address`, `--server.port` | where the app listens: `127.0.0.1`, `8501` |
| `--server.allowedHosts` | the names under which the app may be asked; without it, on loopback, only this machine's own; needed on any other address |
| `--server.maxUploadSize` | how many megabytes a file may have (500) |
| `FORWARDED_ALLOW_IPS` | the address of the proxy, or several with commas, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed; never `*`. Without it wrong passwords of links are counted for all visitors together |
"""  # noqa: E501


def document() -> str:
    """The page on all settings, in Markdown."""
    return INTRODUCTION + "".join(map(_line, SETTINGS)) + OF_THE_SERVER


def _line(setting: Setting) -> str:
    allowed = {
        FOLDER: "a folder",
        ADDRESS: "an address, `https://…`",
        NUMBER: " to ".join(map(str, setting.allowed)),
        CHOICE: ", ".join(f"`{one}`" for one in setting.allowed),
        SECRET: f"at least {SECRET_LENGTH} signs",
        TEXT: "".join(map(str, setting.allowed)),
    }[setting.kind]
    default = f"`{setting.default}`" if setting.default else "—"
    return f"| `{setting.name}` | {allowed} | {default} | {setting.meaning} |\n"


if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "settings.md").write_text(document(), encoding="utf-8")
