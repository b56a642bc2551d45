"""Exact text, spreadsheets, templates."""
