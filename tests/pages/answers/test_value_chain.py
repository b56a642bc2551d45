"""The page Value chain over homes that hold a part of what it tells, and for a person who may see one sector."""

import json
import re

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import begin_anew, said, settle
from small_organisation import bring

from data.access.actor import LOCAL, act_as
from data.store import Store
from models.engine.engine import Engine
from pages.parts.charts.network import POINTS, WIDEST
from pages.parts.i18n.language import say
from pages.parts.runtime import services

# Kitchen serves Counter, that the customer; two complaints start in Kitchen, one in Counter, none costs a thing
LINKS = "supplier,receiver,process\nKitchen,Counter,meals\nCounter,customer,orders\nCounter,Kitchen,slips\n"
COMPLAINTS = "complaint_id,opened_on,sector\nk1,2025-03-31,Kitchen\nk2,2025-03-31,Kitchen\nk3,2025-03-31,Counter\n"
# cooking takes 3 and 5 hours where 2 are agreed: the middle one is 3; serving 1 and 1 of 2
STAGES = (
    "case_id,stage,started_at,finished_at,sector,assigned_hours,promised_hours\n"
    "1,cooking,2025-03-03T08:00,2025-03-03T11:00,Kitchen,2,4\n"
    "1,serving,2025-03-03T11:00,2025-03-03T12:00,Counter,2,4\n"
    "2,cooking,2025-03-03T08:00,2025-03-03T13:00,Kitchen,2,4\n"
    "2,serving,2025-03-03T13:00,2025-03-03T14:00,Counter,2,4\n"
)
# the same of nine cases and complaints, in each of two sectors; packing was done twice only
MANY = {
    "chain_links": LINKS,
    "complaints": "complaint_id,opened_on,sector\n"
    + "".join(f"k{place},2025-03-31,{('Kitchen', 'Counter')[place % 2]}\n" for place in range(18)),
    "stage_times": STAGES.splitlines()[0]
    + "\n"
    + "".join(
        f"{case},{stage},2025-03-{case:02d}T{start}:00,2025-03-{case:02d}T{start + 3}:00,{sector},2,4\n"
        for case in range(10, 19)
        for stage, start, sector in (("cooking", 10, "Kitchen"), ("serving", 13, "Counter"), ("packing", 16, "Counter"))
        if stage != "packing" or case < 12
    ),
}
# case 1 was complained about as late; case 3 came back to the kitchen from the counter
KINDS = {
    "chain_links": LINKS,
    "complaints": "complaint_id,opened_on,sector,category,case_id,handled_by,handling_minutes,handovers,"
    "compensation,stage\n"
    "k1,2025-03-31,Kitchen,Late,1,Counter,90,1,30,transport\nk2,2025-03-31,Counter,Rude,,Counter,30,0,10,after\n"
    "k3,2025-03-31,Kitchen,Cold,,Kitchen,60,0,,after\n",
    "stage_times": STAGES
    + "3,cooking,2025-03-04T08:00,2025-03-04T09:00,Kitchen,2,4\n"
    + "3,serving,2025-03-04T11:00,2025-03-04T12:00,Counter,2,4\n"
    + "3,cooking,2025-03-04T12:00,2025-03-04T13:00,Kitchen,2,4\n",
}
HOMES = {
    "kinds": KINDS,
    "many": MANY,
    "links": {"chain_links": LINKS},
    "links and complaints": {"chain_links": LINKS, "complaints": COMPLAINTS},
    "stages": {"stage_times": STAGES},
    "both": {"chain_links": LINKS, "complaints": COMPLAINTS, "stage_times": STAGES},
}


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """A function that serves the home of a kind."""

    def begin(kind: str, **assumed: str) -> None:
        store = Store(tmp_path / "made")
        if assumed:
            store.assume({name: {"value": value} for name, value in assumed.items()})
        for dataset, text in HOMES[kind].items():
            bring(store, tmp_path, dataset, text)
        Engine(store.connection).build(store.version)
        store.close()
        begin_anew(monkeypatch, tmp_path / "made", tmp_path)

    with act_as(LOCAL):
        yield begin
    settle()
    services.services().store.close()


