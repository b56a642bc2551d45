"""Reconciliation, control totals, restatements, and what is missing."""
