"""Matching, merging, quarantine, commit, undo."""
