"""The app behind its headers and checks: streamlit run asgi.py. Plain `streamlit run app.py` keeps everything else."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from data.problems import Problem
from pages.parts import errors, serving, setup, stopping

try:
    setup.check()
except Problem as refused:
    sys.exit(str(refused))

app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=stopping.around(),
    routes=list(serving.ROUTES),
    middleware=[Middleware(serving.Guard)],
    on_script_error=errors.handle,
)
