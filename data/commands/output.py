"""What commands print: frames, objects, and what an import says of itself."""

from __future__ import annotations

import shlex
import sys
from collections import Counter

import click
import simplejson

from data.import_options import HEADING, ROW_ID, SHEET
from data.problems import sentence, with_others
from data.questions import Question

DONE, REFUSED, QUESTION = 0, 2, 3
EXIT_OF_STATUS = {"stored": DONE, "unchanged": DONE, "question": QUESTION, "refused": REFUSED}
PROBLEMS_TOLD = 20

as_json = click.option("--json", "as_json", is_flag=True, help="one JSON object or array")
forms = click.Choice(["table", "csv", "json"])


def print_json(value) -> None:
    """Prints one JSON object or array, amounts as exact numbers."""
    print(simplejson.dumps(value, ensure_ascii=False, use_decimal=True, default=str))


def finish(answer: dict, as_json: bool) -> int:
    """Prints what an import or repair says of itself; returns the exit code."""
    told = answer | {
        "notes": [in_words(note) for note in answer["notes"]],
        "questions": [told_question(question) for question in answer["questions"]],
    }
    told |= {"error": in_words(answer["error"])} if answer.get("error") else {}
    print_json(told) if as_json else _tell(told)
    return EXIT_OF_STATUS[answer["status"]]


def in_words(said: dict) -> dict:
    """A note or an error as the command line and its JSON tell it, with its sentence."""
    column = {"column": said["column"]} if said.get("column") else {}
    return said | {"message": sentence(said["code"], said["fields"] | column)}


def told_question(question: Question) -> dict:
    """A question as the command line and its JSON tell it, with the option that answers it."""
    read = {"read": question.fields["read"]} if question.code == "UNKNOWN_SECTOR" else {}
    return {
        "column": question.column,
        "message": with_others(sentence(question.code, {"column": question.column} | question.fields), question.fields),
        "code": question.code,
        **read,
        "choices": question.choices,
        "answer_with": answer_with(question),
        "fields": question.fields,
    }


def answer_with(question: Question) -> str:
    """The option of the command line that answers a question with its first choice."""
    choice = question.choices[0]
    if question.setting == SHEET:
        return f"--sheet {shlex.quote(choice)}"
    if question.setting.startswith(HEADING):
        return f"--map {shlex.quote(f'{question.setting.removeprefix(HEADING)}={choice}')}"
    return f"--set {shlex.quote(f'{question.setting}={choice}')}"


def _tell(answer: dict) -> None:
    rows = answer["rows"]
    left_out = f", left out {rows['left_out']}" if rows.get("left_out") else ""
    print(
        f"{answer['status']}: {answer['dataset']}, read {rows['read']}, stored {rows['stored']}, "
        f"rejected {rows['quarantined']}{left_out}, version {answer['version']}"
    )
    for line in _found(answer):
        print(line)
    for note in answer["notes"]:
        _say(note["message"])
    for problem in answer["quarantine"][:PROBLEMS_TOLD]:
        _say(problem["message"])
    for question in answer["questions"]:
        _say(f"{question['message']}\n  answer with: {question['answer_with']}")
    if answer.get("error"):
        _say(answer["error"]["message"])


def _found(answer: dict):
    """Which heading feeds which column, what is ignored, which sectors are new, and why rows are rejected."""
    how = {one["column"]: f" ({one['how']})" for one in answer.get("readings") or [] if one["how"]}
    for column, heading in (answer.get("mapping") or {}).items():
        same = f'"{heading[1:]}" in every row' if heading.startswith("=") else heading
        same = "file and row" if heading == f"={ROW_ID}" else same
        yield f"  {column}: {same}{how.get(column, '')}"
    for name, listed in (("ignored", answer.get("ignored")), ("new sectors", answer["new_sectors"])):
        if listed:
            yield f"  {name}: {', '.join(listed)}"
    reasons = Counter(" ".join(filter(None, (one["column"], one["code"]))) for one in answer["quarantine"])
    for reason, count in reasons.most_common():
        yield f"  rejected: {count} because of {reason}"


def _say(text: str) -> None:
    print(text, file=sys.stderr)
