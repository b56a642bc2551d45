"""Names of sectors, aliases, renaming, merging, splitting."""
