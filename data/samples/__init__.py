"""The made-up organisation."""
