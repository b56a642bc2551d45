"""An option that names a heading the file does not have is refused, with the heading that may be meant."""

import pytest
from parsed import Parsed

from data.problems import sentence

COSTS = "Area;Monat;Betrag;S/H;Haben;Währung;Einheit\nA;2025-01;10;H;;EUR;\n"
SAID = {"sector": "Area", "month": "Monat", "amount": "Betrag"}
EVENTS = "case,activity,Fecha,Hora,Estado\nK1,a,2025-03-05,08:00,start\nK1,a,2025-03-05,09:00,complete\n"
RATES = "month,currency,rate,Einheiten\n2025-01,JPY,15.5,100\n"
PEOPLE = "customer_id,started_on,Region,Stand\nC1,2024-01-05,West,2025-01-05\n"


@pytest.mark.parametrize(
    ("dataset", "text", "setting", "value", "read", "near"),
    [
        ("sector_costs", COSTS, "amount.sign-from", "SH", "SH", "S/H"),
        ("sector_costs", COSTS, "amount.minus", "Habe", "Habe", "Haben"),
        ("sector_costs", COSTS, "amount.unit-from", "Einheiten", "Einheiten", "Einheit"),
        ("exchange_rates", RATES, "rate.per", "#7", "#7", None),
        ("stage_times", EVENTS, "clock.Horas", "Fecha", "Horas", "Hora"),
        ("stage_times", EVENTS, "clock.Hora", "Fechas", "Fechas", "Fecha"),
        ("stage_times", EVENTS, "clock.Zeit", "none", "Zeit", None),
        ("stage_times", EVENTS, "lifecycle", "Status=start", "Status", None),
        ("stage_times", EVENTS, "stages", "Fecha,Horra", "Horra", "Hora"),
        ("customers", PEOPLE, "only.Regions", "West", "Regions", "Region"),
        ("customers", PEOPLE, "skip.Regoin", "none", "Regoin", "Region"),
        ("customers", PEOPLE, "keep", "last-by:Standt", "Standt", "Stand"),
    ],
)
def test_a_heading_that_is_not_there_is_refused(tmp_path, dataset, text, setting, value, read, near):
    mapping = SAID if dataset == "sector_costs" else {}
    fixed = {"purpose.value": "running"} if dataset == "sector_costs" else {}
    found = Parsed(tmp_path, dataset, text, mapping=mapping, settings=fixed | {setting: value})
    fields = found.staged.error["fields"]
    assert (found.error, fields["setting"]) == ("HEADING_NOT_THERE", f"{setting}={value}")
    assert (fields["heading"], fields["near"]) == (read, near)
    assert (f'Did you mean "{near}"?' in sentence(found.error, fields)) == bool(near)


def test_a_time_of_day_is_found_by_what_was_said_whatever_its_heading(tmp_path):
    text = "case,activity,Fecha,Registro\nK1,a,2025-03-05,08:00\nK1,b,2025-03-05,09:30\n"
    found = Parsed(tmp_path, "stage_times", text, {"started_at": "Fecha"}, {"clock.registro": "FECHA"})
    assert [str(at) for at in found.column("started_at")] == ["2025-03-05 08:00:00", "2025-03-05 09:30:00"]


def test_a_remembered_heading_is_let_go_where_a_later_file_has_it_not(put, store):
    first = "case,activity,Logged,Filed,Time\nK1,a,2025-03-05,2025-03-06,08:00\nK1,b,2025-03-05,2025-03-06,09:00\n"
    said = {"started_at": "Logged", "finished_at": "none"}
    assert put("stage_times", first, mapping=said, **{"clock.Time": "Logged"})["status"] == "stored"
    later = "case,activity,Filed,Time\nK2,a,2025-04-05,08:00\nK2,b,2025-04-05,09:00\n"
    answer = put("stage_times", later, mapping={"started_at": "Filed"}, name="later.csv")
    assert answer["status"] == "stored"
    rows = store.connection.cursor().execute("select started_at::varchar from raw_stage_times order by 1").fetchall()
    assert [at for (at,) in rows][-2:] == ["2025-04-05 08:00:00", "2025-04-05 09:00:00"]


def test_rows_are_chosen_by_a_heading_that_ends_like_an_option(tmp_path):
    text = "customer_id,started_on,Paid.per\nC1,2024-01-05,West\nC2,2024-01-05,East\n"
    assert Parsed(tmp_path, "customers", text, settings={"only.Paid.per": "West"}).column("customer_id") == ["C1"]
