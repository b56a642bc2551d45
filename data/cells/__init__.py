"""The text cells of files: kept from a trial to its import, and stored beside the rows that came of them."""
