"""When two spellings are one sector, when somebody is asked, and when they are two sectors."""

import pytest

from data.sectors.names import edit_distance, is_near, near_names, sector_key


@pytest.mark.parametrize(
    "written", ["Logística", "LOGISTICA", " logística ", "Logi\u0301stica", "Lo\u200bgística", "Ｌｏｇística"]
)
def test_one_key_for_every_spelling_of_a_sector(written):
    assert sector_key(written) == "logistica"


def test_surplus_blanks_do_not_count():
    assert sector_key("Customer \u00a0 service") == sector_key("customer service")


@pytest.mark.parametrize(
    "name, known",
    [
        ("Biling", "Billing"),  # one letter missing, seven letters
        ("Facturacoin", "Facturacion"),  # two letters changed, eleven letters
        ("\u0412illing", "Billing"),  # the Cyrillic letter that looks like B
        ("Policy Culture and Communication", "Policy, Culture and Communication"),
        ("ΚΙΤCΗΕΝ", "Kitchen"),  # six Greek capitals
        ("Ventas", "Venta"),
        ("North-East", "North East"),
        ("Satış", "Satis"),  # a Turkish letter without its dot
        ("CustomerService", "Customer service"),
    ],
)
def test_near_names_are_asked_about(name, known):
    assert is_near(name, known)


@pytest.mark.parametrize(
    "name, known",
    [
        ("Shop 1", "Shop 2"),  # differ only in digits
        ("Team A", "Team B"),  # differ only in a one-letter label
        ("HR", "PR"),  # shorter than four letters
        ("Sales", "Salto"),  # two letters changed, fewer than eight letters
        ("Warehouse", "Purchasing"),
        ("Warehouse 1", "Warehouse"),  # with and without a number
        ("Line 1a", "Line 2b"),  # number and label
        ("Team (A)", "Team (B)"),
        ("TeamA", "Team"),
        ("AtenciónÁ", "AtenciónB"),
        ("Zone-3", "Zone 4"),
    ],
)
def test_different_names_are_different_sectors(name, known):
    assert not is_near(name, known)


def test_each_new_name_is_compared_with_the_known_ones():
    found = near_names(["Biling", "Kitchen"], ["Sales", "Billing"])
    assert [(near.name, near.near) for near in found] == [("Biling", "Billing")]


def test_edit_distance_of_the_textbook_pair():
    assert edit_distance("kitten", "sitting") == 3  # k-s, e-i, +g


@pytest.mark.parametrize("one, other", [("か", "が"), ("กิน", "กน"), ("बल", "बुल")])
def test_vowel_signs_of_other_scripts_are_letters(one, other):
    assert sector_key(one) != sector_key(other)


@pytest.mark.parametrize(
    "written",
    ["Stra\u00dfe", "STRASSE", "Stra\u00adsse", "\ufeffStrasse\u00a0", "Stras\ufe0fse", "Stras\x07se", "Strasse\u3164"],
)
def test_signs_that_do_not_show_do_not_count(written):
    assert sector_key(written) == "strasse"


def test_the_nearest_known_name_is_offered():
    found = near_names(["Logistica Norte"], ["Logistica Sorte", "Logistica Norto", "Logistica NORTEE", "Ventas"])
    assert [near.near for near in found] == ["Logistica Sorte"]  # all one letter away: the first
    assert near_names(["Logistics"], ["Logistiks 22", "Logistix", "Logistcs"])[0].near == "Logistcs"


def test_every_pair_two_slips_apart_is_found():
    name = "logistics hub"
    slips = [name[:i] + other + name[i + 1 :] for i in range(13) for other in ("", "x", "xy")]
    slips = [slip for slip in slips if slip != name and is_near(slip, name)]
    assert len(slips) == 39 and [near.near for near in near_names(slips, [name])] == [name] * 39
