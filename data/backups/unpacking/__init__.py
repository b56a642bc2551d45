"""A backup taken apart in a limited process."""
