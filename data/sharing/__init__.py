"""Shared links: what one shows (view, frames), who holds it (tokens), and the list of all (register)."""
