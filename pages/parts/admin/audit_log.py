"""The log of who did what, newest first, and its export."""

import json

import streamlit as st

from data.access import audit
from data.export.spreadsheets import csv_file
from pages.parts.access.visitor import guarded_download
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.i18n.formats import NOTHING
from pages.parts.i18n.language import has
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.ui.clock import when

PAGE = 50


def audit_log(view) -> None:
    """Draw the latest entries of the log, of one kind or of all, and the buttons that export it whole."""
    with services().store.cursor() as cursor:
        events, holds = audit.events(cursor), audit.is_intact(cursor)
    count = view.formats.number(len(events))
    html.page_header(view.words("audit.eyebrow"), view.words("audit.answer", count=count), view.words("audit.why"))
    if not holds:
        st.error(html.plain(view.words("audit.broken")))
    elif events:
        html.render(f'<p class="badge">{html.escape(view.words("audit.holds"))}</p>')
    kinds = sorted({event["action"] for event in events}, key=lambda action: view.words(f"action.{action}"))
    kind = st.selectbox(
        view.words("audit.kind"),
        kinds,
        index=None,
        key="audit_kind",
        width=320,
        placeholder=view.words("audit.all"),
        format_func=lambda action: view.words(f"action.{action}"),
    )
    chosen = [event for event in events[::-1] if kind in (None, event["action"])]
    shown = st.session_state.setdefault("audit_shown", PAGE)
    if chosen:
        _table(view, chosen[:shown])
    with st.container(horizontal=True):
        if len(chosen) > shown:
            st.button(view.words("history.more", count=len(chosen) - shown), key="audit_more", on_click=_more)
        if events:
            _exports(view)


def _more() -> None:
    st.session_state["audit_shown"] += PAGE


def _table(view, events: list[dict]) -> None:
    words = view.words
    heads = [tables.head(words(f"audit.{column}")) for column in ("when", "who", "action", "on", "detail")]
    tables.table(words("audit.title"), words("audit.subtitle"), heads, [_row(view, event) for event in events])


def _row(view, event: dict) -> str:
    words, escape = view.words, html.escape
    detail = "; ".join(
        f"{_named(view, name)} {own_direction(_said(value))}"
        for name, value in event["detail"].items()
        if value not in (None, "", [], {})
    )
    return tables.row(
        tables.name(when(view, event["happened_at"])),
        tables.cell(escape(event["by"] or words("audit.nobody")), "", words("audit.who")),
        tables.cell(escape(words(f"action.{event['action']}")), "", words("audit.action")),
        tables.cell(escape(event["on"]), "", words("audit.on") if event["on"] else ""),
        tables.cell(
            f'<span class="wrap">{escape(detail)}</span>', "muted full", words("audit.detail") if detail else ""
        ),
    )


def _named(view, name: str) -> str:
    return view.words(f"audit.field_{name}") if has(view.language, f"audit.field_{name}") else name


def _said(value: object) -> str:
    if isinstance(value, dict) and value.keys() == {"old", "new"}:
        return " → ".join(own_direction(_said(value[side])) for side in ("old", "new"))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return in_a_row([_said(one) for one in value], ", ")
    return NOTHING if value is None else value if isinstance(value, str) else json.dumps(value)


def _exports(view) -> None:
    makers = {
        "csv": (lambda: csv_file(_whole(), view.language), "text/csv"),
        "json": (lambda: _whole().to_json(orient="records", force_ascii=False), "application/json"),
    }
    for kind, (make, media_type) in makers.items():
        st.download_button(
            view.words(f"audit.export_{kind}"),
            data=guarded_download("administer", f"audit.{kind}", make),
            file_name=f"audit.{kind}",
            mime=media_type,
            key=f"audit_{kind}",
            on_click="ignore",
        )


def _whole():
    with services().store.cursor() as cursor:
        return audit.table(cursor)
