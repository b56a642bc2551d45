"""The words for thousands, millions and milliards, in cells as well as above and beside them."""

from decimal import Decimal

from data.contracts.definitions import fold

THOUSAND, MILLION, MILLIARD = Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9
# Words that mean one scale wherever they stand.
ANYWHERE = {
    THOUSAND: "tsd tds tausend thousand thousands thous milhar milhares millar millares millier milliers migliaia "
    "tys duizend duizenden tausende",
    MILLION: "mio mill mln million millions millionen millón millones milhão milhões milione milioni "
    "miljoen miljoenen mdp",
    MILLIARD: "mrd mld milliarde milliarden milliard milliards miljard miljarden miliardo miliardi bilhão bilhões",
}
# Letters and words that mean it behind a number; in a heading they may be distances or initials.
IN_CELLS = {THOUSAND: "k miles mille", MILLION: "mn mm", MILLIARD: "bn"}
SCALES = {fold(word): scale for words in (ANYWHERE, IN_CELLS) for scale, said in words.items() for word in said.split()}


def pattern_of(scale: Decimal) -> str:
    """The regular expression of the words that mean a scale anywhere, in small letters, with accents or without."""
    words = ANYWHERE[scale].split()
    return "|".join(sorted({*words, *map(fold, words)}, key=len, reverse=True))
