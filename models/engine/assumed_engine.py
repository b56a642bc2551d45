"""An engine with some assumptions changed: what reads them is worked out anew, all else is the other engine's."""

from models.engine.dependents import dependents
from models.engine.engine import Engine
from models.engine.variant_engine import VariantEngine


class AssumedEngine(VariantEngine):
    """Reads figures as they would be with these assumptions, by name. Use as a context: its tables go at the end."""

    def __init__(self, engine: Engine, assumed: dict[str, str]):
        super().__init__(engine, dependents(engine.catalogue, *assumed))
        self._assumed = assumed

    def assumptions(self, version: int, overrides: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions with the changed ones."""
        return super().assumptions(version, {**(overrides or {}), **self._assumed}, cursor)
