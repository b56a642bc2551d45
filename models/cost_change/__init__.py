"""Why the cost changed between two periods or two versions."""
