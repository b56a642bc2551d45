"""The page Assumptions: read in the reader's way of writing, changed where it stands, undone in History."""

from decimal import Decimal
from functools import partial
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from data.store import Store
from models.assumptions import known
from pages.parts.assumptions.entry import entered, shown
from pages.parts.assumptions.groups import GROUPS
from pages.parts.data.change_sentences import happened
from pages.parts.i18n import model_texts
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.runtime import services
from pages.parts.runtime.work import background

EN, ES, PT = Formats("en"), Formats("es"), Formats("pt")


@pytest.mark.parametrize(
    "formats, name, typed, kept",
    [
        (EN, "discount_rate", "12.5 %", "0.125"),
        (EN, "discount_rate", "12.5%", "0.125"),
        (ES, "discount_rate", "12,5 %", "0.125"),
        (ES, "gross_margin", "0,25", "0.25"),
        (PT, "gross_margin", "25 %", "0.25"),
        (ES, "gross_margin", "0.25", "0.25"),  # a sign that cannot mean thousands there is read as it is meant
        (EN, "hourly_cost", "1,250.50", "1250.50"),
        (PT, "hourly_cost", "1.250,50", "1250.50"),
        (EN, "horizon_months", " 24 ", "24"),
        (EN, "reporting_currency", "eur", "EUR"),
        (EN, "discount_rate", "", ""),
        (EN, "working_hours", "Mon–Thu 9-13 14:00-18:00, fri 9-14", "mon-thu 09:00-13:00 14:00-18:00; fri 09:00-14:00"),
        (ES, "working_hours", "lun–vie 9:00–17:00; sábado 9-13", "mon-fri 09:00-17:00; sat 09:00-13:00"),
        (PT, "working_hours", "segunda-feira 08:00-12:00; sex-dom 0-24", "mon 08:00-12:00; fri-sun 00:00-24:00"),
        (EN, "holidays", "2027-01-01 2026-12-25; 2026-12-25", "2026-12-25, 2027-01-01"),
    ],
)
def test_what_is_typed_is_read_in_the_readers_way_of_writing(formats, name, typed, kept):
    assert entered(formats, name, typed) == kept


@pytest.mark.parametrize(
    "formats, name, typed, said",
    [
        (EN, "discount_rate", "soon", "“soon” is not a share. Write it as 25\u00a0% or 0.25."),
        (ES, "gross_margin", "25", "«25» no es un porcentaje. Escríbalo como 25\u00a0% o 0,25."),
        (EN, "gross_margin", "120 %", "“120 %” is not a share. Write it as 25\u00a0% or 0.25."),
        (PT, "hourly_cost", "-3", "“-3” não é um valor de zero ou mais. Escreva algo como 62,50."),
        (EN, "horizon_months", "0", "“0” is not a whole number from 1 to 240."),
        (
            EN,
            "reporting_currency",
            "euro",
            "“euro” is not a currency code. Write its three letters, such as EUR, USD or BRL.",
        ),
        *(
            (
                EN,
                "working_hours",
                typed,
                f"“{typed}” is not read as working hours. Write days and times such as "
                "Mon-Thu 09:00-13:00 14:00-18:00; Fri 09:00-14:00, at most two times a day.",
            )
            for typed in ("nine to five", "9-17", "mon", "mon 17-9", "mon 9-25", "mon 9-12 11-13", "mon 1-2 3-4 5-6")
        ),
        (
            ES,
            "working_zone",
            "Madrid",
            "«Madrid» no es una zona horaria. Escriba una como Europe/Madrid o America/Bogota.",
        ),
        (EN, "holidays", "Easter", "“Easter” is not read as a list of days. Write 2026-12-25, 2027-01-01."),
        (EN, "silent_risk_ratio", "two", "“two” is not a number of zero or more. Write it as 0.25."),
    ],
)
def test_what_cannot_be_is_answered_in_one_sentence(formats, name, typed, said):
    with pytest.raises(ValueError) as refused:
        entered(formats, name, typed)
    assert str(refused.value) == said


@pytest.mark.parametrize("name", known())
@pytest.mark.parametrize("formats", [EN, ES, PT])
def test_what_stands_in_the_field_is_read_back_as_it_is_kept(formats, name):
    held = known()[name]["value"]
    kept = entered(formats, name, shown(formats, name, held))
    assert kept == held or Decimal(kept) == Decimal(held)  # "0.10" comes back as "0.1"


def test_working_hours_are_shown_with_the_days_of_the_language():
    kept = "mon-fri 09:00-17:00; sat 09:00-13:00"
    assert shown(ES, "working_hours", kept) == "lun–vie 09:00–17:00; sáb 09:00–13:00"
    assert [entered(formats, "working_hours", shown(formats, "working_hours", kept)) for formats in (EN, ES, PT)] == [
        kept
    ] * 3


@pytest.mark.parametrize("name", known())
def test_no_code_name_stands_for_an_assumption(name):
    assert known()[name]["serves"] in GROUPS
    for language in ("en", "es", "pt"):
        formats = Formats(language)
        assert "_" not in model_texts.assumption_title(language, name)
        values = known()[name].get("choices", [known()[name]["value"]])
        assert not any("_" in model_texts.assumption_value(formats, name, value) for value in values)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page over a home with a complaint and its hour of work, at an assumption."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(services.ROOT)
    import streamlit

    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    Store(tmp_path / "home").close()

    def open_at(name: str, language: str) -> AppTest:
        app = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=60)
        app.query_params.update({"assumption": name, "language": language})
        return app.switch_page("pages/assumptions.py").run()

    with act_as(LOCAL):
        yield open_at
    for work in background.works().by_key.values():
        work.thread.join()
    services.services().store.close()
    streamlit.cache_resource.clear()


def said(app: AppTest) -> str:
    """Everything the page says in HTML."""
    return " ".join(block.proto.body for block in app.get("html"))


def test_an_assumption_is_changed_where_it_stands_and_undone(page):
    app = page("discount_rate", "es")
    assert "Tasa de descuento" in said(app) and "discount_rate" not in said(app)
    assert app.text_input("value_discount_rate").value == "10\u00a0%"
    send(app, "pronto")
    assert "«pronto» no es un porcentaje" in app.error[0].value.replace("\\", "")
    assert services.services().store.version == 0
    send(app, "12,5 %")
    assert "Guardado como versión 1." in said(app) and not app.text_input
    assert "12,5\u00a0%" in said(page("discount_rate", "es"))
    store = services.services().store
    view = SimpleNamespace(language="es", formats=ES, words=partial(say, "es"))
    told = [happened(view, store.changes()[-1])]
    store.undo_change(1)
    told.append(happened(view, store.changes()[-1]))
    assert told == [
        "Cambio de supuestos: Tasa de descuento 10\u00a0% → 12,5\u00a0%.",
        "Versión 1 deshecha, supuestos: Tasa de descuento 12,5\u00a0% → 10\u00a0%.",
    ]
    held = {row["name"]: row["value"] for row in services.services().engine.assumptions(2)}
    assert held["discount_rate"] == "0.10"


def test_saving_what_holds_already_makes_no_version(page):
    send(page("horizon_months", "en"), "36")
    assert services.services().store.version == 0


def send(app: AppTest, typed: str) -> None:
    """Write a value into the open form and save it."""
    next(field for field in app.text_input if field.key.startswith("value_")).set_value(typed)
    next(button for button in app.button if button.proto.is_form_submitter).click().run()
