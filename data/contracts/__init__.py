"""The data sets that can come in."""
