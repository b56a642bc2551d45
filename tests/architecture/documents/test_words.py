"""One word for one idea: the words dropped in docs/decisions/words.md do not return to what people read."""

import re

import pytest

from data.languages import TEXT as DATA_TEXT
from data.languages import written
from pages.parts.i18n.language import own_sentences

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
        r"|ganan|coste de la insatisfacción|echan? en falta|tardí[oa]s|dentro de la casa"
        r"|(problemas|costes?|lo) que empiezan? en|(sector|sectores|paga) donde empieza|dónde empezó|rótulos?"
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


@pytest.mark.parametrize("language", DROPPED)
def test_no_dropped_word_is_shown(language):
    dropped = re.compile(rf"\b(?:{DROPPED[language]})(?!\w)", re.IGNORECASE)
    texts = own_sentences(language) | written(DATA_TEXT / language / "problems.toml")
    found = {key: match[0] for key, said in texts.items() if (match := dropped.search(UNREAD.sub("", said)))}
    assert found == {}


@pytest.mark.parametrize("language", MARKS)
def test_quotation_marks_are_those_of_the_language(language):
    found = {key: said for key, said in own_sentences(language).items() if set(said) & {*MARKS[language], '"'}}
    assert found == {}


@pytest.mark.parametrize("language", DROPPED)
def test_no_name_of_a_column_is_shown(language):
    sentences = {key: UNREAD.sub("", said) for key, said in own_sentences(language).items()}
    assert {key: said for key, said in sentences.items() if re.search(r"\b[a-z]+_[a-z_]+\b", said)} == {}
