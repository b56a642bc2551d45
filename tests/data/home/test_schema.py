"""A home is brought up to date when it is opened, once, and all at once."""

import duckdb
import pytest

from data.storage import database, schema


def opened(home, *statements):
    connection = database.connect(home)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_home_of_an_earlier_release_gets_what_it_lacks(tmp_path):
    opened(
        tmp_path,
        "drop view raw_money",
        "drop table note",
        "alter table raw_complaints drop column compensation",
        f"update {schema.NOTE} set digest = 'of an earlier release'",
    )
    connection = database.connect(tmp_path)
    assert connection.execute("select count(*) from note").fetchall() == [(0,)]
    assert connection.execute("select compensation from raw_complaints").fetchall() == []
    assert connection.execute("select count(*) from raw_money").fetchall() == [(0,)]


def test_a_home_from_before_there_was_a_note_gets_one(tmp_path):
    opened(tmp_path, f"drop table {schema.NOTE}", "drop table note")
    connection = database.connect(tmp_path)
    assert connection.execute("select count(*) from note").fetchall() == [(0,)]
    assert connection.execute(f"select count(*) from {schema.NOTE}").fetchall() == [(1,)]


def test_what_ends_half_way_leaves_the_home_as_it_was(tmp_path, monkeypatch):
    opened(tmp_path, f"drop table {schema.NOTE}", "drop table note")
    statements = schema._statements()
    monkeypatch.setattr(schema, "_statements", lambda: (*statements, "select no_such_column from note"))
    with pytest.raises(database.HomeFails):
        database.connect(tmp_path)
    monkeypatch.undo()
    with duckdb.connect(str(tmp_path / database.FILE)) as left:
        assert left.execute("select count(*) from duckdb_tables() where table_name = 'note'").fetchall() == [(0,)]
    opened(tmp_path, "select count(*) from note")
