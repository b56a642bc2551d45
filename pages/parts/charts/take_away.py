"""What can be taken of one chart: a picture with its finding, scope and source, and the finding as text."""

import importlib.util
import json

import streamlit as st

from pages.parts.access.visitor import guarded_download
from pages.parts.charts import picture
from pages.parts.i18n import figure_texts
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.copy_buttons import copy_finding

WIDTH = 900
KINDS = {"png": (picture.png, "image/png"), "svg": (picture.svg, "image/svg+xml")}


def take_away(view, name: str, spec: str, finding: str, figure: str) -> None:
    """Draw the buttons that hand out a chart as PNG and SVG and copy its finding. spec: the chart, as JSON."""
    source = figure_texts.said(view.language, services().engine.header(figure), "title") if figure else ""
    head = json.loads(spec)["usermeta"]["heading"]
    heading = {
        "title": head.get("title") or finding,
        "subtitle": head.get("subtitle", ""),
        "foot": " · ".join(filter(None, (view.scope(), source))),
        "legend": head.get("legend", ""),
    }
    with st.container(horizontal=True, key=f"noprint_take_{name}", vertical_alignment="center"):
        if importlib.util.find_spec("vl_convert"):
            for kind in KINDS:
                _button(view, name, kind, spec, heading)
        copy_finding(view, name, "\n".join(filter(None, (heading[part] for part in ("title", "subtitle", "foot")))))
    if not importlib.util.find_spec("vl_convert"):
        html.footnote(view.words("chart.no_picture"))


def _button(view, name: str, kind: str, spec: str, heading: dict) -> None:
    draw, media = KINDS[kind]
    file = f"{name}_v{view.version}.{kind}"
    st.download_button(
        view.words(f"chart.{kind}"),
        data=guarded_download("see", file, lambda: draw(json.loads(spec), WIDTH, heading)),
        file_name=file,
        mime=media,
        key=f"take_{name}_{kind}",
        on_click="ignore",
    )
