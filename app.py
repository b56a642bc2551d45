"""The app: navigation, shared filters and look. What is shown is in pages/."""

import streamlit as st

from pages.parts.access import auth_config, pages, sign_in, visitor
from pages.parts.i18n.language import say
from pages.parts.runtime import errors, query_watchdog, services, turns
from pages.parts.sharing import enter_link
from pages.parts.shell import frame
from pages.parts.ui import brand, html, patterns
from pages.parts.view.selection import filters
from pages.parts.workshop import enter_room

st.set_page_config(page_title="Loyalty Ledger", layout="wide", page_icon=brand.ICON)
turns.begin()
errors.listen()
services.act_for(visitor.actor)
sign_in.refuse_open_server(auth_config.stop_server_soon)
query_watchdog.begin(services.services().store.connection)  # before a run that others follow already could end theirs
enter_link.enter()
language = filters.settle_language()
enter_room.enter(language)
st.logo(brand.LOGO, size="large")
html.apply_style(say(language, "nav.rest"))
patterns.define_patterns(language)
sign_in.gate(pages.NAMES, language)
page = frame.navigation(language)
st.set_page_config(page_title=f"{page.title} – Loyalty Ledger")
frame.start(page, language)
frame.run(page)
