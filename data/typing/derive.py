"""Columns that follow from others: revenue from quantity and price, currency from what stands beside amounts."""

from data.typing.source import Source
from data.typing.staged import Staged

PRODUCT = "try(round(cast(quantity as decimal(38,6)) * cast(unit_price as decimal(38,10)), 6)::decimal(38,6))"


def derived_names(source: Source, currencies: dict) -> list:
    """The columns that are added to those of the file."""
    names = {c.name for c in source.columns}
    added = ["revenue"] if _multiplies(source) and "revenue" not in names else []
    return added + (["currency"] if _states_currency(source, currencies) else [])


def with_derived(query: str, source: Source, currencies: dict) -> tuple[str, list]:
    """The query with revenue (quantity × unit_price, six decimals) and currency filled in, and its parameters."""
    parameters = []
    if _multiplies(source):
        query = _with_revenue(query, source)
    if _states_currency(source, currencies):
        query = f"select *, case when coalesce({', '.join(currencies)}) is not null then ? end as currency from ({query})"
        parameters = [next(iter(currencies.values()))]
    return query, parameters


def refuse_two_currencies(staged: Staged, currencies: dict) -> None:
    """Refuses a file whose columns of money state different currencies."""
    codes = sorted(set(currencies.values()))
    if len(codes) > 1:
        staged.refuse("MIXED_CURRENCY", next(iter(currencies)), currencies=", ".join(codes))


def _multiplies(source: Source) -> bool:
    return {"quantity", "unit_price"} <= {c.name for c in source.columns} and "revenue" in source.contract.names


def _states_currency(source: Source, currencies: dict) -> bool:
    return bool(currencies) and "currency" in source.contract.names and "currency" not in {c.name for c in source.columns}


def _with_revenue(query: str, source: Source) -> str:
    too_large = (f"case when quantity is not null and unit_price is not null and {PRODUCT} is null "
                 "then 'AMOUNT_TOO_LARGE' else quantity__code end as quantity__code")
    if "revenue" in {c.name for c in source.columns}:
        return f"select * replace (coalesce(revenue, {PRODUCT}) as revenue, {too_large}) from ({query})"
    return f"select * replace ({too_large}), {PRODUCT} as revenue from ({query})"
