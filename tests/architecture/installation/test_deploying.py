"""What an installation is set up with: every file and setting it names exists, and the bill of materials is whole."""

import re

import pytest
from paths import ROOT
from sbom import bill, packages

from data.settings import BY_NAME, check

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_what_the_image_takes_exists_and_is_let_through():
    taken = [one for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINER, re.M) for one in line.split()[:-1]]
    through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(taken) == through and all((ROOT / one).exists() for one in taken)


def test_every_part_of_the_program_is_in_the_image():
    parts = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.name for path in ROOT.glob("*.py")}
    assert parts - {"tests"} <= {one for line in re.findall(r"^COPY (.+)$", CONTAINER, re.M) for one in line.split()}


def test_the_image_runs_as_nobody_special_and_is_asked_whether_it_is_well():
    assert re.search(r"^USER 10001$", CONTAINER, re.M) and "/healthz" in CONTAINER
    assert re.search(r"^VOLUME /home/ledger/home$", CONTAINER, re.M)


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_settings_named_there_can_be(path):
    named = dict(re.findall(r"\b(LEDGER_[A-Z_]+)=(\S*)", path.read_text(encoding="utf-8")))
    assert set(named) <= set(BY_NAME)
    check(named)
    assert path.name in (ROOT / "docs/deploying.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_hands_on_what_the_app_needs_and_keeps_metrics_in(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "127.0.0.1:8501" in text and "/metrics" in text and "Strict-Transport-Security" in text
    if name == "nginx.conf":  # the other hands these on by itself
        assert all(one in text for one in ("Upgrade", "X-Forwarded-For", "X-Forwarded-Proto", "Host $http_host"))


def test_the_bill_of_materials_has_every_locked_package_with_its_version_and_hashes():
    made = bill(LOCK)
    pinned = re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==(\S+)", LOCK, re.M)
    assert [(one["name"], one["version"]) for one in made["components"]] == [
        (re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in pinned
    ]
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in made["components"])
    assert sum(len(one["properties"]) for one in made["components"]) == LOCK.count("--hash=sha256:")
    assert made["serialNumber"] == bill(LOCK)["serialNumber"] != bill(LOCK + "\n")["serialNumber"]


def test_the_bill_says_who_wants_a_package():
    lock = (
        "a==1 \\\n    --hash=sha256:"
        + "0" * 64
        + "\n    # via B_x, -r requirements.txt\nb-x==2\n    # via -r requirements.txt\n"
    )
    assert [package["via"] for package in packages(lock)] == [["b-x"], []]
    assert bill(lock)["dependencies"][2] == {"ref": "pkg:pypi/b-x@2", "dependsOn": ["pkg:pypi/a@1"]}
