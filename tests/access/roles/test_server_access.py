"""A server others reach needs signing in, and a set-up that lets anybody in is refused at the start."""

import re
import signal
import subprocess
import sys

import pytest
from paths import ROOT

from data.access.network import is_local_host, is_loopback, require_sign_in_unless_local
from data.problems import Problem
from pages.parts.access import auth_config
from pages.parts.access import auth_config as setup

# Who can reach the server


@pytest.mark.parametrize(
    "address, is_here",
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.9.9.9", True),
        ("0.0.0.0", False),
        ("", False),
        (None, False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.com", False),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
    ],
)
def test_a_server_others_reach_needs_signing_in(address, is_here):
    assert is_loopback(address) == is_here
    require_sign_in_unless_local(address, has_sign_in=True)
    if is_here:
        require_sign_in_unless_local(address, has_sign_in=False)
    else:
        with pytest.raises(Problem, match="docs/signing-in.md"):
            require_sign_in_unless_local(address, has_sign_in=False)


def test_a_refused_server_ends_by_the_word_of_the_entry_alone():
    asked = "from pages.parts.access.auth_config import stop_server_soon; stop_server_soon(0.01)"
    ends = f"{asked}; import time; time.sleep(60)"
    assert subprocess.run([sys.executable, "-c", ends], cwd=ROOT, capture_output=True).returncode == -signal.SIGTERM
    askers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "app.py", *(ROOT / "pages").rglob("*.py"))
        if re.search(r"os\.kill|signal\.SIG|stop_server_soon\b", path.read_text(encoding="utf-8"))
    }
    assert askers == {"app.py", "pages/parts/access/auth_config.py"}


@pytest.mark.parametrize(
    "host, is_here",
    [
        ("127.0.0.1:8501", True),
        ("localhost:8501", True),
        ("[::1]:8501", True),
        ("ledger.example.com", False),
        (None, False),
        ("", False),
        ("localhost@evil.example", False),
        ("[::1", False),
    ],
)
def test_another_host_name_is_not_this_machine(host, is_here):
    assert is_local_host(host) == is_here


@pytest.mark.parametrize(
    "options, auth, code",
    [
        ({"server.address": "0.0.0.0"}, {}, "OPEN_WITHOUT_SIGN_IN"),
        ({"server.address": ""}, {}, "OPEN_WITHOUT_SIGN_IN"),
        (
            {"server.address": "127.0.0.1", "server.trustedUserHeaders": {"X-User": "email"}},
            {"client_id": "x"},
            "SIGN_IN_TWICE",
        ),
        ({"server.address": "0.0.0.0", "server.trustedUserHeaders": {"X-User": "email"}}, {}, "HEADERS_FROM_ANYWHERE"),
        ({"server.address": "127.0.0.1"}, {"client_id": "x"}, "SIGN_IN_INCOMPLETE"),
        ({"server.address": "0.0.0.0"}, {"client_id": "x"}, "HOSTS_UNNAMED"),
    ],
)
def test_a_set_up_that_lets_anybody_in_is_refused_at_the_start(monkeypatch, options, auth, code):
    monkeypatch.setattr(auth_config.st, "get_option", options.get)
    monkeypatch.setattr(setup, "_section", lambda name: auth if name == "auth" else {})
    with pytest.raises(Problem) as refused:
        auth_config.check()
    assert refused.value.code == code


def test_a_proxy_that_may_be_anybody_is_refused_at_the_start(monkeypatch):
    monkeypatch.setattr(auth_config.st, "get_option", {"server.address": "127.0.0.1"}.get)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1,*")
    with pytest.raises(Problem, match="docs/deploying.md"):
        auth_config.check()
