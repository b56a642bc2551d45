"""Columns named as the file names them, in what an import says of itself."""

from dataclasses import replace

from data.questions import Question

CONSTANT = "="  # begins what stands for a heading where one value holds for every row


def headings_of(answer: dict) -> dict[str, str]:
    """Return column -> its heading in the file, for the columns that have one."""
    return {
        name: heading for name, heading in (answer.get("mapping") or {}).items() if not heading.startswith(CONSTANT)
    }


def in_words_of_the_file(answer: dict, said: dict) -> dict:
    """Return a note or row set aside with its column under the file's own heading."""
    return said | dict(zip(("column", "fields"), _named(answer, said.get("column"), said.get("fields")), strict=True))


def asked_of_the_file(answer: dict, question: Question) -> Question:
    """Return a question with its column under the file's own heading."""
    column, fields = _named(answer, question.column, question.fields)
    return replace(question, column=column, fields=fields)


def _named(answer: dict, column: str | None, fields: dict | None) -> tuple:
    names = headings_of(answer)
    if fields and fields.get("column"):
        fields = fields | {"column": names.get(fields["column"], fields["column"])}
    return names.get(column, column), fields
