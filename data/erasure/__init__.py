"""A customer taken out of every byte."""
