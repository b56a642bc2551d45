"""The index of definitions: every figure that answers a question is there once, and the search finds by any word."""

import pytest

from models.engine.definitions.catalogue import Catalogue
from pages.parts.explain.figure_index import ANSWERS, NAMED, matches


def test_what_answers_a_question_is_a_figure_and_stands_under_one_question():
    names = [name for group in ANSWERS.values() for name in group]
    assert len(names) == len(NAMED) and set(NAMED) <= set(Catalogue().figures())


@pytest.mark.parametrize(
    "sought, is_found",
    [
        ("retencion", True),
        ("RETENCIÓN", True),
        ("punto retenc", True),
        ("retención cohorte", False),
        ("tención", False),  # a word is sought by how it begins
        ("", True),
    ],
)
def test_the_search_asks_for_every_word_whatever_its_accents(sought, is_found):
    assert matches("Lo que vale un punto de retención", sought) == is_found
