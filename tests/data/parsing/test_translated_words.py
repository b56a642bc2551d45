"""Words that are none of a column's are asked about where they are many, and mean what was said."""

import pytest
from parsed import Parsed

STATES = ("Solved", "Open", "solved", "yes", "Open", "Solved")
RESOLVED = "complaint_id,opened_on,Resolved?\n" + "".join(f"C{i},2026-01-05,{s}\n" for i, s in enumerate(STATES))
COSTS = "sector,month,purpose,amount\n" + "".join(
    f"Billing,2026-01,{word},{i}\n"
    for i, word in enumerate(("Clientes nuevos", "Clientes nuevos", "Clientes nuevos"), 1)
)


def test_each_unknown_word_is_one_question_with_the_values_of_the_column(tmp_path):
    found = Parsed(tmp_path, "complaints", RESOLVED)
    choices = ["yes", "no", "none", "aside"]
    likely_no = ["no", "yes", "none", "aside"]
    assert found.answers == [("resolved.means.Solved", choices), ("resolved.means.Open", likely_no)]
    assert [question.fields["count"] for question in found.staged.questions] == [3, 2]  # Solved and solved are one word
    costs = Parsed(tmp_path, "sector_costs", COSTS)
    ((setting, choices),) = costs.answers
    assert setting == "purpose.means.Clientes nuevos" and "acquisition" in choices and choices[-1] == "aside"
    assert "none" not in choices  # every row needs a purpose


@pytest.mark.parametrize(
    ("is_open", "expected", "problems"),
    [
        ("no", [True, False, True, True, False, True], 0),
        ("none", [True, None, True, True, None, True], 0),
        ("aside", [True, True, True, True], 2),
    ],
)
def test_words_mean_what_was_said(tmp_path, is_open, expected, problems):
    said = {"resolved.means.SOLVED": "yes", "resolved.means.Open": is_open}
    found = Parsed(tmp_path, "complaints", RESOLVED, settings=said)
    assert (found.questions, found.column("resolved"), len(found.problems)) == ([], expected, problems)


def test_slips_and_free_text_are_not_asked_about(tmp_path):
    two = RESOLVED.replace("Solved", "yes").replace("solved", "yes")  # two cells of Open
    assert Parsed(tmp_path, "complaints", two).questions == []
    many = "complaint_id,opened_on,resolved\n" + "".join(f"C{i},2026-01-05,text {i}\n" for i in range(13))
    assert Parsed(tmp_path, "complaints", many).questions == []


def test_what_words_mean_is_remembered_for_their_heading(put, store):
    said = {"resolved.means.Solved": "yes", "resolved.means.Open": "no"}
    assert put("complaints", RESOLVED, **said)["status"] == "stored"
    answer = put("complaints", RESOLVED.replace("C", "D"), name="later.csv")
    assert (answer["status"], answer["rows"]["stored"]) == ("stored", 6)
    assert store.rows("complaints")["resolved"].tolist() == [True, False, True, True, False, True] * 2


@pytest.mark.parametrize("name", ["resolved.means.Solved", "category.means.Solved", "colour.means.Solved"])
def test_a_meaning_the_column_cannot_have_is_refused(put, name):
    answer = put("complaints", RESOLVED, **{name: "perhaps"})
    assert (answer["status"], answer["error"]["code"]) == ("refused", "UNKNOWN_SETTING")
