"""The app behind its headers and checks: streamlit run asgi.py. Plain `streamlit run app.py` has none of them."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from data.problems import Problem
from pages.parts import errors, listening, month_ends, serving, setup, stopping

try:
    setup.check()
except Problem as refused:
    sys.exit(str(refused))
listening.say_other_port()

app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=stopping.around(month_ends.running),
    routes=list(serving.ROUTES),
    middleware=[Middleware(serving.Guard)],
    on_script_error=errors.handle,
)
