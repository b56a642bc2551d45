"""Texts that hardly repeat are no categories, words of a company are asked about, and titles are no heading."""

from staged_text import staged


def test_subjects_that_hardly_repeat_are_no_category(tmp_path):
    rows = "".join(f"C{i},2025-01-{i + 1:02},Order {i} is broken,{('late', 'lost')[i % 2]}\n" for i in range(20))
    found = staged(tmp_path, "complaints", "complaint_id,opened_on,subject,type\n" + rows)
    assert (found.result.mapping["category"], found.questions) == ("type", [])
    assert "FREE_TEXT" in found.notes and "subject" in found.result.ignored
    alone = staged(tmp_path, "complaints", "complaint_id,opened_on,subject\n" + rows.replace(",l", "l"))
    assert "category" not in alone.result.mapping
    few = staged(tmp_path, "complaints", "complaint_id,opened_on,subject\nC1,2025-01-01,late\nC2,2025-01-02,lost\n")
    assert few.result.mapping["category"] == "subject"


def test_the_likely_meaning_of_a_word_stands_first(tmp_path):
    text = "customer_id,tenure_months,has_left\n" + "".join(
        f"{i},12,{('Existing Customer', 'Attrited Customer')[i % 2]}\n" for i in range(8)
    )
    asked = dict((setting, choices) for _, setting, choices in staged(tmp_path, "customers", text).questions)
    assert asked["has_left.means.Existing Customer"][:2] == ["no", "yes"]
    assert asked["has_left.means.Attrited Customer"][:2] == ["yes", "no"]


def test_the_heading_of_unknown_words_is_the_widest_row_not_a_title_of_several_cells(tmp_path):
    text = "Plan,2024,,\n,,,\nKostenstelle,Kostenart,Monat,Istkosten\n4100,Lohn,2024-01,100\n"
    found = staged(tmp_path, "sector_costs", text)
    assert (found.error, found.result.headings) == (
        "MISSING_COLUMN",
        ["Kostenstelle", "Kostenart", "Monat", "Istkosten"],
    )
