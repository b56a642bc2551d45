"""Cost of quality, and of capacity."""
