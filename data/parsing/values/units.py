"""Units and scales as people write them beside amounts: thousands, hours, years, percent, "per 100"."""

import re
from decimal import Decimal
from functools import cache

from data.contracts.definitions import fold
from data.parsing.values.currencies import is_currency
from data.parsing.values.scale_words import MILLIARD, MILLION, THOUSAND, pattern_of

MONEY = (
    r"(?:€|\$|£|r\$|us\$|eur(?:os?)?|usd|gbp|chf|cad|aud|brl|mxn|sek|nok|dkk|pln|czk|jpy|dollars?|pounds?|reais|pesos?)"
)
START, END = r"(?<![a-z0-9])", r"(?![a-z0-9])"
BARE = r"(?<![a-z0-9.,'’])"
SCALES = {
    MILLIARD: (
        rf"{START}(?:{pattern_of(MILLIARD)}|billions?|bns?|mil millones|miles de millones){END}",
        rf"{START}{MONEY} ?bn{END}",
    ),
    MILLION: (
        rf"{START}(?:{pattern_of(MILLION)}){END}",
        rf"{START}(?:m|mm|mn) ?{MONEY}{END}",
        rf"{MONEY} ?(?:mm|mn|m){END}",
        rf"(?:in|en|em|x|×|\*|je) ?(?:{MONEY} ?)?1[., '’]?000[., '’]?000{END}",
        r"[(\[] ?(?:mn|mm|m) ?[)\]]",
    ),
    THOUSAND: (
        rf"{START}(?:{pattern_of(THOUSAND)}){END}",
        rf"{START}(?:en|em|in) mil(?:es)?{END}|{START}miles de{END}|[(\[] ?mil(?:es)?{END}",
        rf"{START}mil(?:es)? ?{MONEY}{END}",
        rf"{MONEY} ?mil(?:es)?{END}",
        rf"{START}[kt] ?{MONEY}{END}|{START}{MONEY} ?k{END}|[(\[] ?k ?[)\]]|{START}(?:in|en|em) k{END}",
        rf"(?:{MONEY} ?|['’‘]|[(\[] ?)000s?{END}|{BARE}000s{END}|{BARE}000 ?{MONEY}{END}",
        rf"(?:{START}(?:in|en|em|je|por)|[x×*]) ?(?:{MONEY} ?)?1[., '’]?000{END}(?![., '’]?\d)",
        rf"^[(\[]?1[., '’]?000 ?(?:{MONEY})?[)\]]?$|[(\[] ?1[.,]?000 ?[)\]]",
    ),
}
CENTS = "cents?|eurocents?|cts?|c[eé]ntimos?|centavos?|centimes?|centesimi|pence|minor units|rappen"
SCALES[Decimal("0.01")] = (rf"(?<!per )(?<!pro )(?<!por ){START}(?:{CENTS}){END}",)
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
# so that 365 days are 12 whole months
MONTHS: dict[str, int | Decimal] = {"months": 1, "years": 12, "days": Decimal(12) / 365}
UNITS = {
    "seconds": "second seconds sec secs segundo segundos seg segs sekunde sekunden sek seconde secondes seconden "
    "secondi",
    "minutes": "minute minutes min mins minuto minutos minuten minuut minuti",
    "hours": "hour hours hr hrs hora horas std stunde stunden heure heures uur uren ore",
    "days": "day days día días dia dias tag tage tagen jour jours dag dagen giorno giorni",
    "months": "month months mth mths mes meses mês monat monate monaten mois maand maanden mese mesi",
    "years": "year years yr yrs año años ano anos jahr jahre jahren ans année années jaar jaren anno anni",
}
LETTERS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "y": "years", "a": "years"}
WORDS = {fold(word): unit for unit, words in UNITS.items() for word in words.split()}
PERCENT = re.compile(
    r"%|"
    + START
    + r"(?:per ?cent|percentages?|pct|prozent|porcentajes?|porcentagem|percentua(?:l|is)|porcentual(?:es)?|"
    r"por ?ciento|por ?cento|pourcent(?:age)?|percentuale)" + END
)
PER = re.compile(rf"{START}(?:per|for|por|por cada|cada|je|für|fuer|pro|pour|/) ?(10{{1,6}}|1[.,]000){END}")
PER_UNITS = re.compile(rf"{START}(10{{1,6}}|1[.,]000) ?(?:units?|einheiten|unidades|unidad|st(?:ü|ue)ck|pcs){END}")
DAY_LETTERS = re.compile(r"(?=.*[dt])(?=.*[m])(?=.*[yja])[dtmyjah]{1,4}([-/. ])[dtmyjah]{1,4}\1[dtmyjah]{1,4}.*")


