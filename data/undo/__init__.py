"""Taking back an import, or a change that no file brought."""
