"""Names of people are told from names of departments: a column of them is asked about, never taken for sectors."""

import pytest

from data.sectors.person_names import people_in


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("handled by", ["Anna Berger", "Peter Novak", "Ruth Klein"]),
        ("sector", ["Berger, Anna", "Novak, Peter"]),
        ("department", ["J. Smith", "M. Garcia", "K. Lee"]),
        ("department", ["Smith J.", "Garcia M."]),
        ("team", ["anna.berger", "peter.novak"]),
        ("Abteilung", ["Frau Berger", "Herr Novak"]),
        ("handled_by", ["Anna", "Peter", "Ruth"]),
        ("responsable", ["María López", "José Pérez García", "Ana Ruiz"]),
        ("responsável", ["João da Silva", "Inês Rocha", "Rui Faria"]),
        # no given name of the list, but a heading of people and more names than the two sectors known
        ("agent", ["Xi Zhou", "Wei Lin", "Tariq Osman", "Yuki Mori", "Olu Ade"]),
        # one in six has a common given name, under a heading that may be either
        ("owner", ["Xi Zhou", "Wei Lin", "Tariq Osman", "Yuki Mori", "Olu Ade", "Anna Berger"]),
    ],
)
def test_names_of_people(heading, names):
    assert people_in(names, heading, 2) == names


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("handled by", ["Customer Care", "Billing", "Store Sales"]),
        ("handled by", ["Customer Care", "Home Delivery", "Front Desk", "Field Ops", "Key Accounts"]),
        ("owner", ["Key Accounts", "Claims Handling", "Risk Control", "Data Science", "Fraud Prevention"]),
        ("owner", ["IT", "HR", "R&D", "Sales"]),
        ("team", ["back_office", "key_accounts", "claims_handling"]),
        ("sector", ["Florence Branch", "Victoria Store"]),
        ("sector", ["Santiago Sur", "San José", "Buenos Aires"]),
        ("sector", ["Logistics, North", "Logistics, South", "Billing, North"]),
        ("responsable", ["Recursos Humanos", "Atención al Cliente"]),
        ("sector", ["Call Centre", "Repairs", "Anna Berger"]),
        ("agent", ["Xi Zhou", "Wei Lin"]),
    ],
)
def test_names_of_departments(heading, names):
    assert people_in(names, heading, 2) == []


def test_a_column_of_people_is_asked_about_and_remembered(put):
    text = (
        "complaint_id,opened_on,sector,handled_by\n{0}1,2025-03-01,Billing,Anna Berger\n"
        "{0}2,2025-03-31,Billing,Peter Novak\n"
    )
    (question,) = put("complaints", text.format("C"))["questions"]
    assert (question.code, question.setting) == ("SECTOR_PEOPLE", "heading of handled_by")
    assert question.choices == ["none", "handled_by"]
    assert question.fields == {"read": "Anna Berger", "heading": "handled_by", "count": 2}
    assert put("complaints", text.format("C"), {"handled_by": "none"})["new_sectors"] == ["Billing"]
    assert put("complaints", text.format("D"))["status"] == "stored"
