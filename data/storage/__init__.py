"""The database file, its connection, versions, originals, journal."""
