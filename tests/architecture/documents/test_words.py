"""One word for one idea: the words dropped in docs/decisions/words.md do not return to what people read."""

import re
from collections.abc import Iterator

import pytest

from data.languages import ENGLISH, written
from data.languages import TEXT as DATA_TEXT
from pages.parts.i18n.language import TEXT, own_sentences

DROPPED = {
    "en": (
        r"dear(er|est)|brought|bring(s|ing)?|tak(e|en|es) back|took back|the books|sets? aside|put in|stands?|stood"
        r"|holds?|held|identit(y|ies)(?![ -]provider)|kinds?|the lack of it|of each (complaint|customer)"
        r"|nothing is wrong|worked out|work(s|ing)? it out|made-up|upright|resamples?|taken for granted|person-months?"
        r"|(is|are) here|there are hours|dismiss(ed)?|extra risk|excess risk|at stake|not distinguishable"
        r"|withdrawn?|signs|middle (time|hours)|hand-overs?|customer’s way|cost of dissatisfaction|no list says"
        r"|culprits? for|missed most|feel least|however their order"
    ),
    "es": (
        r"apartad[ao]s?|apartar|(?<!proveedor de )identidad(es)?|libros?(?! \(XLSB)|quejas?|período|de serie|lealtad"
        r"|en juego|ganar|reemplazar(los)?|remuestreos?|meses-persona|signos|se dan por sentados|grafías?|retirad[oa]"
        r"|clase de coste|callad[oa]s|tras una contraseña|al lado: |de fuera|(las|otra|estas|ninguna) listas?(?! de)"
        r"|sirven? al?|tiempo central|horas centrales|camino del cliente|conserv(ar|an?) (a )?(un |los )?clientes?"
        r"|ganan|coste de la insatisfacción|echan? en falta|tardí[oa]s?|dentro de la casa"
        r"|(problemas|costes?|lo) que empiezan? en|(sector|sectores|paga) donde (empieza|empezó)|dónde empezó|rótulos?"
        r"|reclamaciones (que )?(empiezan|empezaron)|periodo elegido|fecha final|día de referencia|amortiz\w+"
        r"|al primer contacto|cociente|rangos?|sorteos?|remuestread[oa]s?|coste corriente|sector causante"
        r"|sector que paga(?! y)|demasiado poc[oa]s respuestas|no es regla|margen que ya no|se pasó|promesas cumplidas"
    ),
    "pt": (
        r"razão|de fábrica|reamostragens?|pessoas-mês|separad[ao]s?|separar|em jogo|grafias?|a falta dela"
        r"|não se distingue|(as|outra|estas|destas) listas?(?! de)|conciliações (não )?fecham|servem? a|tempo central"
        r"|horas centrais|caminho do cliente|manter (um |os )?clientes?|custo da insatisfação|dentro da casa"
        r"|ligaç(ão|ões)|(problemas|custos?) que começam? em|(setor|setores|paga) onde começa"
        r"|onde (a reclamação )?começou"
    ),
}
MARKS = {"en": "«»", "es": "“”", "pt": "«»"}  # quotation marks of another language
UNREAD = re.compile(r"\{\w+\}|`[^`]*`")  # fields, and what is typed as a command
TYPED = re.compile(r"= \"[^\"]*\"|\"\"")  # straight quotation marks as a file has them
PAIRS = ("“”", "«»", "()", "[]", "¿?", "¡!")
ENGLISH_WORDS = re.compile(r"\b(and|the|of|with|amounts)\b")


def leaves(told: dict, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a file of texts with its place in it, but for the digits of its original."""
    for name, said in told.items():
        if isinstance(said, dict):
            yield from leaves(said, f"{place}.{name}")
        elif name != "english":
            yield f"{place}.{name}", said


def told(language: str) -> dict[str, str]:
    """Return every text of a language, of both rooms: pages, models, data sets and problems."""
    files = [*(TEXT / language).rglob("*.toml"), *(DATA_TEXT / language).glob("*.toml")]
    return {f"{file.stem}{place}": said for file in files for place, said in leaves(written(file))}


@pytest.mark.parametrize("language", DROPPED)
def test_no_dropped_word_is_shown(language):
    dropped = re.compile(rf"\b(?:{DROPPED[language]})(?!\w)", re.IGNORECASE)
    texts = own_sentences(language) | written(DATA_TEXT / language / "problems.toml")
    found = {key: match[0] for key, said in texts.items() if (match := dropped.search(UNREAD.sub("", said)))}
    assert found == {}


def test_no_dropped_word_is_in_a_spanish_definition():
    dropped = re.compile(rf"\b(?:{DROPPED['es']})(?!\w)", re.IGNORECASE)
    assert {key: match[0] for key, said in told("es").items() if (match := dropped.search(UNREAD.sub("", said)))} == {}


@pytest.mark.parametrize("language", MARKS)
def test_quotation_marks_are_those_of_the_language(language):
    texts = own_sentences(ENGLISH) if language == ENGLISH else told(language)
    plain = {key: TYPED.sub("", said) for key, said in texts.items()}
    assert {key: said for key, said in plain.items() if set(said) & {*MARKS[language], '"'}} == {}


@pytest.mark.parametrize("language", MARKS)
def test_marks_come_in_pairs_and_blanks_one_by_one(language):
    open_marks = PAIRS if language == "es" else PAIRS[:4]
    texts = told(language)
    unpaired = {key: said for key, said in texts.items() if any(said.count(a) != said.count(b) for a, b in open_marks)}
    assert unpaired == {}
    assert {key: said for key, said in texts.items() if "  " in said or said != said.strip()} == {}


@pytest.mark.parametrize("language", MARKS)
def test_a_percent_sign_stands_after_a_blank(language):
    assert {key: said for key, said in told(language).items() if re.search(r"[\d}]%", said)} == {}


def test_a_share_in_a_spanish_sentence_has_its_article():
    without = re.compile(r"(?<!\bel )(?<!\bdel )(?<!\bal )(?<!: )(?<!\()(?<!\})\{share\}", re.IGNORECASE)
    assert {key: said for key, said in own_sentences("es").items() if without.search(said)} == {}


@pytest.mark.parametrize("language", [language for language in MARKS if language != ENGLISH])
def test_no_english_word_is_left_in_a_translation(language):
    plain = {key: UNREAD.sub("", said) for key, said in told(language).items()}
    assert {key: said for key, said in plain.items() if ENGLISH_WORDS.search(said)} == {}


@pytest.mark.parametrize("language", DROPPED)
def test_no_name_of_a_column_is_shown(language):
    sentences = {key: UNREAD.sub("", said) for key, said in own_sentences(language).items()}
    assert {key: said for key, said in sentences.items() if re.search(r"\b[a-z]+_[a-z_]+\b", said)} == {}
