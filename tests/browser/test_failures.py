"""What nobody foresaw: a number on the page that stands in the server's log, and never a trace of the program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT
from servers import free_port, stop, when_up

SCRIPT = """
import streamlit as st
from pages.parts.runtime import errors
errors.listen()
def broken():
    raise RuntimeError("secret-reason at /secret/path")
@st.fragment
def fragment():
    if st.button("in a fragment"):
        broken()
@st.dialog("Dialog")
def dialog():
    if st.button("in a dialog"):
        broken()
st.button("in a callback", on_click=broken)
fragment()
if st.button("open"):
    dialog()
if st.button("in the page"):
    broken()
"""


@pytest.fixture(scope="module")
def failing(tmp_path_factory):
    """The address of a page whose every button fails, and the file its server logs to."""
    folder = tmp_path_factory.mktemp("failing")
    (folder / "broken.py").write_text(SCRIPT)
    port, log = free_port(), folder / "log.txt"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(folder / "broken.py"),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--client.showErrorDetails=none",
    ]
    with open(log, "w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stdout=out, stderr=out)
    yield when_up(f"http://127.0.0.1:{port}"), log
    stop(server)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("place", ["in the page", "in a callback", "in a fragment", "in a dialog"])
def test_a_failure_shows_a_number_that_is_in_the_log(page, failing, place):
    address, log = failing
    page.goto(address)
    page.get_by_role("button", name="open").wait_for()
    if place == "in a dialog":
        page.get_by_role("button", name="open").click()
    page.get_by_role("button", name=place).click()
    said = page.get_by_text(re.compile(r"this number: \d{8}")).first
    said.wait_for()
    shown = page.locator("body").inner_text()
    assert "secret" not in shown and "Traceback" not in shown and "RuntimeError" not in shown
    number = re.search(r"this number: (\d{8})", shown).group(1)
    assert len(re.findall(r"this number: \d{8}", shown)) == 1
    told = Path(log).read_text()
    assert f"error {number} " in told and "secret-reason" in told[told.index(number) :]
