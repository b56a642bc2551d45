"""When two spellings are one sector, when somebody is asked, and when they are two sectors."""
import pytest

from data.sectors import edit_distance, is_near, near_names, sector_key


@pytest.mark.parametrize("written", ["Logística", "LOGISTICA", " logística ", "Logi\u0301stica", "Lo\u200bgística", "Ｌｏｇística"])
def test_one_key_for_every_spelling_of_a_sector(written):
    assert sector_key(written) == "logistica"


def test_surplus_blanks_do_not_count():
    assert sector_key("Customer \u00a0 service") == sector_key("customer service")


@pytest.mark.parametrize("name, known", [
    ("Biling", "Billing"),  # one letter missing, seven letters
    ("Facturacoin", "Facturacion"),  # two letters changed, eleven letters
    ("\u0412illing", "Billing"),  # the Cyrillic letter that looks like B
    ("Policy Culture and Communication", "Policy, Culture and Communication"),
])
def test_near_names_are_asked_about(name, known):
    assert is_near(name, known)


@pytest.mark.parametrize("name, known", [
    ("Shop 1", "Shop 2"),  # differ only in digits
    ("Team A", "Team B"),  # differ only in a one-letter label
    ("HR", "PR"),  # shorter than four letters
    ("Sales", "Salto"),  # two letters changed, fewer than eight letters
    ("Warehouse", "Purchasing"),
])
def test_different_names_are_different_sectors(name, known):
    assert not is_near(name, known)


def test_each_new_name_is_compared_with_the_known_ones():
    found = near_names(["Biling", "Kitchen"], ["Sales", "Billing"])
    assert [(near.name, near.near) for near in found] == [("Biling", "Billing")]


def test_edit_distance_of_the_textbook_pair():
    assert edit_distance("kitten", "sitting") == 3  # k-s, e-i, +g
