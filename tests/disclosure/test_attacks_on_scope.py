"""Who may see some sectors only, and what others looked at before them on the same server."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from sharing_home import app, fresh_server, said, shown

from data.access.actor import Actor
from pages.parts.access import auth_config, uploads, visitor
from pages.parts.access import uploads as uploaders
from pages.parts.access.visitor import Visitor
from pages.parts.runtime import services


@pytest.fixture(scope="module")
def filled(templates):
    return templates.shared()


@pytest.fixture(autouse=True)
def server(filled, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, filled, tmp_path):
        yield


@pytest.fixture
def signed_in(monkeypatch):
    """A function that lets the sessions of the app be somebody."""

    def as_somebody(role: str, sectors: tuple[str, ...] | None = None) -> None:
        monkeypatch.setattr(
            visitor, "_signed_in", lambda *_: Visitor(Actor("ana", role, sectors), signed_in=True, name="ana")
        )
        monkeypatch.setattr(auth_config, "mode", lambda: auth_config.SIGN_IN)

    return as_somebody


def test_a_chart_drawn_for_somebody_who_sees_all_is_not_shown_to_who_sees_some(signed_in):
    whole = _overview()
    signed_in("viewer", ("Billing",))
    own = _overview()
    assert (
        whole.get("vega_lite_chart") and "Repairs" in " ".join(shown(whole)) and "Repairs" not in " ".join(shown(own))
    )
    # the same page, period and language, but other sums: Billing has a third of the complaints
    assert not {chart.proto.spec for chart in whole.get("vega_lite_chart")} & {
        chart.proto.spec for chart in own.get("vega_lite_chart")
    }


def _overview():
    session = app(**{"language": "en", "from": "2025-01", "to": "2025-11"})
    assert not session.exception and not session.error
    return session


@pytest.mark.parametrize(
    "address",
    [
        {"explain": "customers.monthly_margin", "cell": ["customer_id=c1"]},
        {"explain": "complaints.compensation", "cell": ["complaint_id=k1"]},
        {"open": ["explain_figures"], "explain_figure": "ledger", "input_of_ledger": "cost_line"},
    ],
)
def test_rows_that_name_customers_are_not_for_who_only_sees(signed_in, address):
    for role, sees in (("facilitator", False), ("finance", True)):
        signed_in(role)
        session = app(**{"language": "en", "from": "2025-01", "to": "2025-11"}, **address)
        words = " ".join([said(session), *(text.value for text in session.get("text"))])
        assert not session.exception and ("name customers" in words) is not sees, (role, words[-300:])
        assert sees or not session.dataframe


def test_files_are_taken_from_who_may_bring_them_and_has_the_field_before_them(signed_in, monkeypatch):
    monkeypatch.setattr(uploaders, "get_script_run_ctx", lambda: SimpleNamespace(session_id="mine"))
    held = {"role": "finance"}
    signed_in("finance")
    monkeypatch.setattr(
        visitor, "_signed_in", lambda *_: Visitor(Actor("ana", held["role"]), signed_in=True, name="ana")
    )
    assert not uploads.may_upload("mine")
    session = app(language="en")
    assert not uploads.may_upload("mine")  # a page without a field for files
    session.switch_page(str(services.ROOT / "pages" / "data.py")).run()
    assert not session.exception and uploads.may_upload("mine") and not uploads.may_upload("another")
    held["role"] = "viewer"
    assert not uploads.may_upload("mine")


def test_the_grid_hands_out_no_file_of_its_own():
    # its file is neither made safe for a spreadsheet program nor for those alone who may have stored rows
    label = "Download as CSV"
    bundle = Path(streamlit.__file__).parent / "static" / "static" / "js"
    assert any(f"label:`{label}`" in path.read_text(encoding="utf-8") for path in bundle.glob("DataFrame.*.js"))
    assert f'[data-testid=stElementToolbar] button[aria-label^="{label}"] {{ display: none; }}' in (
        services.ROOT / "pages" / "parts" / "ui" / "style.css"
    ).read_text(encoding="utf-8")
