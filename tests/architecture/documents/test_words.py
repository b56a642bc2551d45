"""One word for one idea: the words dropped in docs/decisions/words.md do not return to what people read."""

import re

import pytest

from data.languages import TEXT as DATA_TEXT
from data.languages import written
from models.engine.definitions.catalogue import Catalogue
from pages.parts.i18n.formats import GAP, Formats
from pages.parts.i18n.language import TEXT, own_sentences

CATALOGUE = Catalogue()
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
        r"|sector que paga(?! y)|demasiado poc[oa]s respuestas|no es regla|margen que ya no|se pasó"
        r"|gasto de equilibrio|dej\w+ fuera"
    ),
    "pt": (
        r"(o|do|no|ao|seu|um) razão|livro|de fábrica|sorteios?|reamostragens?|pessoas-mês"
        r"|separad[ao]s?(?! por vírgulas)|separar|em jogo|grafias?|a falta dela|não se distingue|servem? a"
        r"|(as|outra|estas|destas) listas?(?! de)"
        r"|conciliações (não )?fecham|tempo central|horas centrais|ânimo|caminho do cliente|custo da insatisfação"
        r"|(manter|mantiveram) (um |os )?clientes?|mantê-lo|dentro da casa|ligaç(ão|ões)|setor causador"
        r"|(problemas|custos?) que começam? em|(setor|setores|paga|custo|reclamações) (onde )?começam?"
        r"|(onde|onde a reclamação|cuja reclamação|cujas reclamações) (começou|começaram)"
        r"|ao vivo|oficina|valorad[oa]|(custo|gasto) d[ea] conquista|mês de recuperação|registro do servidor"
        r"|(linhas?|respostas?) (enviad|carregad)as?|moeda de relatório|dia de referência|horas decorridas"
        # as Portugal writes
        r"|ficheiros?|facto|utilizador(es)?|equipas?|registos?|ecrãs?|contactos?|controlo|planeamento|percentagem"
        r"|partilhar?|gerir|est(á|ão|ava) a \w+r"
    ),
}
MODELS = ("figures", "assumptions", "columns")
WHOLE = ("es", "pt")  # languages whose texts of the models and data sets are held to the same words
MARKS = {"en": "«»", "es": "“”", "pt": "«»"}  # quotation marks of another language
PAIRS = {"en": ("“”", "()"), "es": ("«»", "()", "¿?", "¡!"), "pt": ("“”", "()")}
ENGLISH_WORDS = re.compile(r"\b(and|the|of|with|amounts)\b")
TYPED = re.compile(r'= "[^"]*"|\(""\)')  # quotation marks that have to be typed
UNREAD = re.compile(r"\{\w+\}|`[^`]*`")  # fields, and what is typed as a command


def flat(texts: dict, under: str = "") -> dict[str, str]:
    """Return nested texts by their whole keys, without the digits of their English."""
    found = {}
    for key, said in texts.items():
        if isinstance(said, dict):
            found |= flat(said, f"{under}{key}.")
        elif key != "english":
            found[under + key] = said
    return found


def problems(language: str) -> dict[str, str]:
    return written(DATA_TEXT / language / "problems.toml")


def told(language: str) -> dict[str, str]:
    """Return all texts of a language, those of the models and data sets only where they are held to its words."""
    found = own_sentences(language) | problems(language)
    if language in WHOLE:
        for name in MODELS:
            found |= flat(written(TEXT / language / "models" / f"{name}.toml"), f"{name}.")
        found |= flat(written(DATA_TEXT / language / "data_sets.toml"), "data_sets.")
    return found


@pytest.mark.parametrize("language", DROPPED)
def test_no_dropped_word_is_shown(language):
    dropped = re.compile(rf"\b(?:{DROPPED[language]})(?!\w)", re.IGNORECASE)
    texts = told(language).items()
    assert {key: match[0] for key, said in texts if (match := dropped.search(UNREAD.sub("", said)))} == {}


def test_no_dropped_word_is_in_the_title_or_meaning_of_a_figure():
    dropped = re.compile(rf"\b(?:{DROPPED['en']})(?!\w)", re.IGNORECASE)
    headers = [CATALOGUE.header(name) for name in CATALOGUE.figures()]
    texts = {header.name: f"{header.title}. {header.meaning}" for header in headers}
    assert {name: match[0] for name, said in texts.items() if (match := dropped.search(said))} == {}


@pytest.mark.parametrize("language", MARKS)
def test_quotation_marks_are_those_of_the_language(language):
    found = {key: said for key, said in own_sentences(language).items() if set(said) & {*MARKS[language], '"'}}
    assert found == {}


@pytest.mark.parametrize("language", WHOLE)
def test_problems_use_the_quotation_marks_of_the_language(language):
    wrong = {*MARKS[language], '"'}
    assert {key: said for key, said in problems(language).items() if set(TYPED.sub("", said)) & wrong} == {}


@pytest.mark.parametrize("language", MARKS)
def test_marks_are_paired_and_no_space_is_doubled(language):
    texts = told(language).items()
    assert [key for key, said in texts if any(said.count(a) != said.count(b) for a, b in PAIRS[language])] == []
    assert [key for key, said in texts if "  " in said or said != said.strip()] == []


def test_a_share_in_a_spanish_sentence_has_its_article():
    without = re.compile(r"(?<!\bel )(?<!\bdel )(?<!\bal )(?<!: )(?<!\()(?<!\})\{share\}", re.IGNORECASE)
    assert {key: said for key, said in own_sentences("es").items() if without.search(said)} == {}


@pytest.mark.parametrize("language", WHOLE)
def test_no_english_word_is_left_in_a_translation(language):
    plain = {key: UNREAD.sub("", said) for key, said in told(language).items()}
    assert {key: said for key, said in plain.items() if ENGLISH_WORDS.search(said)} == {}


@pytest.mark.parametrize("language", MARKS)
def test_percentages_in_sentences_are_written_as_those_in_numbers(language):
    # "80 %" in a sentence beside "80 %" in a table, "80%" beside "80%"
    wrong = re.compile(r"[\d}]%" if Formats(language).percent.startswith(GAP) else r"[\d}]\s%")
    assert {key: said for key, said in told(language).items() if wrong.search(said)} == {}


@pytest.mark.parametrize("language", DROPPED)
def test_no_name_of_a_column_is_shown(language):
    sentences = {key: UNREAD.sub("", said) for key, said in own_sentences(language).items()}
    assert {key: said for key, said in sentences.items() if re.search(r"\b[a-z]+_[a-z_]+\b", said)} == {}
