"""People in one room at once, over the page's own protocol: every answer is kept once, and a change is heard of."""

import threading

import pytest
from home_templates import copied
from room_phones import Phone
from servers import serving

from data.store import Store
from data.workshop import entry, results, rooms

FEW, MANY = 4, 50


def opened(home) -> tuple[str, str]:
    """A room at the step of the estimates: its id and its token."""
    store = Store(home)
    room = rooms.open_room(store, "category", "Delivered late", ("2025-11", "2026-10"), days=2)
    rooms.go_to(store, room.room_id, "estimates")
    token = entry.token_of(store, room)
    store.close()
    return room.room_id, token


def answered(address: str, token: str, number: int, phones: list[Phone]) -> None:
    phone = Phone(address, token, f"phone-{number}")
    phone.press("Join")
    phone.press("Send my estimate", takes=number % 9 + 1.0, should=1.0)
    phones.append(phone)


def all_answer(home, count: int) -> None:
    room_id, token = opened(home)
    with serving(home) as address:
        together(address, token, count)
    store = Store(home)
    found = results.results(store, room_id, 5)
    assert found.count == count and len(found.answers["stage:Order"]) == count
    store.close()


def together(address: str, token: str, count: int) -> None:
    phones: list[Phone] = []
    threads = [threading.Thread(target=answered, args=(address, token, number, phones)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(phones) == count and [phone.alerts for phone in phones if phone.alerts] == []
    for phone in phones:
        phone.poll()
        # the first question is answered by all, the second by nobody
        assert f"0 of {count} have answered" in phone.said and "How long does “Route plan” take?" in phone.said
    phones[0].close()
    back = Phone(address, token, "phone-0")  # a reload, and a phone that slept
    assert "How long does" in back.said and f"0 of {count}" in back.said
    for phone in (*phones[1:], back):
        phone.close()


def test_a_few_phones_answer_at_once_and_each_answer_is_kept_once(templates, tmp_path):
    all_answer(copied(templates.sample(), tmp_path), FEW)


@pytest.mark.long
def test_fifty_phones_answer_at_once(templates, tmp_path):
    all_answer(copied(templates.sample(), tmp_path), MANY)
