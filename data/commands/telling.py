"""What commands print: frames, objects, and what an import says of itself."""

from __future__ import annotations

import sys

import click
import simplejson

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
    print_json(answer) if as_json else _tell(answer)
    return EXIT_OF_STATUS[answer["status"]]


def _tell(answer: dict) -> None:
    rows = answer["rows"]
    print(
        f"{answer['status']}: {answer['dataset']}, read {rows['read']}, stored {rows['stored']}, "
        f"set aside {rows['quarantined']}, version {answer['version']}"
    )
    for note in answer["notes"]:
        _say(note["message"])
    for problem in answer["quarantine"][:PROBLEMS_TOLD]:
        _say(problem["message"])
    for question in answer["questions"]:
        _say(f"{question['message']}\n  answer with: {question['answer_with']}")
    if answer.get("error"):
        _say(answer["error"]["message"])


def _say(text: str) -> None:
    print(text, file=sys.stderr)
