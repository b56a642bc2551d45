"""How well sectors serve one another."""