def plain(text: str) -> str:
    """The text as units are looked for in it: small letters, single blanks, amount_kEUR as amount k eur."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text.replace("_", " "))
    return " ".join(apart.casefold().split())


@cache
def scale_of(text: str) -> Decimal | None:
    """What amounts are to be multiplied by when this stands over or beside them (1000 for "in Tsd. EUR"); or None."""
    said = plain(text)
    return next((scale for scale, shapes in SCALES.items() if any(re.search(shape, said) for shape in shapes)), None)


@cache
def unit_of(text: str) -> str | None:
    """The unit of time a heading or a cell of units names: seconds to years; None: none, or several."""
    said = plain(text)
    aside = re.findall(r"[(\[]\s*([^\s()\[\]]+?)\.?\s*[)\]]", said) + re.findall(r"\b(?:in|en|em) ([^\W\d]+)\.?$", said)
    found = {WORDS.get(fold(word)) or LETTERS.get(word) for word in aside} - {None}
    found = found or {LETTERS.get(said.strip("[]().")), *(WORDS.get(fold(w)) for w in re.findall(r"[^\W\d]+", said))}
    found -= {None}
    return found.pop() if len(found) == 1 else None


THOUSANDS_HIDDEN = re.compile(r"[0#?],+(?![0#?,])")  # 0.0, shows 42750 as 42.8: the cell holds all of it
WORDS_SHOWN = re.compile(r'"([^"]*)"|\\(.)')


@cache
def words_of_format(code: str) -> str:
    """The words a number format writes beside each number, T€ of 0.00" T€"; none where it only shortens them."""
    first = code.split(";")[0]
    if THOUSANDS_HIDDEN.search(WORDS_SHOWN.sub("", first)):
        return ""
    said = "".join("".join(parts) for parts in WORDS_SHOWN.findall(first)).strip("()[] ")
    return f"({said})" if len(said) == 1 and said.isalpha() else said


PERIOD = r"(?:(?:{start}(?:per|a|al|por|ao|pro|im|par|je|all'|all’)|/) ?(?:{words}))"
ANNUAL = r"annual|annually|yearly|p\.? ?a\.?|per annum|anual(?:es)?|jährlich(?:e[rns]?)?|jahres\w*|annuel(?:le)?s?|"
ANNUAL += r"jaarlijkse?|jaar\w+|annual[ei]|annu[oia]"
QUARTERLY = r"quarterly|trimestral(?:es)?|vierteljährlich(?:e[rns]?)?|quartals\w*|trimestriel(?:le)?s?|"
QUARTERLY += r"kwartaal\w*|trimestral[ei]"
MONTHLY = r"monthly|mensual(?:es)?|mensal|mensais|monatlich(?:e[rns]?)?|monats\w*|mensuel(?:le)?s?|"
MONTHLY += r"maandelijkse?|maand\w+|mensil[ei]"


def _said(words: str, names: str) -> re.Pattern:
    return re.compile(rf"(?:{START}(?:{words})|{PERIOD.format(start=START, words=names)}){END}")


PER_YEAR = _said(ANNUAL, "year|yr|año|ano|jahr|an|jaar|anno")
PER_QUARTER = _said(QUARTERLY, "quarter|qtr|trimestre|quartal|kwartaal")
PER_MONTH = _said(MONTHLY, "month|mth|mes|mês|monat|mois|maand|mese")


@cache
def period_of(text: str) -> str | None:
    """The years or quarters a text says amounts are for ("€ per year", "annual margin"); None: neither, or months."""
    said = plain(text)
    if PER_MONTH.search(said):
        return None
    return "years" if PER_YEAR.search(said) else "quarters" if PER_QUARTER.search(said) else None


WITH = "incl|inkl|including|inclusive|inclusief|inklusive|with|con|com|mit|met|c/|avec"
GROSS = re.compile(
    rf"{START}(?:(?:{WITH})\.? ?(?:of |de |el |o )?"
    r"(?:vat|tax(?:es)?|gst|mwst|ust|umsatzsteuer|btw|iva|tva|igv|impuestos|impostos|steuern)|"
    r"(?:vat|iva|igv|btw|mwst|tva)[- ]?(?:inclu\w*|inkl\w*)|ttc|ivato|lord[oia]|brutto\w*|bruto?s?|gross)" + END
)
NOT_GROSS = re.compile(r"marg[ei]n|marge|profit|beneficio|lucro|gewinn|bénéfice|netto|net\b|neto|líquido")


def says_gross(text: str) -> bool:
    """Whether a heading or title says that its amounts include the value added tax."""
    said = plain(text)
    return bool(GROSS.search(said)) and not NOT_GROSS.search(said)


def says_percent(text: str) -> bool:
    """Whether a heading says that its cells are percentages."""
    return bool(PERCENT.search(plain(text)))


def units_for(text: str) -> int | None:
    """How many units a rate or price is for, where that is said: 100 in "per 100 units"."""
    found = PER.search(plain(text)) or PER_UNITS.search(plain(text))
    return int(re.sub(r"\D", "", found[1])) if found else None


def is_unit(text: str) -> bool:
    """Whether a cell is nothing but a unit: h, TEUR, %, EUR, dd/mm/yyyy."""
    said = plain(text).strip("[]() ")
    return bool(
        len(said) <= 24
        and (
            said.rstrip(".") in LETTERS
            or fold(said) in WORDS
            or is_currency(said.upper())
            or said in ("%", "eur", "euro")
            or DAY_LETTERS.fullmatch(said)
            or scale_of(text)
            or says_percent(said)
        )
    )


CODE_OF = r"(?P<code{0}>[A-Z]{{3}})"
PER_ONE = re.compile(
    rf"\b(?:per|por|je|pro|par|for)\s+(?:1\s+|one\s+|un\s+|um\s+|cada\s+)?{CODE_OF.format(1)}\b|"
    rf"\b1\s*{CODE_OF.format(2)}\s*=|\b[A-Z]{{3}}\s*/\s*(?:1\s*)?{CODE_OF.format(3)}\b"
)


def bought_by_one(text: str) -> str | None:
    """The currency of which one is what rates are said to be for: EUR of "USD per EUR", "1 EUR =" and "USD/EUR"."""
    found = PER_ONE.search(text.replace("_", " "))
    code = found and next(filter(None, found.groupdict().values()))
    return code if code and is_currency(code) else None
