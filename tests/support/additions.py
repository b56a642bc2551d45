"""One of each thing CONTRIBUTING says how to add, as a newcomer would: what is written into which file."""

from dataclasses import dataclass, field

from translations import described, header, in_every_language, in_translations

from data.languages import LANGUAGES


@dataclass(frozen=True)
class Addition:
    """One thing added: new files with their text, and edits of files that are there.

    edits: file -> (what stands there, what is put before it); "" puts it at the end.
    names: the words that stand in <…> in CONTRIBUTING.
    """

    names: dict[str, str]
    new: dict[str, str]
    edits: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


FIGURES = "pages/text/<translation>/models/figures.toml"
DATA_SETS = "data/text/<translation>/data_sets.toml"
COLUMNS = "data/text/<language>/columns.toml"
OPEN_COMPLAINT = """-- title:   Complaints still open
-- meaning: How many complaints have no day of closing.
-- grain:   one row per sector
-- units:   unsettled = complaints
-- formula: number of complaints without closed_on
-- source:  complaints
-- limits:  a day of closing nobody uploaded counts as open
-- key:     sector
select
    complaints.sector,
    count(*) as unsettled
from complaints
where complaints.closed_on is null
group by complaints.sector
"""
FIGURE = Addition(
    names={"subject": "costs", "figure": "open_complaint"},
    new={
        "models/costs/open_complaint.sql": OPEN_COMPLAINT,
        "tests/figures/open_complaint.toml": """[[case]]
says = "a complaint with a day of closing is not open"
# two of three have none
given.complaints = [
    { complaint_id = "1", opened_on = 2025-01-01, sector = "Desk" },
    { complaint_id = "2", opened_on = 2025-01-02, sector = "Desk" },
    { complaint_id = "3", opened_on = 2025-01-03, sector = "Desk", closed_on = 2025-01-09 },
]
expect = [{ sector = "Desk", unsettled = 2 }]
""",
    },
    edits=in_translations(FIGURES, "\n[open_complaint]\n" + header(OPEN_COMPLAINT, "» "))
    | in_translations("pages/text/<translation>/models/columns.toml", 'unsettled = "»"\n'),
)

COURIER = """-- title:   Courier
-- meaning: What it cost to bring or fetch goods again.
-- grain:   one row per complaint that states an amount
-- units:   amount = reporting currency
-- formula: courier_cost × exchange rate of the month of opened_on
-- source:  complaints
-- limits:  a complaint without a stated amount counts as zero
-- key:     complaint_id
select
    complaints.complaint_id,
    'courier' as component,
    'booked' as evidence,
    paying_sector.incurred_by,
    complaints.courier_cost as amount,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row
from complaints
join paying_sector on paying_sector.complaint_id = complaints.complaint_id
where complaints.courier_cost is not null
"""
COMPONENT = Addition(
    names={"component": "courier"},
    new={
        "models/costs/courier.sql": COURIER,
        "tests/figures/courier.toml": """[[case]]
says = "a stated amount is a line of cost, none is none"
given.complaints = [
    { complaint_id = "1", opened_on = 2025-01-01, sector = "Desk", courier_cost = 12 },
    { complaint_id = "2", opened_on = 2025-01-02, sector = "Desk" },
]
expect = [{ complaint_id = "1", component = "courier", evidence = "booked", amount = 12 }]
""",
    },
    edits={
        "data/contracts/complaints.toml": [
            (
                "[columns.paid_by]",
                '[columns.courier_cost]\ntype = "money"\nunit = "currency"\nminimum = 0\n'
                'meaning = "Bringing or fetching goods again."\nheadings = ["courier fee"]\n'
                'examples = ["", "8.50", ""]\n\n',
            )
        ],
        "models/cleaned/complaints.sql": [
            (
                "    cast(round(stated.escalation_cost",
                "    cast(round(stated.courier_cost * stated.rate, 6) as decimal(38, 6)) as courier_cost,\n",
            )
        ],
        "models/costs/cost_line.sql": [
            (
                "select\n    escalation.complaint_id",
                "select\n    courier.complaint_id,\n    courier.component,\n    courier.evidence,\n"
                "    courier.incurred_by,\n"
                "    courier.amount,\n    cast(0 as decimal(38, 15)) as customers_lost,\n    false as projected,\n"
                "    null as rate_source,\n    courier.dataset,\n    courier.import_id,\n    courier.source_row\n"
                "from courier\nunion all\n",
            )
        ],
    }
    | in_translations(FIGURES, "\n[courier]\n" + header(COURIER, "» "))
    | in_translations(
        DATA_SETS,
        "\n[complaints.columns.courier_cost]\n"
        + described(("Bringing or fetching goods again.",), 'heading = "mensajería"\nmeaning = "»"\n'),
    )
    | in_every_language(COLUMNS, "\n[units]", 'courier_cost = "»"\n'),
)

