"""Periods, versions, and what a change would do."""
