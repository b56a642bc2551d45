"""Data sets whose rows stand in tables of the company's own catalogue and are read from there, not uploaded."""
