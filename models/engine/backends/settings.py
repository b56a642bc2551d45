"""Which engine works the figures out, as the settings of this installation say."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from models.engine.backends.duckdb import DuckDB
from models.engine.backends.failures import EngineMisconfigured
from models.engine.backends.spark import Spark

ENGINES = (DuckDB.name, Spark.name)
LONGEST_SECONDS = 600


def chosen(name: str | None = None, environment: Mapping[str, str] = os.environ) -> DuckDB | Spark:
    """Return the engine of a name, else that of LEDGER_ENGINE: duckdb unless it says spark.

    Raises EngineMisconfigured for another one, or where LEDGER_ENGINE_URL or LEDGER_ENGINE_SECONDS cannot be read.
    """
    asked = name or environment.get("LEDGER_ENGINE") or DuckDB.name
    if asked == DuckDB.name:
        return DuckDB()
    if asked != Spark.name:
        raise EngineMisconfigured(setting="LEDGER_ENGINE", read=asked, expected=", ".join(ENGINES))
    url = environment.get("LEDGER_ENGINE_URL", "")
    seconds = environment.get("LEDGER_ENGINE_SECONDS") or str(LONGEST_SECONDS)
    if not urlsplit(url).hostname or not url.startswith("sc://"):
        # the address may hold a token, so what was read is not told
        read = url.partition("://")[0] if "://" in url else "…" if url else ""
        raise EngineMisconfigured(setting="LEDGER_ENGINE_URL", read=read, expected="sc://host:15002")
    if not seconds.isdecimal() or not int(seconds):
        raise EngineMisconfigured(setting="LEDGER_ENGINE_SECONDS", read=seconds, expected="600")
    return Spark(url, int(seconds))
