"""A number explained."""
