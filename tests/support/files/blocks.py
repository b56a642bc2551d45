"""Text files read in blocks of another size than the usual one."""

from contextlib import contextmanager

from data.reading.delimited import block_reader


@contextmanager
def blocks_of(characters: int):
    """Blocks of so many characters, so that a short file has several."""
    before, block_reader.BLOCK_CHARACTERS = block_reader.BLOCK_CHARACTERS, characters
    try:
        yield
    finally:
        block_reader.BLOCK_CHARACTERS = before