def words(app) -> str:
    return plain(said(app))


def ways(app) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def charts(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def layers(spec: dict) -> list[list[dict]]:
    """The rows of each layer that has some."""
    return [
        rows
        for layer in spec["layer"]
        if (rows := spec["datasets"][layer["data"]["name"]] if "name" in layer["data"] else layer["data"]["values"])
    ]


def test_links_alone_are_drawn_and_what_lacks_is_offered(serve):
    serve("links")
    app = by_all("value_chain")
    assert not app.exception and not app.error
    assert "Who serves whom, down to the customer" in words(app)
    assert "To see times, import when the stages of cases began" in words(app)
    assert len(charts(app)) == 1


def test_without_costs_lines_are_as_wide_as_the_complaints_that_pass(serve):
    serve("links and complaints")
    app = by_all("value_chain")
    # Counter hands on its own one and the two of Kitchen
    assert "Up to 3 complaints reach the customer through Counter; 1 of them start there" in words(app)
    dashed, lines, *_ = layers(charts(app)[0])
    assert len(dashed) == POINTS  # Counter to Kitchen leads away from the customer
    # two of three complaints come from Kitchen
    assert sorted({round(row["width"], 6) for row in lines}) == [round(WIDEST * 2 / 3, 6), WIDEST]


def test_stages_alone_are_a_staircase_that_names_the_slowest(serve):
    serve("stages")
    app = by_all("value_chain")
    assert not app.exception and not app.error
    assert "Half of the cases spend more than 3 hours in cooking; 2 were agreed" in words(app)
    # over by 1 and 3 hours, all of it in the kitchen
    assert "Most time is lost at cooking (Kitchen): 100 % of all hours beyond the agreed time" in words(app)
    assert "To draw the chain, import who serves whom" in words(app)
    app.query_params["open"] = ["rows_behind"]
    app.run()
    assert not app.exception and not app.error
    assert [box.label for box in app.selectbox if box.key.startswith("behind_")] == ["Sector", "Stage"]


def test_a_person_of_one_sector_sees_its_stages_and_no_network(serve, monkeypatch):
    serve("both")
    app = as_person(monkeypatch, "value_chain", ("Counter",))
    assert not app.exception and not app.error
    assert "serving" in words(app) and "cooking" not in said(app) and "Kitchen" not in said(app)


def test_a_link_opens_the_page_without_what_is_about_few(serve):
    serve("many")
    app = by_link("value_chain", None)
    assert not app.exception and not app.error
    # nine of the complaints start in Kitchen and pass through Counter, where nine more start
    assert "Up to 18 complaints reach the customer through Counter; 9 of them start there" in words(app)
    assert "cooking" in words(app) and "serving" in words(app) and "packing" not in words(app)
    assert len(charts(app)) == 2
    scoped = by_link("value_chain", ("Counter",))
    assert not scoped.exception and not scoped.error
    assert "serving" in words(scoped) and "Kitchen" not in words(scoped) and not charts(scoped)


def test_the_page_of_all_cases_and_of_chosen_ones(serve, monkeypatch):
    serve("kinds")
    app = by_all("value_chain")
    assert "of the 3 cases that begin with" in words(app) and "2 cases" not in words(app)
    assert "33 % of cases come back to a sector they had left" in words(app)
    late = by_all("value_chain", cases="category:Late")
    assert not late.exception and not late.error
    assert "complaints “Late” · All 2 sectors" in words(late) and "of the only case that begins with" in words(late)
    assert "No case came back to a sector" in words(late) and "1 case" in words(late)
    # the 30 paid for the one complaint about case 1, which starts in the kitchen
    assert "Up to 30 reaches the customer through Counter; 0 of it starts there" in words(late)
    links = [link.split('"')[0] for link in said(late).split('href="')[1:] if "explain=" in link]
    assert links and all("cases=category%3ALate" in link for link in links)
    unknown = by_all("value_chain", cases="category:Early")
    assert "does not exist. Showing All cases and complaints" in words(unknown)
    assert "of the 3 cases that begin with" in words(unknown)
    # one sector's person, who would learn of few cases by subtraction, sees all of theirs
    own = as_person(monkeypatch, "value_chain", ("Counter",), cases="category:Late")
    assert not own.exception and "complaints “Late”" not in words(own) and "Kitchen" not in words(own)
    # who may change nothing is not offered to change who serves whom
    assert [button.key for button in app.button if button.key == "links_save"] == ["links_save"]
    assert not [button.key for button in own.button if button.key == "links_save"]
    assert "Fewer than 100 finished cases with a promised time" in words(app)
    # the counter worked 120 of 180 minutes; one complaint of three was handed over; nothing is said of first contacts
    assert "In 1 of 2 situations customer service backfires here" in words(app)
    assert "applies here. Counter does 67 % of the work on complaints: 2 complaints" in words(app)
    assert "does not apply. 33 % of the complaints are handed over at least once: 1 complaint, 30." in words(app)
    assert "It cannot resolve complaints itself: not known." in words(app)
    # 30 of 40 was paid where the goods are on their way
    assert "75 % of the cost of complaints arises at the stage “transport”" in words(app)
    through = by_all("value_chain", cases="sector:Kitchen")
    assert "backfire" not in words(through) and "customer’s way" not in words(through)


@pytest.mark.parametrize(
    "language, written", [("en", "1 complaint,"), ("es", "1 reclamación,"), ("pt", "1 reclamação,")]
)
@pytest.mark.parametrize("situation", ["one_department", "cut_off", "cannot_resolve"])
def test_one_complaint_is_said_as_one(situation, language, written):
    fields = {"sector": "Kitchen", "share": "50 %", "cases": "1", "money": "5"}
    assert written in say(language, f"backfire.{situation}_said", count=1, **fields)
    assert written not in say(language, f"backfire.{situation}_said", count=2, **fields)


def test_hours_are_called_working_hours_where_they_are_set(serve):
    serve("stages", working_hours="mon-fri 09:00-12:00", holidays="2025-03-05")
    app = by_all("value_chain")
    assert not app.exception
    assert "Hours here are working hours: Mon–Fri 09:00–12:00, without 1 holiday." in words(app)
    assert "working hours since the case began" in str(charts(app))
    assert "Working hours, open stages counted as open" in words(app)
    assert "Set working hours" not in ways(app)


def test_hours_are_called_hours_elapsed_where_none_are_set_with_the_way_to_set_them(serve):
    serve("many")
    for app, is_offered in ((by_all("value_chain"), True), (by_link("value_chain", None), False)):
        assert "Hours here are hours elapsed: nights, weekends and holidays count." in words(app)
        assert ("Set working hours" in ways(app)) == is_offered


def test_what_stands_further_down_is_told_at_the_head_with_a_link_there(serve):
    serve("kinds")  # the shares of the test above; two stages of three cases tell nothing of an hour
    told = said(by_all("value_chain"))
    (listed,) = re.findall(r'<ul class="told">.*?</ul>', told)
    findings = [plain(one) for one in re.findall(r"<li>.*?</li>", listed)]
    assert findings == [
        "75 % of the cost of complaints arises at the stage “transport” of the customer journey See below",
        "In 1 of 2 situations customer service backfires here See below",
    ]
    anchors = re.findall('href="#([a-z]+)"', listed)
    assert anchors == ["journey", "backfire"]
    assert all(f'<h2 class="ct" id="{anchor}">' in told for anchor in anchors)


def test_a_limit_of_compensation_is_told_and_self_service_where_it_lacks(serve):
    serve("kinds", compensation_limit="30")
    told = words(by_all("value_chain"))
    assert "Self-service cannot be told: neither complaints nor contacts state a channel" in told
    # of 30 and 10 one reaches 30
    assert "50 % of the compensations reach the limit of 30: 1 complaint" in told
    assert "Whether a limit of compensation was reached" not in told
