"""Words that point at a person are found before a room keeps them."""

import pytest

from data.workshop import typed_text


@pytest.mark.parametrize(
    "text, words",
    [
        ("It is HIS fault", ["HIS fault"]),
        ("MARÍA no avisa", ["MARÍA"]),
        ("o cara do estoque", ["o cara"]),
        ("la culpa es del almacén", ["la culpa es"]),
        ("Ask Mr Smith", ["Mr"]),
        ("the guys in planning", ["the guys in"]),
        ("The plan arrives after noon", []),
        ("Johnson & Co deliver on Mondays", []),
        ("El pedido llega sin número", []),
        ("O pedido chega sem número", []),
    ],
)
def test_words_that_point_at_a_person_are_found(text, words):
    assert typed_text.pointed(text) == words
