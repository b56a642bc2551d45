"""What `make test` leaves to `make torture`: tests that take long, and most cases of long families.

A family keeps cases evenly spaced from its first to its last, the same ones at every run.
"""

import pytest

OPTION = "--every"


def pytest_addoption(parser):
    """Add the option that leaves nothing out."""
    parser.addoption(OPTION, action="store_true", help="run every test and every case, as `make torture` does")


def pytest_configure(config):
    """Explain the two marks."""
    config.addinivalue_line("markers", "long: left to make torture")
    config.addinivalue_line("markers", "sampled(keep): a family of which so many cases run, all in make torture")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what is long, unless every test is wanted or one was named."""
    if config.getoption(OPTION) or any("::" in argument for argument in config.args):
        return
    left_out = left_to_torture(items)
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))
    config.stash[LEFT_OUT] = len(left_out)


LEFT_OUT = pytest.StashKey[int]()


def left_to_torture(items) -> set:
    """Return the tests that are long, and the cases of sampled families that are not among those kept."""
    families: dict[tuple, list] = {}
    for item in items:
        if mark := item.get_closest_marker("sampled"):
            families.setdefault((item.path, item.function.__name__, mark.args[0]), []).append(item)
    dropped = {item for item in items if item.get_closest_marker("long")}
    for (_, _, keep), cases in families.items():
        dropped |= set(cases) - {cases[place] for place in kept(len(cases), keep)}
    return dropped


def kept(count: int, keep: int) -> list[int]:
    """Return which of `count` cases are kept: `keep` places from the first to the last; the first alone when one."""
    if keep >= count:
        return list(range(count))
    return sorted({round(step * (count - 1) / max(keep - 1, 1)) for step in range(keep)})


def pytest_sessionfinish(session):
    """Let the process that reports know how many were left out by this one."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Take over what another process left out; each of them has collected the same tests."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter, config):
    """Say in one line at the end how much was left out."""
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"Left to make torture: {count} long tests and cases.", yellow=True)
