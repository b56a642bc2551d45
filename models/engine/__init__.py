"""Figures built, read and traced."""