ASSUMPTION = Addition(
    names={},
    new={},
    edits={
        "models/assumptions.toml": [
            (
                "",
                '\n[patience_days]\ntitle = "Patience of a customer"\nserves = "cost"\ntype = "whole"\n'
                'least = 1\nmost = 90\nvalue = "7"\nlow = "3"\nhigh = "14"\n'
                'unit = "days"\n'
                'source = "a rule of thumb"\nnote = "How many days a customer waits before asking again."\n',
            )
        ],
    }
    | in_translations(
        "pages/text/<translation>/models/assumptions.toml",
        "\n[patience_days]\n"
        + described(
            (
                "Patience of a customer",
                "days",
                "a rule of thumb",
                "How many days a customer waits before asking again.",
            ),
            'title = "»"\nunit = "»"\nsource = "»"\nnote = "»"\n',
        ),
    ),
)

DATA_SET = Addition(
    names={"dataset": "visits"},
    new={
        "data/contracts/visits.toml": """title = "Visits"
meaning = "Who came to a shop, and when."
key = ["visit_id"]
keeping = "row"

[columns.visit_id]
type = "id"
required = true
meaning = "Number of the visit."
headings = ["visit number"]
examples = ["V-1", "V-2", "V-3"]

[columns.visited_on]
type = "day"
required = true
meaning = "Day of the visit."
headings = ["day of visit"]
examples = ["2026-01-05", "2026-01-05", "2026-01-06"]
""",
        "models/cleaned/visits.sql": """-- title:   Visits
-- meaning: Who came to a shop, and when.
-- grain:   one row per visit
-- source:  visits
select
    raw_visits.visit_id,
    raw_visits.visited_on,
    raw_visits.import_id,
    raw_visits.source_row
from raw_visits
cross join assumption
where raw_visits.from_version <= assumption.version
    and (raw_visits.to_version is null or raw_visits.to_version > assumption.version)
""",
    },
    edits=in_translations(
        DATA_SETS,
        "\n[visits]\n"
        + described(("Visits", "Who came to a shop, and when."), 'title = "»"\nmeaning = "»"\n')
        + "\n[visits.columns.visit_id]\n"
        + described(("Number of the visit.",), 'heading = "id_visita"\nmeaning = "»"\n')
        + "\n[visits.columns.visited_on]\n"
        + described(("Day of the visit.",), 'heading = "día_visita"\nmeaning = "»"\n'),
    )
    | in_every_language(COLUMNS, "\n[units]", 'visit_id = "»"\nvisited_on = "»"\n'),
)

PAGE = Addition(
    names={"page": "punctuality", "subject": "waiting_time"},
    new={
        "pages/punctuality.py": '''"""How long customers wait."""

from pages.parts.punctuality.waiting_time import waiting_time
from pages.parts.shell.frame import open_answers
from pages.parts.view.view_cache import drawn

view = open_answers("punctuality")
drawn(view, "punctuality", waiting_time)
''',
        "pages/parts/punctuality/waiting_time.py": '''"""How long customers wait, in one sentence."""

from pages.parts.ui import html


def waiting_time(view) -> None:
    """Draw how many sectors have customers waiting."""
    sectors = view.read("sector_overview")
    html.page_header(view.scope(), view.words("punctuality.answer", count=len(sectors)), view.words("punctuality.why"))
''',
    }
    | {
        f"pages/text/{language}/punctuality.toml": f'[punctuality]\nanswer = "{{count}} {language}"\nwhy = "»"\n'
        for language in LANGUAGES
    },
    edits={
        "pages/parts/access/pages.py": [
            ('    Page("data", "data"', '    Page("punctuality", "answers", needs=("complaints",)),\n')
        ],
        "README.md": [("| Data |", "| » | How long do customers wait? |\n")],
    }
    | {f"pages/text/{language}/shell.toml": [("[word]", 'punctuality = "»"\n\n')] for language in LANGUAGES},
)

ADDITIONS = {
    "A figure": FIGURE,
    "A cost component": COMPONENT,
    "An assumption": ASSUMPTION,
    "A data set": DATA_SET,
    "A page": PAGE,
}
