"""Scores that are not plain numbers: 4/5, 8 out of 10, stars, and the words of satisfaction scales."""

import re
from decimal import Decimal

from data.contracts.definitions import fold
from data.parsing.values.numbers import read_number

OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|de|von|sur|su|em|sobre)\s*(\d{1,3})", re.IGNORECASE)
FULL, EMPTY = "★⭐", "☆✩"
STARS = re.compile(rf"[{FULL}]+️?(?:[{FULL}️])*½?[{EMPTY}]*|[{EMPTY}]+")
WORDED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:stars?|estrellas?|estrelas?|sterne?|étoiles?|points?|puntos?|pontos?|punkte?)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(\d{1,2})\s*[-–—:.)=]+\s*(\D{2,60})|(\d{1,2})\s*\((\D{2,60})\)|(\D{2,60}?)\s*[(\[]\s*(\d{1,2})\s*[)\]]|"
    r"([^\d(\[]{2,60}?)\s*-\s*(\d{1,2})"
)
# How far a word lies from the middle: -2 very dissatisfied, 2 very satisfied.
DEGREES = {
    -2: (
        "very dissatisfied|extremely dissatisfied|very unsatisfied|highly dissatisfied|completely dissatisfied|"
        "strongly disagree|very poor|very bad|terrible|awful|very unhappy|very unlikely|extremely unlikely|"
        "muy insatisfecho|totalmente insatisfecho|nada satisfecho|totalmente en desacuerdo|muy en desacuerdo|"
        "muy malo|muy mal|pésimo|muy improbable|muito insatisfeito|totalmente insatisfeito|nada satisfeito|"
        "discordo totalmente|muito ruim|péssimo|muito mau|muito improvável|sehr unzufrieden|stimme gar nicht zu|"
        "stimme überhaupt nicht zu|sehr schlecht|très insatisfait|pas du tout satisfait|pas du tout d'accord|"
        "très mauvais|"
        "not at all likely|not likely at all|nada probable|nada provável|"
        "worst|schlechteste note|ungenügend|peor|pior|pire"
    ),
    -1: (
        "dissatisfied|unsatisfied|not satisfied|disagree|poor|bad|unhappy|unlikely|insatisfecho|poco satisfecho|"
        "no satisfecho|descontento|en desacuerdo|malo|mal|improbable|insatisfeito|pouco satisfeito|"
        "não satisfeito|discordo|ruim|mau|improvável|unzufrieden|stimme nicht zu|schlecht|insatisfait|"
        "peu satisfait|pas satisfait|pas d'accord|mauvais"
    ),
    0: (
        "neutral|neither satisfied nor dissatisfied|neither agree nor disagree|neither|indifferent|fair|average|"
        "ok|okay|acceptable|so so|neither likely nor unlikely|ni satisfecho ni insatisfecho|"
        "ni de acuerdo ni en desacuerdo|indiferente|regular|aceptable|normal|neutro|"
        "nem satisfeito nem insatisfeito|não concordo nem discordo|nem concordo nem discordo|razoável|aceitável|"
        "weder noch|teils teils|teils/teils|mittel|neutre|ni satisfait ni insatisfait|moyen|"
        "weder zufrieden noch unzufrieden"
    ),
    1: (
        "satisfied|agree|good|happy|likely|satisfecho|contento|de acuerdo|bueno|bien|probable|satisfeito|"
        "concordo|bom|bem|provável|zufrieden|stimme zu|gut|satisfait|d'accord|bon"
    ),
    2: (
        "very satisfied|extremely satisfied|highly satisfied|completely satisfied|strongly agree|very good|"
        "excellent|great|very happy|very likely|extremely likely|muy satisfecho|totalmente satisfecho|"
        "totalmente de acuerdo|muy de acuerdo|muy bueno|muy bien|excelente|muy probable|muito satisfeito|"
        "totalmente satisfeito|concordo totalmente|muito bom|ótimo|muito provável|"
        "best|beste note|am besten|mejor|melhor|meilleur|sehr zufrieden|stimme voll zu|"
        "stimme völlig zu|sehr gut|très satisfait|tout à fait satisfait|tout à fait d'accord|très bon"
    ),
}
SOMEWHAT = re.compile(r"^(?:somewhat|rather|slightly|fairly|algo|un poco|um pouco|eher|etwas|plutôt|assez)\s+")


