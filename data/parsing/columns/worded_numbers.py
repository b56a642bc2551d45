"""Amounts whose cells say a scale or a side (42.75K, 250.00 Cr), and scores in words (very satisfied, 4/5)."""

from dataclasses import dataclass, field
from decimal import Decimal

from data.contracts.definitions import Column, Contract
from data.import_options import Options
from data.parsing.columns.decimal_sign import in_range
from data.parsing.columns.missing_words import WORDS
from data.parsing.columns.translated_words import ASIDE, FEW, MANY, NOTHING, meanings, said_number
from data.parsing.decision import Cell, ColumnDecision, ColumnQuestion
from data.parsing.values.debit_credit import is_same_kind, word_key
from data.parsing.values.number_words import mark_in, scale_in, scales_of, sides_of
from data.parsing.values.numbers import read_number
from data.parsing.values.score_words import degree_of, labelled, proposed, score_of

AMOUNTS = ("money", "price")  # 5 mm of something counted is no million
SHADED, USUAL = 7, 5  # points of a scale with "somewhat satisfied", and of one without


@dataclass
class Worded:
    """Text → the text that is its number and what that is multiplied by; questions; for each word of a scale the first
    text with it, its number, the scale and how many cells say it."""

    parts: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)
    scaled: list = field(default_factory=list)


def worded_amounts(column: Column, cells: list[Cell], options: Options) -> Worded:
    """The cells of a column of amounts that say a scale, or whether they are a debit or a credit."""
    found = Worded()
    odd = [c for c in cells if c.kind == "t" and read_number(c.text) is None] if column.type in AMOUNTS else []
    scaled = {cell.text: part for cell in odd if (part := scale_in(cell.text))}
    _take_scales(column, scaled, options, found)
    _count_scales(scaled, {cell.text: cell.count for cell in odd}, found)
    if column.type == "money":
        marked = {c.text: part for c in odd if c.text not in scaled and (part := mark_in(c.text))}
        _take_marks(column, marked, options, found)
    return found


def _take_scales(column: Column, scaled: dict, options: Options, found: Worded) -> None:
    said, words = meanings(column, options), {word for word, _ in scaled.values()}
    unclear: dict[str, tuple] = {}
    for text, (word, rest) in scaled.items():
        scales = scales_of(word, words)
        told = said.get(word.lower())
        if told and told != ASIDE:
            scales = (said_number(told),)
        if len(scales) > 1 and not told:
            unclear.setdefault(word, (text, scales))
        elif told != ASIDE:
            found.parts[text] = (rest, scales[0])
    for word, (text, scales) in unclear.items():
        choices = (*(format(scale, "f") for scale in scales), ASIDE)
        found.asks.append(ColumnQuestion("SCALE_IN_CELL", choices, f"means.{word}", {"read": text, "word": word}))


def _count_scales(scaled: dict, counts: dict, found: Worded) -> None:
    """Enters for each word of a scale that was understood its first cell, and how many there are."""
    texts: dict[str, list] = {}
    for text in scaled:
        if text in found.parts:
            texts.setdefault(scaled[text][0].lower(), []).append(text)
    found.scaled = [(same[0], *found.parts[same[0]], sum(counts[text] for text in same)) for same in texts.values()]


def _take_marks(column: Column, marked: dict, options: Options, found: Worded) -> None:
    marks = list(dict.fromkeys(mark for mark, _ in marked.values()))
    sides = sides_of(marks)
    if not marks or sides is None:
        return
    told = options.about(column.name, "negative")
    if told not in (None, NOTHING) and not all(is_same_kind(told.split(","), mark) for mark in marks):
        told = None  # said of other marks
    if told is None and len(set(sides.values())) == 1 and all(len(mark) == 1 for mark in marks):
        return  # "2 h" is no credit
    if told is None:
        likely = 0 if column.name == "revenue" else 1  # income is booked as a credit, costs as a debit
        groups = [",".join(m for m in marks if sides[m] == side) for side in (likely, 1 - likely)]
        choices = [*filter(None, groups), NOTHING]
        if column.minimum is not None or not groups[0]:
            choices = [NOTHING, *choices[:-1]]
        read = ", ".join(dict.fromkeys(next(t for t, (m, _) in marked.items() if m == mark) for mark in marks))
        found.asks.append(ColumnQuestion("SIGN_IN_CELL", tuple(choices), "negative", {"read": read}))
        return
    negative = {word_key(word) for word in told.split(",") if told != NOTHING}
    found.parts |= {t: (rest, Decimal(-1 if word_key(m) in negative else 1)) for t, (m, rest) in marked.items()}


def takes_scores(column: Column) -> bool:
    """Whether the cells of a column are points that may be said in words."""
    return column.type == "score"


