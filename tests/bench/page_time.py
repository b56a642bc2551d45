"""Where the server time of each page goes: figures, charts, and the rest (Streamlit and our own HTML).

python -m tests.bench.page_time HOME runs every page twice: with nothing cached, and again as the next visitor would.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAST = 50  # milliseconds the data of a page may take from built tables
spent: dict[str, float] = defaultdict(float)


def _timed(owner, name: str, label: str) -> None:
    """Replaces a method by itself with its time added to `spent`; the work is the same."""
    inner = getattr(owner, name)

    def timed(*arguments, **options):
        started = time.perf_counter()
        try:
            return inner(*arguments, **options)
        finally:
            spent[label] += time.perf_counter() - started

    setattr(owner, name, timed)


def _row(app, title: str) -> None:
    spent.clear()
    started = time.perf_counter()
    app.run()
    total = time.perf_counter() - started
    if app.exception:
        sys.exit(f"{title}: {app.exception[0].message}")
    figures, charts = spent["figures"] * 1000, spent["charts"] * 1000
    rest = total * 1000 - figures - charts
    met = "yes" if figures < LEAST else "no"
    print(f"{title:<34}{total * 1000:>8.0f}{figures:>10.0f}{charts:>9.0f}{rest:>8.0f}  {met}")


def main(home: str) -> None:
    """Prints one line a page and state, in milliseconds."""
    os.environ["LEDGER_HOME"] = home
    os.chdir(ROOT)
    import altair
    from streamlit.testing.v1 import AppTest

    from models.engine.engine import Engine

    _timed(Engine, "read", "figures")
    _timed(altair.LayerChart, "to_dict", "charts")
    _timed(altair.Chart, "to_dict", "charts")
    from pages.parts.access import pages
    from pages.parts.runtime.services import services as house

    house().engine.build(house().store.version)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    print(f"\n{'page, server ms':<34}{'total':>8}{'figures':>10}{'charts':>9}{'rest':>8}  figures < {LEAST}")
    for page in (page.name for page in pages.PAGES if page.group != "people"):
        if page != pages.FIRST:
            app.switch_page(f"pages/{page}.py")
        _row(app, f"{page}, first visit")
        _row(app, f"{page}, again")
    house().store.close()


if __name__ == "__main__":
    main(sys.argv[1])
