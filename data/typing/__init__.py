"""From text cells to typed rows, with questions instead of guesses."""

from data.typing.stage import stage
from data.typing.staged import Staged

__all__ = ["Staged", "stage"]
