"""Amounts with a scale or a side in their cells, scores in words, stars and parts: the right number, or a question."""

from decimal import Decimal

import pytest
from parsed import Parsed

COSTS = "sector;month;purpose;amount\nA;2025-01;running;{}\nA;2025-02;running;{}\n"
SCORES = "date;score\n2025-01-01;{}\n2025-01-02;{}\n"


def amounts(folder, first, second, **settings):
    said = {name.replace("__", "."): value for name, value in settings.items()}
    found = Parsed(folder, "sector_costs", COSTS.format(first, second), settings=said)
    return found.answers or [Decimal(amount) for amount in found.column("amount")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("42.75K", "1.2M", [42750, 1200000]),  # beside K an M is a million
        ("1,5 Mio. €", "12,25 Tsd. €", [1500000, 12250]),
        ("3 mil", "1,5 milhões", [3000, 1500000]),  # beside milhões mil is a thousand
        ("R$ 2 mi", "R$ 750 mil", [2000000, 750000]),
        ("(1.5k€)", "2.5 kEUR", [-1500, 2500]),
        ("0,123456 Mio €", "3 TEUR", [Decimal("123456"), 3000]),
        ("1.2345678 bn", "0.005 million", [Decimal("1234567800"), 5000]),
        ("7", "1.239K", None),  # a point before three digits may group thousands: asked as everywhere
    ],
)
def test_a_scale_in_the_cell_is_exact(tmp_path, first, second, expected):
    found = amounts(tmp_path, first, second)
    assert found == (expected or [("amount.decimal", ["point", "comma"])])


@pytest.mark.parametrize(
    ("first", "second", "question", "settings", "expected"),
    [
        (
            "3 mil",
            "4,5 mil",
            ("amount.means.mil", ["1000", "1000000", "aside"]),
            {"amount__means__mil": "1000"},
            [3000, 4500],
        ),
        ("1.2M", "4M", ("amount.means.M", ["1000000", "1000", "aside"]), {"amount__means__M": "1000"}, [1200, 4000]),
        ("1.2m", "7", ("amount.means.m", ["1000000", "1000", "aside"]), {"amount__means__m": "1000000"}, [1200000, 7]),
        ("1.2M", "7", ("amount.means.M", ["1000000", "1000", "aside"]), {"amount__means__M": "aside"}, [7]),
        ("1000 Dr", "250.00 Cr", ("amount.negative", ["Cr", "Dr", "none"]), {"amount__negative": "Cr"}, [1000, -250]),
        (
            "1.000,00 D",
            "250,5 H",
            ("amount.negative", ["H", "D", "none"]),
            {"amount__negative": "H"},
            [1000, Decimal("-250.5")],
        ),
        (
            "S 1.000,00",
            "250,5 H",
            ("amount.negative", ["H", "S", "none"]),
            {"amount__negative": "none"},
            [1000, Decimal("250.5")],
        ),
        (
            "EUR 1.000,00 S",
            "EUR 250,50 H",
            ("amount.negative", ["H", "S", "none"]),
            {"amount__negative": "H"},
            [1000, Decimal("-250.5")],
        ),
        ("1000", "250.00 CR", ("amount.negative", ["CR", "none"]), {"amount__negative": "CR"}, [1000, -250]),
    ],
)
def test_what_a_scale_or_a_mark_means_is_asked_where_it_is_open(tmp_path, first, second, question, settings, expected):
    assert amounts(tmp_path, first, second) == [question]
    assert amounts(tmp_path, first, second, **settings) == expected


def test_of_what_is_never_below_zero_no_mark_is_proposed_as_negative(tmp_path):
    text = "complaint_id,opened_on,compensation\nC1,2025-01-02,25.00 Cr\nC2,2025-01-02,10.00 Cr\n"
    assert Parsed(tmp_path, "complaints", text).answers == [("compensation.negative", ["none", "Cr"])]


@pytest.mark.parametrize(
    ("first", "second", "scores", "scales"),
    [
        ("4/5", "3,5/5", ["4", "3.5"], ["5", "5"]),
        ("8 out of 10", "9 de 10", ["8", "9"], ["10", "10"]),
        ("★★★★☆", "★★★★★", ["4", "5"], ["5", "5"]),
        ("7/10", "6", ["7", "6"], ["10", None]),  # of how many points the 6 is nobody says
    ],
)
def test_scores_that_say_of_how_many_points_they_are(tmp_path, first, second, scores, scales):
    found = Parsed(tmp_path, "satisfaction", SCORES.format(first, second))
    assert found.column("score") == [Decimal(score) for score in scores]
    assert found.column("scale_max") == [scale and Decimal(scale) for scale in scales]


