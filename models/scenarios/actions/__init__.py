"""Levers taken on: what was expected of them, and what the months since have shown."""
