"""Rejected rows corrected."""
