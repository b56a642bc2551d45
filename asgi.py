"""The app behind its headers and checks: streamlit run asgi.py. Plain `streamlit run app.py` has none of them."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from data.problems import Problem, sentence
from models.engine.backends import settings
from models.engine.backends.failures import EngineFails
from pages.parts.access import auth_config, http_guard
from pages.parts.admin import health
from pages.parts.runtime import errors, logs, memory, server_port, shutdown
from pages.parts.runtime.work import company_tables, month_ends, scheduled_backup

memory.share()
try:
    auth_config.check()
    logs.set_up()
    settings.chosen()
    company_tables.check_at_start()
except Problem as refused:
    sys.exit(str(refused))
except EngineFails as refused:
    sys.exit(sentence(refused.code, refused.fields))
server_port.say_other_port()

app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=shutdown.around(logs.running, month_ends.running, scheduled_backup.running, company_tables.running),
    routes=[*http_guard.ROUTES, *health.ROUTES],
    middleware=[Middleware(http_guard.Guard)],
    on_script_error=errors.handle,
)
