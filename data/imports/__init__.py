"""A file on its way: row ids, integrity, quarantine, commit, and what is said of it."""
