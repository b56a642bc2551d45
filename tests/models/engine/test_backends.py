"""Where figures are worked out: settings, what is said when the engine does not answer, and SQL as Spark reads it."""

import socket
import threading

import pytest
from command import run
from home_templates import copied

from data.problems import sentence
from models.engine.backends import failures, time_limit
from models.engine.backends.dialect import for_spark
from models.engine.backends.duckdb import DuckDB
from models.engine.backends.settings import chosen
from models.engine.backends.spark import Spark
from pages.parts.runtime.work import background, figure_work

ADDRESS = "sc://warehouse.example:443/;use_ssl=true;token=secret"


def closed_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def test_duckdb_unless_the_settings_say_spark():
    assert isinstance(chosen(None, {}), DuckDB)
    assert isinstance(chosen("duckdb", {"LEDGER_ENGINE": "spark"}), DuckDB)
    there = chosen(None, {"LEDGER_ENGINE": "spark", "LEDGER_ENGINE_URL": ADDRESS, "LEDGER_ENGINE_SECONDS": "30"})
    assert isinstance(there, Spark) and there.host == "warehouse.example" and there.seconds == 30


@pytest.mark.parametrize(
    "environment, setting",
    [
        ({"LEDGER_ENGINE": "sprak"}, "LEDGER_ENGINE"),
        ({"LEDGER_ENGINE": "spark"}, "LEDGER_ENGINE_URL"),
        ({"LEDGER_ENGINE": "spark", "LEDGER_ENGINE_URL": "https://h/?token=secret"}, "LEDGER_ENGINE_URL"),
        ({"LEDGER_ENGINE": "spark", "LEDGER_ENGINE_URL": "sc://"}, "LEDGER_ENGINE_URL"),
        (
            {"LEDGER_ENGINE": "spark", "LEDGER_ENGINE_URL": ADDRESS, "LEDGER_ENGINE_SECONDS": "0"},
            "LEDGER_ENGINE_SECONDS",
        ),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_no_token_is_told(environment, setting):
    with pytest.raises(failures.EngineMisconfigured) as wrong:
        chosen(None, environment)
    told = sentence(wrong.value.code, wrong.value.fields)
    assert told.startswith(setting) and "secret" not in told + str(wrong.value)


def test_nobody_at_the_address_is_said_in_a_sentence_and_the_home_goes_on(templates, tmp_path, monkeypatch):
    home = copied(templates.shared(), tmp_path)
    monkeypatch.setenv("LEDGER_ENGINE_URL", f"sc://127.0.0.1:{closed_port()}/;token=secret")
    refused = run(home, "figure", "cost_by_sector", "--engine", "spark")
    assert refused.code == 2 and refused.err.startswith("The engine at 127.0.0.1 does not answer")
    assert "secret" not in refused.err
    assert run(home, "figure", "cost_by_sector", "--engine", "duckdb").code == 0


@pytest.mark.parametrize("language, said", [("en", "The engine at h"), ("es", "El motor de h"), ("pt", "O mecanismo")])
def test_a_page_that_waits_for_figures_says_why_there_are_none(language, said):
    lost = background._problem(failures.EngineUnreachable(host="h"))
    assert figure_work._why(background.Work(failure="EngineUnreachable", problem=lost), language).startswith(said)
    other = background.Work(failure="KeyError", problem=background._problem(KeyError("x")))
    assert "KeyError" in figure_work._why(other, language)


def test_an_answer_that_does_not_come_is_not_waited_for():
    never = threading.Event()
    with pytest.raises(TimeoutError):
        time_limit.within(0.05, never.wait)
    never.set()
    with pytest.raises(ZeroDivisionError):
        time_limit.within(5, lambda: 1 // 0)
    assert time_limit.within(5, lambda: 7) == 7


@pytest.mark.parametrize(
    "sql, expected",
    [
        ("select a.day + a.n * interval '1' month as x from a", "SELECT ADD_MONTHS(a.day, (a.n)) AS x FROM a"),
        ("select a.day - a.n * interval '1' month as x from a", "SELECT ADD_MONTHS(a.day, -(a.n)) AS x FROM a"),
        ("select a.n + 1 as x from a", "SELECT a.n + 1 AS x FROM a"),
        (
            "select a.n // 2 as x from a",
            "SELECT CAST(a.n AS DECIMAL(38, 0)) DIV CAST(2 AS DECIMAL(38, 0)) AS x FROM a",
        ),
        ("select cast(a.n as hugeint) as x from a", "SELECT CAST(a.n AS DECIMAL(38, 0)) AS x FROM a"),
        ("select sign(a.n) * a.n as x from a", "SELECT CAST(SIGN(a.n) AS INT) * a.n AS x FROM a"),
    ],
)
def test_sql_as_spark_reads_it(sql, expected):
    assert for_spark(sql) == expected
