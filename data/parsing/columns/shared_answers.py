"""Questions of several columns that are asked once, and the answers that hold for all of them."""

from collections.abc import Mapping
from dataclasses import replace

from data.import_options import Options
from data.parsing.decision import ColumnDecision
from data.parsing.result import ParseResult
from data.questions import Question

SHARED = ("AMBIGUOUS_DATE", "AMBIGUOUS_NUMBER")  # how one column of a file is written is how the others are


def answered_by_others(decisions: Mapping[str, ColumnDecision], options: Options) -> dict[str, Options]:
    """Column → the options with what was said of another column whose dates or numbers can be read in two ways too."""
    found = {}
    for name, decision in decisions.items():
        asks = [ask for ask in decision.asks if ask.code in SHARED and not _disagree(decisions, options, ask.setting)]
        for ask in asks[:1]:
            said = (options.about(other, ask.setting) for other in decisions)
            if choice := next((choice for choice in said if choice in ask.choices), None):
                found[name] = options.answered(f"{name}.{ask.setting}", choice)
    return found


def _disagree(decisions: Mapping[str, ColumnDecision], options: Options, setting: str) -> bool:
    """Whether the cells of some columns decide otherwise than those of others."""
    ways = {"order": {"day-first", "month-first"}, "decimal": {"comma", "point"}}[setting]
    return ways <= {d.how for name, d in decisions.items() if not options.about(name, setting)}


def merge_shared(staged: ParseResult, decisions: Mapping[str, ColumnDecision], options: Options) -> None:
    """One question, which names them, for all columns of dates or numbers that can be read in the same two ways;
    one for each where the cells of other columns contradict each other."""
    merged: list[Question] = []
    for question in staged.questions:
        setting = question.setting.rpartition(".")[2]
        like = question.code in SHARED and not _disagree(decisions, options, setting)
        first = next((q for q in merged if like and q.code == question.code and q.choices == question.choices), None)
        if first is None:
            merged.append(question)
        else:
            others = [*first.fields.get("also", ()), question.column]
            merged[merged.index(first)] = replace(first, fields=first.fields | {"also": others})
    staged.questions = merged


def merge_words(staged: ParseResult) -> None:
    """One question about a word that stands in several columns for an empty cell, or for points of a scale; none
    about words of a column that may be another."""
    doubted = {question.column for question in staged.questions if question.code == "UNLIKELY_CELLS"}
    scores: set[tuple] = set()
    kept = []
    for question in staged.questions:
        word = question.setting.partition(".")[2]
        if question.code == "UNKNOWN_WORD" and (question.column in doubted or word in scores):
            continue
        scores |= {word} if question.code == "UNKNOWN_WORD" and "1" in question.choices else set()
        kept.append(question)
    staged.questions = kept
    _merge_missing(staged)


def _merge_missing(staged: ParseResult) -> None:
    found = [question for question in staged.questions if question.code == "LIKE_MISSING"]
    if len(found) < 2:
        return
    words = dict.fromkeys(word for question in found for word in question.choices[0].split(","))
    fields = {"read": ", ".join(words), "count": sum(question.fields["count"] for question in found)}
    fields["column"] = ", ".join(question.column for question in found)
    merged = Question("LIKE_MISSING", None, "missing", [",".join(words), "none"], fields)
    staged.questions = [q for q in staged.questions if q not in found] + [merged]
