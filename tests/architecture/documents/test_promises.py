"""Every promise of SECURITY.md names a test that exists, and every heading says something that can fail."""

import ast
import re

import pytest
from paths import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)


@pytest.mark.parametrize("file, test", NAMED, ids=[test for _, test in NAMED])
def test_a_promised_test_exists(file, test):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_a_test():
    promises = TEXT.split("**What does not hold**")[0]
    bullets = re.split(r"\n- ", promises)[1:]
    assert (
        len(bullets) >= 20 and [bullet for bullet in bullets if not re.search(r"`tests/[\w/]+\.py::\w+`", bullet)] == []
    )


def test_every_file_named_in_the_guide_for_servers_exists():
    guide = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    assert "asgi.py" in guide and (ROOT / "asgi.py").exists()
    named = re.findall(r"`(deploy/[\w.-]+)`", guide)
    assert len(named) >= 5 and all((ROOT / name).exists() for name in named)
