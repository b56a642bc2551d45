"""What a page says of a file: it is answered by clicks there, so no sentence tells of options of the command line."""

import pytest

from data.languages import LANGUAGES, texts
from pages.parts.i18n.language import has

OPTIONS = ("--set ", "--map ", "--json")
# asked for with a form, and of a file on the server that no page reads
ELSEWHERE = {"MISSING_COLUMN", "TABLES_SETTING"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_an_option_has_one_for_the_page(language):
    told = {code for code, said in texts("problems", language).items() if any(one in said for one in OPTIONS)}
    assert "FREE_TEXT" in told
    assert [code for code in sorted(told - ELSEWHERE) if not has(language, f"ask.{code.lower()}")] == []
