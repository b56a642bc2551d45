"""What commands that print a link have in common: where people reach the app, and months that can be."""

from __future__ import annotations

import re

import click

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

base = click.option(
    "--base",
    envvar="LEDGER_URL",
    default="http://localhost:8501",
    show_default=True,
    help="where people reach the app; LEDGER_URL sets it too",
)


def check_period(installation, first: str | None, last: str | None) -> None:
    """Refuses what is no month YYYY-MM, and a period that ends before it begins."""
    for text in filter(None, (first, last)):
        if not MONTH.fullmatch(text):
            raise installation.refuse("LINK_MONTH", read=text)
    if first and last and first > last:
        raise installation.refuse("LINK_PERIOD", first=first, last=last)


def address(base: str, parameter: str, token: str) -> str:
    """The address that a link's or a room's token opens."""
    return f"{base.rstrip('/')}/?{parameter}={token}"
