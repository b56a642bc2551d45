"""A scenario as a workbook that calculates itself, and the levers of one that came back."""
