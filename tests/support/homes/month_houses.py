"""Houses opened anew, and what stands of month ends in them."""

from contextlib import contextmanager
from pathlib import Path

from data.store import Store
from models.engine.engine import Engine
from pages.parts.runtime.services import Services


@contextmanager
def opened(home: Path):
    """The house of a home: store, and the engine as the pages have it."""
    store = Store(home)
    try:
        yield Services(home, store, Engine(store.connection, month_ends=True))
    finally:
        store.close()


def month_of(day) -> str:
    return f"{day:%Y-%m}"


def schemas(house: Services, start: str) -> list[str]:
    """The schemas of a home whose names begin so."""
    with house.store.cursor() as cursor:
        sql = "select schema_name from duckdb_schemas() where starts_with(schema_name, ?) order by schema_name"
        return [name for (name,) in cursor.execute(sql, [start]).fetchall()]


def chosen(house: Services) -> list[str]:
    """Three month ends: the oldest, one in the middle, the newest but one."""
    days = house.engine.month_ends.days(house.store.version)
    return [month_of(days[place]) for place in (-1, len(days) // 2, 1)]
