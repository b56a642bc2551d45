"""Words that say of an amount that it is a charge, or the opposite: debit and credit in several languages."""

import re

from data.contracts.definitions import fold
from data.parsing.values.status_words import NO, YES

MARKS = (
    "s/h soll/haben d/c dr/cr db/cr debit/credit débit/crédit debe/haber d/h débito/crédito cargo/abono dare/avere "
    "+/- debet/credit debet/kredit 40/50 deudor/acreedor devedor/credor d/a"
)
# a charge, and its opposite
PAIRS = [tuple(fold(word) or word for word in pair.split("/")) for pair in MARKS.split()]
DOCUMENTS = [
    frozenset(map(fold, words.split(", ")))
    for words in (
        "invoice, rechnung, factura, fatura, sale, sales, venta, venda, verkauf, charge, purchase, order, payment, "
        "pago, pagamento, compra, pedido, facture, vente, achat, paiement, commande, factuur, verkoop, inkoop, "
        "aankoop, betaling, bestelling, fattura, vendita, acquisto, ordine, kauf, einkauf, bestellung, "
        "zahlung, nota fiscal",
        "credit note, credit memo, credit, gutschrift, abono, nota de crédito, nota de abono, refund, return, returns, "
        "reversal, storno, devolución, devolução, reembolso, estorno, erstattung, retoure, stornorechnung, "
        "rechnungskorrektur, avoir, note de crédit, remboursement, retour, annulation, creditnota, creditfactuur, "
        "terugbetaling, tegoedbon, nota di credito, nota credito, rimborso, reso, factura rectificativa, "
        "rectificativa, nota de devolução, nota de crédito fiscal",
    )
]
CREDIT_FLAG = re.compile(
    r"credit|crédit|gutschrift|storno|abono|refund|reversal|devolu|estorno|avoir|rembours|terugbetal|rimbors",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"debit|credit|débit|crédit|soll|haben|debe|haber|cargo|abono|shkzg|vorzeichen|signo|sinal|sign\b|"
    r"\b[sd] ?/ ?[hca]\b|\bdr ?/ ?cr\b|\bdc\b|\bposting key\b|\bbschl\b",
    re.IGNORECASE,
)


def side(words: list, heading: str, word: str) -> int | None:
    """0 for a charge, 1 for its opposite; None when the words of a column are no such marks."""
    folded = [word_key(w) for w in words]
    is_named = bool(HEADING.search(heading))
    for pair in PAIRS:
        sides = [_side_of(pair, w) for w in words]
        if None not in sides and (len(set(sides)) == 2 or is_named):
            return sides[words.index(word)]
    if (
        all(key in DOCUMENTS[0] or key in DOCUMENTS[1] for key in folded)
        and len({k in DOCUMENTS[1] for k in folded}) == 2
    ):
        return int(word_key(word) in DOCUMENTS[1])
    if CREDIT_FLAG.search(heading) and all(key in YES or key in NO for key in folded) and YES & set(folded):
        return int(word_key(word) in YES)
    return None


def _side_of(pair: tuple, word: str) -> int | None:
    """On which side of a pair a word stands, such as S or "S - Soll"; None: on neither, or on both."""
    parts = [
        word_key(part)
        for part in re.split(r"[\s/()–:,]+|(?<=\w)-(?=\w)", word.strip())
        if part.strip(" -") or part == word
    ]
    sides = {pair.index(part) for part in parts if part in pair}
    agree = all(any(part == other[side] for other in PAIRS) for part in parts for side in sides)
    return sides.pop() if len(sides) == 1 and agree else None


def is_same_kind(told: list[str], word: str) -> bool:
    """Whether a mark belongs with those that were said to make an amount negative: of one pair, or one of them."""
    key, others = word_key(word), {word_key(other) for other in told}
    kinds = [*map(frozenset, PAIRS), DOCUMENTS[0] | DOCUMENTS[1], frozenset(YES | NO)]
    return key in others or any(key in kind and kind & others for kind in kinds)


def word_key(word: str) -> str:
    """The word as marks are compared: without case and accents; signs such as + as they are."""
    return fold(word) or word.strip()
