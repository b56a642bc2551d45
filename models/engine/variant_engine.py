"""An engine beside another one: some figures worked out anew in schemas of its own, all else read from the other."""

import threading
from itertools import count

import duckdb

from models.engine.build import Progress, build_variant
from models.engine.definitions.dependents import dependents
from models.engine.engine import Engine
from models.engine.scope_cache import ScopeCache

_NUMBERS = count(1)


class VariantEngine(Engine):
    """Reads figures as they would be. Use as a context: its tables go at the end.

    anew: the figures to work out anew. base_figures: what it needs of the other engine besides what is asked for.
    """

    base_figures: tuple[str, ...] = ()
    prefix = "variant"

    def __init__(self, engine: Engine, anew: set[str]):
        self._engine, self._anew = engine, anew
        self._connection, self.catalogue = engine._connection, engine.catalogue
        self._backend = engine._backend
        self._scopes = ScopeCache(engine._connection, engine.catalogue)
        self._own: dict[str, str] = {}
        self._made: dict[str, set[str]] = {}
        self._turn = threading.RLock()

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def assumptions(self, version: int, overrides: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions of the other engine."""
        return self._engine.assumptions(version, overrides, cursor)

    def close(self) -> None:
        """Drop what was worked out."""
        self._scopes.let_go()
        for schema in self._own.values():
            self._connection.cursor().execute(f"drop schema if exists {schema} cascade")

    def build(
        self,
        version: int,
        overrides: dict | None = None,
        progress: Progress | None = None,
        names: list[str] | None = None,
    ) -> str:
        """Work out what the named figures need anew; return the schema they are read from."""
        base = self._engine.build(version, overrides, progress, names and [*names, *self.base_figures])
        wanted = self.catalogue.materialized(names)
        with self._turn:
            if base not in self._own or not self._made[base].issuperset(wanted):
                self._work_out(version, overrides, base, wanted, progress)
        return self._own[base]

    def _work_out(
        self, version: int, overrides: dict | None, base: str, wanted: list[str], progress: Progress | None
    ) -> None:
        cursor, held = self._connection.cursor(), self.assumptions(version, overrides)
        if base not in self._own:
            self._own[base], self._made[base] = f"{self.prefix}_{next(_NUMBERS)}", set()
            # a process that was killed left its own under this name
            cursor.execute(f"drop schema if exists {self._own[base]} cascade")
            build_variant(cursor, self.catalogue, self._own[base], base, version, held, [], set())
            self._change(cursor, base)
        build_variant(cursor, self.catalogue, self._own[base], base, version, held, wanted, self._anew, progress)
        self._made[base] |= {*wanted}

    def _change(self, cursor: duckdb.DuckDBPyConnection, base: str) -> None:
        """Put what differs into the fresh schema the cursor uses; figures that are there are not worked out."""


class AssumedEngine(VariantEngine):
    """Reads figures as they would be with these assumptions, by name. Use as a context: its tables go at the end."""

    def __init__(self, engine: Engine, assumed: dict[str, str]):
        super().__init__(engine, dependents(engine.catalogue, *assumed))
        self._assumed = assumed

    def assumptions(self, version: int, overrides: dict | None = None, cursor=None) -> list[dict]:
        """Return the assumptions with the changed ones."""
        return super().assumptions(version, {**(overrides or {}), **self._assumed}, cursor)
