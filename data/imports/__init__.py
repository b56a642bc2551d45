"""Matching, merging, quarantine, commit."""
