"""Hostile files made by code, by the rules of reading: what each holds, and what must happen with it."""

from hostile_books import BOOKS, FILES
from hostile_cells import DATES, IDS, NUMBERS
from hostile_texts import ENCODINGS, SHAPES

CASES = (*ENCODINGS, *SHAPES, *NUMBERS, *DATES, *IDS, *FILES, *BOOKS)
