"""Texts parsed to typed rows."""

import pytest
from file_length import both_lengths
from parsed_stages import Staged

most_cells = both_lengths(pytest.mark.long)


@pytest.fixture
def stored(store):
    def rows(dataset, *columns, order="source_row"):
        found = store.connection.cursor().execute(
            f"select {', '.join(columns)} from raw_{dataset} where to_version is null order by {order}"
        )
        return found.fetchall()

    return rows


@pytest.fixture
def staged(tmp_path):
    """A function that reads a text; in settings, a__b stands for a.b."""

    def read(text, mapping=None, **settings):
        return Staged(tmp_path, text, mapping or {}, {name.replace("__", "."): said for name, said in settings.items()})

    return read
