"""The made-up company: its sectors, kinds of customer and kinds of complaint, with the effects planted in them."""

from typing import NamedTuple

COMPANY = "Halden Appliances"
CURRENCY = "EUR"


class Sector(NamedTuple):
    """One sector; hours a month and hourly_cost are for 3,000 customers at the start of the 24 months."""

    name: str
    customer_facing: str
    outsourced: str
    practical_hours: int
    hourly_cost: float
    description: str


SECTORS = (
    Sector("Store sales", "yes", "no", 320, 35, "Three shops and the web shop"),
    Sector("Call centre", "yes", "no", 340, 36, "Answers customers by telephone, mail and chat"),
    Sector("Delivery", "yes", "yes", 480, 34, "Brings and connects appliances"),
    Sector("Repairs", "yes", "no", 640, 46, "Repairs at home and in the workshop"),
    Sector("Billing", "no", "no", 160, 38, "Invoices, credits and service plans"),
    Sector("Warehouse", "no", "no", 330, 30, "Stores and picks appliances and parts"),
    Sector("Purchasing", "no", "no", 165, 44, "Buys appliances and parts"),
    Sector("Planning", "no", "no", 150, 48, "Plans stock, routes and visits"),
)

CHAIN_LINKS = (  # supplier, receiver, process: Planning is four steps from the customer
    ("Store sales", "customer", "Advice and order"),
    ("Call centre", "customer", "Questions and complaints"),
    ("Delivery", "customer", "Delivery and connection"),
    ("Repairs", "customer", "Repair visit"),
    ("Billing", "Call centre", "Invoices and credits"),
    ("Billing", "Store sales", "Service plans"),
    ("Warehouse", "Delivery", "Picked orders"),
    ("Warehouse", "Repairs", "Parts for visits"),
    ("Purchasing", "Warehouse", "Goods received"),
    ("Planning", "Purchasing", "Demand forecast"),
)


class Segment(NamedTuple):
    """A kind of customer; rates are shares a month, monthly_margin is the mean in the reporting currency."""

    name: str
    share: float
    leaving_rate: float
    complaint_rate: float
    monthly_margin: float


# Who leaves sooner complains more as well: a crude comparison overstates what complaints do.
SEGMENTS = (
    Segment("Households", 0.60, 0.014, 0.046, 22),
    Segment("Landlords", 0.22, 0.009, 0.036, 41),
    Segment("Small trade", 0.18, 0.027, 0.100, 34),
)
TENURE_BAND_DAYS = (0, 91, 365, 730)
LEAVING_BY_TENURE = (1.7, 1.2, 0.9, 0.7)
COMPLAINTS_BY_TENURE = (1.8, 1.2, 0.9, 0.7)

EFFECT_MONTHS = 6
HAZARD_RATIO_RESOLVED = 1.8  # the planted effect: leaving is this much likelier for six months
HAZARD_RATIO_UNRESOLVED = 4.0


class Channel(NamedTuple):
    """A way customers come; cost is what one new customer costs there, 0 where nothing is spent."""

    name: str
    share: float
    cost: int


CHANNELS = (
    Channel("Shop", 0.30, 95),
    Channel("Web shop", 0.28, 140),
    Channel("Comparison site", 0.20, 210),
    Channel("Builders and agents", 0.12, 180),
    Channel("Recommendation", 0.10, 0),
)


class Category(NamedTuple):
    """A kind of complaint: where it starts, how often, what it takes and how often it is resolved."""

    name: str
    sector: str
    share: float
    stage: str
    route: str  # the chain a late case went through, empty where no case is opened
    minutes: int
    compensation: int
    rework: int
    resolved: float


CATEGORIES = (
    Category("Delivered late", "Delivery", 0.23, "transport", "delivery", 48, 40, 35, 0.68),
    Category("Part not in stock", "Purchasing", 0.13, "after", "repair", 42, 26, 0, 0.66),
    Category("Damaged on arrival", "Warehouse", 0.11, "receipt", "", 50, 34, 85, 0.82),
    Category("Repair took too long", "Repairs", 0.10, "after", "repair", 44, 26, 30, 0.74),
    Category("Wrong invoice", "Billing", 0.09, "after", "", 32, 16, 0, 0.90),
    Category("Wrong item", "Warehouse", 0.07, "receipt", "delivery", 40, 18, 60, 0.88),
    Category("Repair failed again", "Repairs", 0.06, "after", "", 46, 30, 95, 0.76),
    Category("No one answered", "Call centre", 0.06, "before purchase", "", 18, 8, 0, 0.84),
    Category("Promised date changed", "Planning", 0.05, "purchase", "delivery", 34, 18, 0, 0.76),
    Category("Faulty from new", "Purchasing", 0.04, "receipt", "", 52, 40, 110, 0.84),
    Category("Not as described", "Store sales", 0.03, "purchase", "", 36, 28, 20, 0.86),
    Category("Carrier or weather", "(outside)", 0.02, "transport", "", 26, 16, 0, 0.80),
    Category("Something else", "", 0.01, "after", "", 24, 10, 0, 0.80),
)

LEAVING_REASONS = (  # what those who leave say, the sector whose matter it is, share; one in six says nothing
    ("Price", "Store sales", 0.22),
    ("Moved away", "(outside)", 0.16),
    ("Waited too long for a repair", "Repairs", 0.15),
    ("Delivered late", "Delivery", 0.12),
    ("Nobody called back", "Call centre", 0.09),
    ("Invoices never right", "Billing", 0.06),
    ("Part not in stock", "Purchasing", 0.04),
    ("", "", 0.16),
)
CONTACT_CHANNELS = (
    ("telephone", 0.46),
    ("mail", 0.24),
    ("chat", 0.08),
    ("self-service", 0.06),
    ("shop", 0.10),
    ("letter", 0.06),
)
