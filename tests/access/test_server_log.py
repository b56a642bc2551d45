"""The server's log: each line with the number of its request, as JSON when asked, and nothing of people."""

import json
import logging
import sys

import pytest

from pages.parts.access import http_guard
from pages.parts.runtime import logs


def record(message: str, *arguments, failure: BaseException | None = None, fields: dict | None = None):
    """An event as the logging module hands it on."""
    trace = (type(failure), failure, failure.__traceback__) if failure else None
    made = logging.LogRecord("pages.parts.x", logging.WARNING, __file__, 1, message, arguments, trace)
    return made if fields is None else vars(made).update(fields=fields) or made


def failed(text: str, cause: str = "") -> BaseException:
    """An exception with a trace, and one behind it."""
    try:
        try:
            raise KeyError(cause)
        except KeyError as first:
            raise ValueError(text) from first
    except ValueError:
        return sys.exc_info()[1]


def test_a_line_carries_the_number_of_its_request_and_stays_one_line():
    number = logs.begin()
    line = logs.Lines(False).format(record("page of %s", "a\nforged line"))
    assert f"warning [{number} -] pages.parts.x: page of a\\nforged line" in line and "\n" not in line


def test_as_json_an_event_with_its_trace_is_one_object_a_line():
    number = logs.begin("0a0b0c0d")
    line = logs.Lines(True).format(record("error %s", 1, failure=failed("it broke", "x"), fields={"status": 500}))
    told = json.loads(line)
    assert "\n" not in line and (told["request"], told["level"], told["status"]) == (number, "warning", 500)
    assert told["message"] == "error 1" and "ValueError: it broke" in told["trace"] and "KeyError" in told["trace"]
    assert told["at"].endswith("+00:00")


@pytest.mark.parametrize(
    "text",
    [
        "Could not convert string 'Ann Miller' to INT32",
        'Duplicate key "customer_id: KIM-0001" violates primary key constraint',
        "no such customer: ann.miller@example.com",
        "cannot read `Ann Miller 2026.csv`",
    ],
)
def test_what_an_exception_quotes_from_data_is_not_in_the_log(text):
    line = logs.Lines(False).format(record("failed", failure=failed(text, "Ann Miller")))
    assert "Ann" not in line and "KIM" not in line and "ann.miller" not in line
    assert "test_server_log.py" in line  # where it happened is


def test_names_of_the_program_stay_readable():
    assert logs.masked("Table with name \"raw_complaints\" and column 'x y'") == (
        "Table with name \"raw_complaints\" and column '…'"
    )


def test_a_request_is_told_without_what_follows_in_its_path(caplog):
    caplog.set_level(logging.INFO)
    for path, told in (
        ("/_stcore/upload_file/0f3e-session/1", "/_stcore/upload_file"),
        ("/media/secret.csv", "/media"),
        ("/ann@example.com\nforged", "/ann?example.com?forged"),
    ):
        answer = http_guard._Answer({"path": path, "method": "GET", "scheme": "http"}, None, "1")
        answer.note()
        assert caplog.records[-1].getMessage().startswith(f"GET {told} 0 ")


def test_the_platform_writes_into_the_same_log_and_keeps_visitors_to_itself():
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        other = logging.getLogger("streamlit.made_by_a_test")
        other.addHandler(logging.StreamHandler())
        other.propagate = False
        logging.getLogger("uvicorn.access")
        logs.set_up()
        logs.set_up()
        assert other.handlers == [] and other.propagate
        assert not logging.getLogger("uvicorn.access").propagate  # it would write addresses and tokens of links
        assert sum(isinstance(handler.formatter, logs.Lines) for handler in root.handlers) == 1
    finally:
        root.handlers[:] = before
        root.setLevel(logging.WARNING)


def test_the_same_failure_again_refers_to_the_trace_told_before(caplog, monkeypatch):
    monkeypatch.setattr(logs, "_TOLD", logs.OrderedDict())
    for n in range(1000):
        logs.tell_failure(logging.getLogger("pages.of_a_test"), str(n), "data", failed(f"nonsense {n}", "Ann"))
    logs.tell_failure(logging.getLogger("pages.of_a_test"), "other", "data", TypeError("elsewhere"))
    told = [logs.Lines(False).format(one) for one in caplog.records]
    assert sum("Traceback" in line or "test_server_log.py" in line for line in told) == 1
    assert "error 999 on page data: as error 0; ValueError: nonsense 999" in told[999]
    assert "error other on page data" in told[1000] and "as error" not in told[1000]
    assert sum(map(len, told)) < 200 * len(told)
