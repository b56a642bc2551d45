"""The three answers for every sector."""
