"""What a report is asked for on a page: format, the making with its progress, the download."""

import streamlit as st

from data.problems import sentence
from pages.parts.access.visitor import guarded_download
from pages.parts.reports import make
from pages.parts.reports.request import Request
from pages.parts.runtime.work import background
from pages.parts.runtime.work.background import Work
from pages.parts.ui import html

ASKED = "report_asked"
MEDIA = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def report_panel(view, request: Request, offered: tuple[str, ...] = ()) -> None:
    """Draw the choice of a format, the button that makes the report, how far it is, and the download.

    offered: the formats there are for such a report, all unless some are named.
    """
    endings = [one for one in make.endings() if not offered or one in offered]
    ending = st.segmented_control(
        view.words("report.format"),
        endings,
        default=endings[0],
        key="report_format",
        format_func=lambda one: view.words(f"report.format_{one[1:]}"),
        required=True,
    )
    key = ("report", repr(view.key), request.kind, request.page, request.sector, request.room, request.revision, ending)
    if st.button(view.words("report.make"), key="report_make", type="primary"):
        st.session_state[ASKED] = key
        background.begin(key, lambda tell: make.write(request, ending, tell), again=lambda known: bool(known.failure))
    work = background.known(key)
    if work is None or st.session_state.get(ASKED) != key:
        return
    if work.is_running:
        background.progress(work, lambda one: _said(view, one))
    elif work.failure:
        st.error(html.plain(_failed(view, work)))
    else:
        _download(view, request, ending, work)


def _said(view, work: Work) -> str:
    if not work.step:
        return view.words("report.begins")
    return view.words("report.waits", step=work.step, done=work.done + 1, total=work.total)


def _failed(view, work: Work) -> str:
    if work.problem is None:
        return view.words("report.failed")
    return sentence(work.problem.code, work.problem.fields, view.language)


def _download(view, request: Request, ending: str, work: Work) -> None:
    name = f"{file_name(request)}{ending}"
    st.download_button(
        html.plain(view.words("report.download", name=name)),
        data=guarded_download("see", name, lambda: work.result),
        file_name=name,
        mime=MEDIA[ending],
        key="report_download",
        on_click="ignore",
    )


def file_name(request: Request) -> str:
    """Return what a report's file is called, without its ending."""
    return "_".join(filter(None, ("report", request.page or request.kind, f"v{request.version}")))
