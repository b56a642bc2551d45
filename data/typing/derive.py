"""Columns that follow from others: revenue from quantity and price, currency from what stands beside amounts."""

from data.typing.source import Source
from data.typing.staged import Staged


def add_revenue(cursor, staged: Staged, source: Source) -> None:
    """Fills revenue, where blank, with quantity × unit_price rounded to six decimals."""
    names = set(staged.columns)
    if not {"quantity", "unit_price"} <= names or "revenue" not in source.contract.names:
        return
    product = "try(round(cast(quantity as decimal(18,6)) * cast(unit_price as decimal(18,10)), 6)::decimal(38,6))"
    if "revenue" not in names:
        cursor.execute("alter table stage_typed add column revenue decimal(38,6)")
        staged.columns.append("revenue")
    cursor.execute(f"update stage_typed set revenue = {product} where revenue is null and row_code is null")
    cursor.execute("update stage_typed set quantity__code = 'AMOUNT_TOO_LARGE' where revenue is null "
                   "and quantity is not null and unit_price is not null and row_code is null")


def add_currency(cursor, staged: Staged, source: Source, currencies: dict) -> None:
    """Fills the column currency with the one stated beside amounts; refuses two in one file."""
    if not currencies or "currency" in staged.columns or "currency" not in source.contract.names:
        return
    if len(set(currencies.values())) > 1:
        staged.refuse("MIXED_CURRENCY", next(iter(currencies)), currencies=", ".join(sorted(set(currencies.values()))))
        return
    code = next(iter(currencies.values()))
    amounts = ", ".join(currencies)
    cursor.execute("alter table stage_typed add column currency varchar")
    cursor.execute(f"update stage_typed set currency = ? where coalesce({amounts}) is not null", [code])
    staged.columns.append("currency")
