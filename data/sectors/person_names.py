"""Names of people in a column of sectors, told by how they are written, by common given names and by the heading."""

from __future__ import annotations

import re

from data.contracts.definitions import fold

GIVEN_NAMES = frozenset(
    map(
        fold,
        (
            "adam adrian agnes alan alberto alejandra alejandro alex alexander alexandra alice alicia alina "
            "amanda ana anabel andrea andreas andrés andrew andré anita ann anna anne annette antonio antónio "
            "antônio anthony antoine arthur barbara beatriz ben benjamin bernd birgit brian bruno camila camille "
            "carla carlos carmen carol caroline catarina catherine cecilia céline charles chloé christian "
            "christina christine christoph christopher clara claire claudia claudio clémence cristina daniel "
            "daniela david deborah denise diana diego dieter dirk dolores eduardo elena elisabeth elizabeth elke "
            "emily emma enrique eric erik esther eva fabian fabio felipe felix fernanda fernando filipe françois "
            "francesca francesco francisca francisco frank fátima gabriel gabriela george georg giovanni giulia "
            "gonzalo graham greta guilherme gustavo hans heike heinz helen helena helmut henrique hugo igor inés "
            "inês ines ingrid irene isabel isabelle ivan jack jacques jaime james jana jane javier jean jennifer "
            "jens jessica joana joão joaquim joaquín jochen john johannes jonathan jorge josé joseph josef juan "
            "juana juliana julie julia julien jürgen karen karin karl katharina kathrin katja kerstin kevin "
            "klaus laura laurent lea leonardo leticia linda lisa lorena louis lucas lucia lucía lucie luís luis "
            "luisa lukas luiz magdalena manfred manuel manuela marc marcel marcelo marco marcos margarida "
            "margaret maria maría marie marina mario mark markus marta martha martin martina martín mary mateo "
            "matthias matthew maurício max mercedes michael michaela michel michelle miguel mohamed mohammed "
            "monica mónica monika monique nadia nadine natalia natalie nathalie nicola nicolas nicolás nicole "
            "nina nora nuno olga oliver olivier oscar otto pablo paola pascal patricia patrick paul paula paulo "
            "pavel pedro peter petra philip philippe pierre pilar rachel rafael rafaela rainer ralf ramón raquel "
            "raúl rebecca renata renate ricardo richard rita robert roberta roberto rodrigo roger rosa ruth "
            "sabine sabrina samuel sandra sandrine sara sarah sebastian sergio sérgio silke silvia simon simone "
            "sonia sophie stefan stefanie stéphane stephen steffen steven susan susana susanne sven sylvie tânia "
            "tania teresa thomas thorsten tiago tim tobias tom tomás ulrich ulrike ursula ute valentina valérie "
            "vanessa vera veronica verónica vicente victor vincent viviane walter werner william wolfgang xavier "
            "yolanda yves"
        ).split(),
    )
)
# headings of people, and those that name a person in one file and a department in another
OF_PEOPLE = frozenset(
    map(
        fold,
        (
            "agent,agent name,agent id,assignee,assigned user,employee,employee name,staff,staff member,case handler,"
            "case worker,clerk,operator,representative,rep,sales rep,advisor,adviser,consultant,technician,user,"
            "user name,username,login,person,agente,empleado,empleada,gestor,gestora,usuario,técnico,asesor,"
            "funcionário,funcionária,colaborador,colaboradora,usuário,atendente,consultor,bearbeiter,bearbeiterin,"
            "sachbearbeiter,sachbearbeiterin,mitarbeiter,mitarbeiterin,berater,beraterin,betreuer,employé,"
            "collaborateur,conseiller,conseillère"
        ).split(","),
    )
)
OF_EITHER = frozenset(
    map(
        fold,
        (
            "assigned to,owner,case owner,ticket owner,handled by,handler,resolved by,closed by,contacted by,"
            "made by,manager,resource,org:resource,asignado a,responsable,propietario,atendido por,atendida por,"
            "resuelta por,gestionado por,tratado por,comercial,responsável,atribuído a,proprietário,zuständig,"
            "bearbeitet von,traité par,assigné à,responsable du dossier,gestionnaire"
        ).split(","),
    )
)
TITLES = r"(?:mr|mrs|ms|miss|dr|prof|herr|frau|sr|sra|srta|d|dña|don|doña|dom|dona|m|mme|mlle)\.?"
WORD = r"[^\W\d_][^\W\d_'’]*(?:[-'’][^\W\d_]+)*"
TITLED = re.compile(rf"(?i:{TITLES})\s+{WORD}(?:\s+{WORD})*")
INITIALS = re.compile(rf"(?:[^\W\d_]\.\s*)+(?:-?{WORD})(?:\s+{WORD})?|{WORD},?\s+(?:[^\W\d_]\.\s*-?)+")
LOGIN = re.compile(r"[a-z]{1,20}\.[a-z]{2,20}\d{0,3}")
LISTED = re.compile(rf"({WORD}(?:\s+{WORD})?),\s*({WORD}(?:\s+{WORD}|\s+[^\W\d_]\.)?)")
SEVERAL = re.compile(rf"{WORD}(?:\s+(?:{WORD}|[^\W\d_]\.)){{1,3}}")
# what departments are called by: no name of a person holds such a word
WORK = frozenset(
    map(
        fold,
        (
            "team department dept division unit group service services care support sales store stores shop office "
            "desk centre center branch region area operations logistics delivery billing finance accounting marketing "
            "purchasing repairs planning warehouse legal quality online call customer customers back front field home "
            "north south east west equipo departamento área servicio atención ventas tienda oficina centro sucursal "
            "cliente clientes equipe setor serviço atendimento vendas loja escritório filial abteilung kundendienst "
            "vertrieb einkauf lager buchhaltung service équipe agence magasin ventes comptabilité"
        ).split(),
    )
)
FEW, MANY = 2, 5