def test_more_points_than_there_are_is_set_aside(tmp_path):
    found = Parsed(tmp_path, "satisfaction", SCORES.format("4/5", "6/5"))
    assert found.problems == [(3, "score", "6/5", "OUT_OF_RANGE")]


@pytest.mark.parametrize(
    "words",
    [
        "Very satisfied|Satisfied|Neutral|Dissatisfied|Very dissatisfied",
        "Strongly agree|Agree|Neither agree nor disagree|Disagree|Strongly disagree",
        "Muy satisfecha|Satisfecho|Ni satisfecho ni insatisfecho|Insatisfecha|Muy insatisfechos",
        "Totalmente de acuerdo|De acuerdo|Indiferente|En desacuerdo|Totalmente en desacuerdo",
        "Muito satisfeito|Satisfeita|Neutro|Insatisfeito|Muito insatisfeita",
        "Ótimo|Bom|Regular|Ruim|Péssimo",
    ],
)
def test_answers_in_words_are_asked_with_their_likely_points(tmp_path, words):
    text = "date;score\n" + "".join(f"2025-01-02;{word}\n" for word in words.split("|"))
    found = Parsed(tmp_path, "satisfaction", text).answers
    assert [setting for setting, _ in found] == [f"score.means.{word}" for word in words.split("|")]
    assert [choices[0] for _, choices in found] == ["5", "4", "3", "2", "1"]
    told = Parsed(tmp_path, "satisfaction", text, settings={setting: choices[0] for setting, choices in found})
    assert [int(score) for score in told.column("score")] == [5, 4, 3, 2, 1]


def test_the_scale_of_the_file_gives_the_points_of_its_words(tmp_path):
    """On a scale of 1 to 7 the middle is 4; satisfied, three quarters of the way, would be 5.5: nothing is proposed."""
    text = "date;score;scale\n2025-01-02;Very satisfied;7\n2025-01-02;Satisfied;7\n2025-01-02;Neutral;7\n"
    found = Parsed(tmp_path, "satisfaction", text)
    assert [choices[0] for _, choices in found.answers] == ["7", "7", "4"]
    assert [question.fields.get("proposed") for question in found.staged.questions] == ["7", None, "4"]


def test_lengths_and_single_letters_are_no_scales_and_sides(tmp_path):
    """2 h below amounts, and 5 mm of something that is counted, are set aside as before."""
    assert amounts(tmp_path, "2 h", "7") == [7]
    text = "transaction_id,date,quantity,unit_price\nT1,2025-01-02,5 mm,2\nT2,2025-01-02,3,2\n"
    assert [row[2:] for row in Parsed(tmp_path, "transactions", text).problems] == [("5 mm", "NOT_A_NUMBER")]


def test_numbers_beside_their_words_count_where_they_rise_with_them(tmp_path):
    upwards = Parsed(tmp_path, "satisfaction", SCORES.format("5 - Very satisfied", "Dissatisfied (2)"))
    assert upwards.column("score") == [5, 2]
    downwards = Parsed(tmp_path, "satisfaction", SCORES.format("1 - Very satisfied", "5 - Very dissatisfied"))
    assert [(setting, choices[0]) for setting, choices in downwards.answers] == [
        ("score.means.1 - Very satisfied", "5"),
        ("score.means.5 - Very dissatisfied", "1"),
    ]


def test_school_marks_are_proposed_the_other_way_round(tmp_path):
    """1 to 6, of which 1 is the best: 1 becomes 6, 2 becomes 5, 6 (whatever its word) 1."""
    text = "date;score\n2025-01-02;1 - sehr gut\n2025-01-02;2 - gut\n2025-01-02;6 - ungenügend\n"
    assert [choices[0] for _, choices in Parsed(tmp_path, "satisfaction", text).answers] == ["6", "5", "1"]


def test_what_a_word_means_is_asked_once_for_two_columns_of_scores(tmp_path):
    text = (
        "date,rated_by,sector,dimension,expected,perceived\n2025-01-01,A,B,speed,Agree,Disagree\n"
        "2025-01-02,A,B,speed,Agree,Agree\n"
    )
    found = Parsed(tmp_path, "service_survey", text).answers
    assert [setting for setting, _ in found] == ["expected.means.Agree", "perceived.means.Disagree"]
    told = Parsed(tmp_path, "service_survey", text, settings={setting: choices[0] for setting, choices in found})
    assert (told.column("expected"), told.column("perceived")) == ([4, 4], [2, 4])


@pytest.mark.parametrize("name", ["score.means.Good", "amount.means.mil"])
def test_a_word_can_only_mean_a_number(put, name):
    answer = put("satisfaction" if name.startswith("score") else "sector_costs", "x\n1\n", **{name: "much"})
    assert answer["error"]["code"] == "UNKNOWN_SETTING"


