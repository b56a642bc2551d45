"""The command that writes a report. Streamlit, which the pages read figures with, is loaded only when it runs."""

import os
from contextlib import contextmanager
from pathlib import Path

import click

from data.access.actor import LOCAL, act_as
from data.languages import ENGLISH, LANGUAGES
from data.sharing.shared_view import PAGES
from models.engine.selection import Selection
from pages.parts.reports.request import METHOD, PAGE, SECTOR, WHOLE, Request

HOME = "LEDGER_HOME"


@click.command()
@click.argument("out", metavar="OUT.xlsx|OUT.pptx|OUT.pdf")
@click.option(
    "--kind", type=click.Choice([WHOLE, METHOD, *(name for name in PAGES if name != "sector")]), default=WHOLE
)
@click.option("--sector", default="", metavar="S", help="the statement of one sector")
@click.option("--scenario", default="", metavar="NAME", help="a saved scenario that stands beside the data")
@click.option("--from", "first", metavar="YYYY-MM")
@click.option("--to", "last", metavar="YYYY-MM")
@click.option("--segment", "segments", multiple=True, metavar="S")
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True)
@click.option("--version", type=int)
@click.pass_obj
def report(installation, out, kind, sector, scenario, first, last, segments, language, version):
    """Writes a report: the whole, one page's answer, one sector's statement, or the method."""
    from pages.parts.reports import make

    ending = make.ending_of(out)
    with _opened(installation.folder) as store:
        of = SECTOR if sector else kind if kind in (WHOLE, METHOD) else PAGE
        at = installation.version(store, version)
        chosen = Selection((first, last), segments or None)
        asked = Request(of, at, make.moment_of(at), language, chosen, sector, "" if sector else kind, scenario)
        Path(out).write_bytes(make.write(asked, ending))


@contextmanager
def _opened(folder: str):
    """The home as the pages open it, for whoever sits at the machine."""
    from streamlit.logger import set_log_level

    from pages.parts.runtime import derived_cache, process, services

    set_log_level("ERROR")  # else it warns of every cache while no server runs
    before = os.environ.get(HOME)
    os.environ[HOME] = folder
    derived_cache.forget()
    process.forget()
    try:
        store = services.services().store
        try:
            with act_as(LOCAL):
                yield store
        finally:
            store.close()
    finally:
        process.forget()
        os.environ.pop(HOME)
        if before is not None:
            os.environ[HOME] = before