def people_in(texts: list[str], heading: str, known: int) -> list[str]:
    """Those of the new names in a column of sectors that are names of people; none unless most of them are.

    known: how many sectors are known. It takes the way people are listed, or given names that are common; where the
    heading speaks of people and there are more names than sectors, words that are written like names suffice.
    """
    found = [text for text in texts if _is_written_so(text) or _has_given_name(text)]
    people = [text for text in texts if text in found or _is_shaped(text)]
    all_alike = len(people) == len(texts)
    enough = max(FEW, -(-len(texts) // 3) if all_alike else len(texts) // 2 + 1)
    is_listed = len(people) >= MANY and len(texts) > known and len(people) * 5 >= len(texts) * 4
    speaks = fold(heading) in OF_PEOPLE or (fold(heading) in OF_EITHER and len(found) * 8 >= len(texts))
    return people if len(found) >= enough or (is_listed and speaks) else []


def _is_written_so(text: str) -> bool:
    """Title, initials, or a login: J. Smith, Smith J., Frau Berger, anna.berger."""
    return any(form.fullmatch(text.strip()) for form in (TITLED, INITIALS, LOGIN)) and not _words(text) & WORK


def _is_shaped(text: str) -> bool:
    """Two to four words as names have them, Smith, John among them, none of them a word for a department."""
    is_name = (SEVERAL.fullmatch(text.strip()) or LISTED.fullmatch(text.strip())) and not _words(text) & WORK
    return bool(is_name) and all(word[0].isupper() for word in re.findall(WORD, text) if len(word) > 3)


def _has_given_name(text: str) -> bool:
    """A common given name: alone, first of several words, or behind the comma."""
    listed = LISTED.fullmatch(text.strip())
    words = re.findall(WORD, listed[2] if listed else text)
    return bool(words) and fold(words[0]) in GIVEN_NAMES and not _words(text) & WORK and len(words) <= 4


def _words(text: str) -> set[str]:
    return {fold(word) for word in re.findall(WORD, text)}
