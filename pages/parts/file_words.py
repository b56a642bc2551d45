"""Columns named as the file names them, in what an import says of itself."""

CONSTANT = "="  # begins what stands for a heading where one value holds for every row


def headings_of(answer: dict) -> dict[str, str]:
    """Return column -> its heading in the file, for the columns that have one."""
    return {
        name: heading for name, heading in (answer.get("mapping") or {}).items() if not heading.startswith(CONSTANT)
    }


def in_words_of_the_file(answer: dict, said: dict) -> dict:
    """Return a question, note or row set aside with its column under the file's own heading."""
    names, fields = headings_of(answer), said.get("fields")
    column = names.get(said.get("column"), said.get("column"))
    if not fields or not fields.get("column"):
        return said | {"column": column}
    return said | {"column": column, "fields": fields | {"column": names.get(fields["column"], fields["column"])}}
