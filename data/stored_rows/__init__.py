"""Rows of an import beside those that are stored: planned, found again, compared, and their history."""