def test_digits_behind_a_scale_are_no_part_of_its_number(tmp_path):
    """1k500 is no 1,500,000."""
    found = Parsed(tmp_path, "sector_costs", COSTS.format("1k500", "2 Tsd 500"))
    assert [row[2:] for row in found.problems] == [("1k500", "NOT_A_NUMBER"), ("2 Tsd 500", "NOT_A_NUMBER")]


@pytest.mark.parametrize(("first", "second"), [("100 S", "50 H"), ("100 Debit", "50 Credit")])
def test_a_mark_that_was_said_of_other_marks_is_asked_again(tmp_path, first, second):
    """Cr was said to be negative of a file with Dr and Cr; nothing was said of H, nor of Credit."""
    (question,) = amounts(tmp_path, first, second, amount__negative="Cr")
    assert question[0] == "amount.negative"


def test_a_mark_is_the_one_that_was_said_with_accents_or_without(tmp_path):
    assert amounts(tmp_path, "100 Débito", "50 Crédito", amount__negative="credito") == [100, -50]


def test_a_minus_in_brackets_is_no_bracket(tmp_path):
    """On a scale from -2 to 2 the ends are asked about: neither is 2 points."""
    found = Parsed(tmp_path, "satisfaction", SCORES.format("Very satisfied (2)", "Very dissatisfied (-2)"))
    assert "score.means.Very dissatisfied (-2)" in [setting for setting, _ in found.answers]


def test_numbers_without_words_are_turned_with_those_that_run_downwards(tmp_path):
    """1 is best: 1 becomes 5, 2 becomes 4, 5 becomes 1."""
    text = "date;score\n2025-01-02;1 - very satisfied\n2025-01-02;2\n2025-01-02;5 - very dissatisfied\n"
    found = Parsed(tmp_path, "satisfaction", text).answers
    told = Parsed(tmp_path, "satisfaction", text, settings={setting: choices[0] for setting, choices in found})
    assert told.column("score") == [5, 4, 1]


def test_a_scale_from_nought_downwards_stays_on_itself(tmp_path):
    """0 is best of 0 to 2: 0 becomes 2, 1 stays, 2 becomes 0."""
    words = ("0 - very satisfied", "1 - neutral", "2 - very dissatisfied")
    text = "date;score\n" + "".join(f"2025-01-02;{word}\n" for word in words)
    assert [choices[0] for _, choices in Parsed(tmp_path, "satisfaction", text).answers] == ["2", "1", "0"]


def test_a_scale_can_mean_a_number_with_a_comma(tmp_path):
    assert amounts(tmp_path, "3 mil", "2 mil", amount__means__mil="1000,5") == [Decimal("3001.5"), 2001]


def test_marks_beside_the_amounts_are_asked_again_where_others_were_meant(tmp_path):
    text = "sector;month;purpose;amount;Debit/Credit\nA;2025-01;running;100,00;S\nA;2025-02;running;50,00;H\n"
    (question,) = Parsed(tmp_path, "sector_costs", text, settings={"amount.negative": "Cr"}).answers
    assert question[0] == "amount.negative"
    told = Parsed(tmp_path, "sector_costs", text, settings={"amount.negative": "H"})
    assert told.column("amount") == [100, -50]


def test_the_note_on_scales_speaks_of_every_word_and_column(tmp_path):
    text = "channel;month;amount;new_customers\nA;2025-01;42.75K;3\nA;2025-02;1.5k;3\nB;2025-01;2 Mio;1\n"
    found = Parsed(tmp_path, "acquisition_spend", text)
    told = [
        (note["column"], *note["fields"].values()) for note in found.staged.notes if note["code"] == "READ_IN_SCALE"
    ]
    assert told == [("amount", "42.75K", "42.75", "1000", 2), ("amount", "2 Mio", "2", "1000000", 1)]
    text = "complaint_id;opened_on;compensation;rework_cost\nC1;2025-01-05;42.75K;3\nC2;2025-01-06;7;1.5 Tsd\n"
    found = Parsed(tmp_path, "complaints", text)
    assert [note["column"] for note in found.staged.notes if note["code"] == "READ_IN_SCALE"] == [
        "compensation",
        "rework_cost",
    ]


@pytest.mark.parametrize("word", ["milhares", "tys", "mdp", "mld", "miljoen", "Milliarden", "bilhões", "millares"])
def test_a_scale_word_is_the_same_in_a_cell_and_in_a_title(tmp_path, word):
    behind = Decimal(amounts(tmp_path, f"2 {word}", "7")[0]) / 2
    titled = Parsed(tmp_path, "sector_costs", f"Amounts in {word}\n" + COSTS.format("2", "7"))
    assert titled.answers[0] == ("amount.scale", [str(int(behind)), "1"])
