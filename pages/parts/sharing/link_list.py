"""The list of shared links: who made them, how often they were opened, until when; withdrawn with one click."""

from datetime import datetime

import streamlit as st

from data.problems import Problem, sentence
from data.sharing import registry
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.clock import local


def admin_links(view) -> None:
    """Draw all links there are, for those who administer."""
    rows = registry.list_links(services().store)
    count = len([row for row in rows if row["state"] == "open"])
    html.page_header(
        view.words("links.eyebrow"),
        view.words("links.answer" if count else "links.answer_none", count=count),
        view.words("links.why"),
    )
    links_table(view, "admin")


def links_table(view, place: str) -> None:
    """Draw the links the visitor may withdraw, newest first.

    place: where the list stands, for the keys of its buttons.
    """
    rows = registry.list_links(services().store)
    if not rows:
        html.footnote(view.words("links.none"))
    with st.container(key="history_links", gap=None):
        for row in rows:
            _line(view, row, place)


def _line(view, row: dict, place: str) -> None:
    with st.container(horizontal=True, key=f"change_{place}_{row['share_id']}", vertical_alignment="center"):
        html.render(
            f'<p class="what">{html.escape(_what(view, row))}</p><p class="when">{html.escape(_when(view, row))}</p>'
        )
        if row["state"] == "open":
            st.button(
                view.words("links.revoke"),
                key=f"revoke_{place}_{row['share_id']}",
                on_click=_revoke,
                args=(view, row["share_id"]),
            )


def _what(view, row: dict) -> str:
    parts = [view.words(f"nav.{row['page']}"), view.words(f"links.mode_{row['mode']}")]
    parts += [view.formats.listing([view.sector(name) for name in row["sectors"]])] if row["sectors"] else []
    parts += [view.words("links.locked")] if row["has_password"] else []
    return " · ".join(parts)


def _when(view, row: dict) -> str:
    words = view.words

    def _day(moment: datetime) -> str:
        return view.formats.day(local(moment).date())

    maker = words("links.by", name=row["created_by"]) if row["created_by"] else ""
    last = words("links.last", day=_day(row["last_opened_at"])) if row["last_opened_at"] else ""
    ends = words(f"links.{row['state']}", day=_day(row["revoked_at"] or row["expires_at"]))
    made = words("links.made", day=_day(row["created_at"]))
    counted = words("links.opened", count=view.formats.number(row["opened"]))
    return " · ".join(filter(None, (row["share_id"], made, maker, counted, last, ends)))


def _revoke(view, share_id: str) -> None:
    try:
        registry.revoke_link(services().store, share_id)
    except Problem as refused:
        st.toast(html.plain(sentence(refused.code, refused.fields, view.language)))