def take_scores(
    column: Column, contract: Contract, cells: list[Cell], options: Options, most: Decimal | None
) -> tuple[list[Cell], ColumnDecision]:
    """The cells that are plain numbers, and what the others mean; asks about the answers that are words.

    most: the highest score of the scale, where the file says it.
    """
    decision = ColumnDecision()
    odd = [cell for cell in cells if cell.kind == "t" and read_number(cell.text) is None]
    stated = {cell: score for cell in odd if (score := score_of(cell.text))}
    ends = {of for _, of in stated.values() if of}
    for cell, (points, of) in stated.items():
        end = of or (next(iter(ends)) if len(ends) == 1 else None)  # ★★★★★ beside ★★★★☆
        decision.values[cell.text, cell.kind] = _stated(column, points, end)
    if column.name == "scale_max" and stated:  # a plain number there is a score too, of how many nobody says
        decision.values |= {(cell.text, cell.kind): (None, None) for cell in cells if cell not in stated}
    words = [cell for cell in odd if cell not in stated]
    if column.name != "scale_max" and column.maximum is None and words:
        plain = [cell for cell in cells if cell.text.isdecimal()]
        _take_words(column, contract, words, plain, options, most, decision)
    return [cell for cell in cells if (cell.text, cell.kind) not in decision.values], decision


def _stated(column: Column, points: Decimal, of: Decimal | None) -> tuple:
    if column.name == "scale_max":
        return of, None
    if of is not None and points > of:
        return None, "OUT_OF_RANGE"
    return in_range(column, points * 100 / of if column.maximum == 100 and of else points)


def _take_words(column, contract, words: list, plain: list, options, most, decision: ColumnDecision) -> None:
    numbers = {cell: found for cell in words if (found := labelled(cell.text))}
    if _runs_downwards(numbers.values()):  # then so do the numbers without words
        numbers |= {cell: (int(cell.text), cell.text) for cell in plain}
        words = [*words, *plain]
    told = _told(contract, options)
    if _runs_upwards(numbers.values()) and not any(cell.text.lower() in told for cell in numbers):
        for cell, (number, _) in numbers.items():
            decision.values[cell.text, cell.kind] = in_range(column, Decimal(number))
        words = [cell for cell in words if cell not in numbers]
    unknown: dict[str, list[Cell]] = {}
    for cell in words:
        said = told.get(cell.text.lower())
        if said == ASIDE and cell.text.isdecimal():
            decision.values[cell.text, cell.kind] = (None, "NOT_A_NUMBER")
        elif said and said != ASIDE:
            point = None if said == NOTHING else said_number(said)
            decision.values[cell.text, cell.kind] = (None, None) if point is None else in_range(column, point)
        elif not said and cell.text.lower() not in WORDS:
            unknown.setdefault(cell.text.lower(), []).append(cell)
    decision.asks += _ask(column, unknown, {c.text: n for c, n in numbers.items()}, most)


def _told(contract: Contract, options: Options) -> dict:
    """What was said that a word means; of one column of scores for all of them."""
    told: dict[str, str] = {}
    for other in contract.columns:
        told |= meanings(other, options) if takes_scores(other) else {}
    return told


def _degrees(found) -> list:
    """The degrees of satisfaction of numbers with known words, in their order; none where one number has two."""
    known = {(number, degree) for number, words in found if (degree := degree_of(words)) is not None}
    return [degree for _, degree in sorted(known)] if len(dict(known)) == len(known) else []


def _runs_upwards(found) -> bool:
    """Whether the numbers beside the words rise from dissatisfied to satisfied, so that they are the points."""
    degrees = _degrees(found)
    return len(degrees) > 1 and degrees == sorted(degrees) and degrees[0] < degrees[-1]


def _runs_downwards(found) -> bool:
    """Whether the numbers beside the words rise from satisfied to dissatisfied, as school marks do."""
    degrees = _degrees(found)
    return len(degrees) > 1 and degrees == sorted(degrees, reverse=True) and degrees[0] > degrees[-1]


def _ask(column: Column, unknown: dict, numbers: dict, most: Decimal | None) -> list[ColumnQuestion]:
    """One question for each answer in words, with the points it most likely stands for first."""
    named = {cells[0].text: numbers.get(cells[0].text, (None, cells[0].text)) for cells in unknown.values()}
    degrees = {text: degree_of(words) for text, (_, words) in named.items()}
    count = sum(cell.count for cells in unknown.values() for cell in cells)
    is_known = any(degree is not None for degree in degrees.values())
    if len(unknown) > MANY or (count < FEW and not is_known):
        return []
    shaded = any(degree in (-0.5, 0.5) for degree in degrees.values())
    top = int(most or max(SHADED if shaded else USUAL, *(number or 0 for number, _ in named.values())))
    likely = proposed([words for _, words in named.values()], top)
    lowest = min((number for number, _ in numbers.values()), default=1)
    if _runs_downwards(numbers.values()):
        highest = int(most or max(number for number, _ in numbers.values()))
        likely = {words: highest + min(lowest, 1) - number for number, words in numbers.values()}
    asks, points = [], range(top, min(lowest, 1) - 1, -max(1, top // MANY))
    for cells in unknown.values():
        number, words = named[cells[0].text]
        first = likely.get(words, number)
        proposal = [] if first is None else [str(first)]
        choices = dict.fromkeys((*proposal, *map(str, points)))
        fields = {"read": cells[0].text, "count": sum(c.count for c in cells)} | dict(zip(("proposed",), proposal))
        last = (ASIDE,) if column.required else (NOTHING, ASIDE)
        asks.append(ColumnQuestion("UNKNOWN_WORD", (*choices, *last), f"means.{cells[0].text}", fields))
    return asks
