"""The app: navigation, shared filters and look. What is shown is in pages/."""

import streamlit as st

from pages.parts import filters, frame, look, patterns

st.set_page_config(page_title="Loyalty Ledger", layout="wide", page_icon="static/icon.png")
language = filters.settle_language()
st.logo("static/logo.svg", size="large")
look.apply_style()
patterns.define_patterns(language)
page = frame.navigation(language)
frame.start(language)
frame.run(page, language)
