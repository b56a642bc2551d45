"""The app: navigation, shared filters and look. What is shown is in pages/."""

import streamlit as st

from pages.parts import errors, filters, frame, house, look, patterns, queries, setup, shared, signing_in, visitor

st.set_page_config(page_title="Loyalty Ledger", layout="wide", page_icon="static/icon.png")
errors.listen()
house.act_for(visitor.actor)
signing_in.refuse_open_server(setup.stop_server_soon)
queries.begin(house.house().store.connection)  # before a run that others follow already could end theirs
shared.begin()
language = filters.settle_language()
st.logo("static/logo.svg", size="large")
look.apply_style()
patterns.define_patterns(language)
signing_in.gate(frame.PAGES, language)
page = frame.navigation(language)
st.set_page_config(page_title=f"{page.title} – Loyalty Ledger")
frame.start(page, language)
frame.run(page)
