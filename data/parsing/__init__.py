"""From text cells to typed rows, with questions instead of guesses."""

from data.parsing.parse_table import parse_table
from data.parsing.result import ParseResult

__all__ = ["ParseResult", "parse_table"]
