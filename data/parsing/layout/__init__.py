"""Where the table stands in the sheet."""