def _forms(word: str) -> set:
    """The word as compared, of a woman and of several people too: satisfecha, satisfechos, satisfeita."""
    forms = {re.sub(r"(?<!muit)(?<!poc)(?<!pouc)o\b", ending, word) for ending in ("o", "a", "os", "as")}
    return {fold(form) for form in {word, *forms}}


KNOWN = {form: degree for degree, words in DEGREES.items() for word in words.split("|") for form in _forms(word)}


def score_of(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The points a text states and of how many (None: it does not say): 4/5, 8 out of 10, ★★★★☆, 4 stars."""
    text = text.strip().replace("\ufe0f", "")
    if found := OF.fullmatch(text):
        points, most = _number(found[1]), Decimal(found[2])
        return (points, most) if points is not None and most else None
    if STARS.fullmatch(text):
        full, empty = sum(text.count(star) for star in FULL), sum(text.count(star) for star in EMPTY)
        half = Decimal("0.5") if "½" in text else Decimal(0)
        return Decimal(full) + half, Decimal(full + empty) if empty and not half else None
    points = _number(found[1]) if (found := WORDED.fullmatch(text)) else None
    return None if points is None else (points, None)


def states_scale(texts: list[str]) -> bool:
    """Whether some texts of a column of scores say of how many points they are: 4/5, ★★★★☆."""
    found = [score for text in texts if (score := score_of(text))]
    return any(most is not None for _, most in found)


def _number(text: str) -> Decimal | None:
    reading = read_number(text)
    return None if reading is None else reading.comma if reading.point is None else reading.point


def labelled(text: str) -> tuple[int, str] | None:
    """Number and words of an answer such as "5 - Very satisfied" or "Very satisfied (5)"; None for others."""
    found = LABELLED.fullmatch(text.strip())
    if not found:
        return None
    number, words = next(
        (n, w) for n, w in ((found[1], found[2]), (found[3], found[4]), (found[6], found[5]), (found[8], found[7])) if n
    )
    return int(number), words.strip(" -–—:.()[]")


LEGEND = re.compile(
    r"(\d{1,2})\s*(?:=|:|[-–—]|→)\s*([^\d,;|/()=]{2,60})|([^\d,;|/()=]{2,60}?)\s*(?:=|:)\s*(\d{1,2})(?!\d)"
)


def downward_scale(text: str) -> tuple[int, int] | None:
    """Lowest and highest number of a scale that runs from good to bad, as a text says: (1, 6) of "1 = good, 6 = bad".

    None where it says nothing of the kind.
    """
    named = [(int(n or m), (w or v).strip(" -–—.")) for n, w, v, m in LEGEND.findall(text)]
    known = sorted((number, degree) for number, words in named if (degree := degree_of(words)))
    numbers = [number for number, _ in named]
    if not known or len(set(numbers)) < 2:
        return None
    first, last = known[0], known[-1]
    is_down = last[1] < first[1] if len(known) > 1 else first[1] * (first[0] - sum(numbers) / len(numbers)) < 0
    return (min(numbers), max(numbers)) if is_down else None


def degree_of(words: str) -> float | None:
    """How far an answer lies from the middle, from -2 (very dissatisfied) to 2; None: no known answer."""
    plain = " ".join(words.casefold().replace("-", " ").split()).rstrip(".!")
    if SOMEWHAT.match(plain):
        degree = KNOWN.get(fold(SOMEWHAT.sub("", plain)))
        return degree / 2 if degree in (-1, 1) else None
    return KNOWN.get(fold(plain))


def proposed(words: list, most: int) -> dict:
    """Word → the points it most likely stands for on a scale of 1 to `most`."""
    degrees = {word: degree for word in words if (degree := degree_of(words=word)) is not None}
    has_shades = any(degree in (-0.5, 0.5) for degree in degrees.values())
    steps = (-2, -1, -0.5, 0, 0.5, 1, 2) if has_shades else (-2, -1, 0, 1, 2)
    points = {
        word: 1 + Decimal(steps.index(degree)) * (most - 1) / (len(steps) - 1) for word, degree in degrees.items()
    }
    return {word: int(number) for word, number in points.items() if number == int(number)}
