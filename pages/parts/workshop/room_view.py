"""What the screen and the phones of a room show: the room, what was measured, what was answered, in one language."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.workshop import rooms
from data.workshop.change import revisions
from data.workshop.results import Results, results
from data.workshop.room import STEPS, Room
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.view.figure_cache import currency_at
from pages.parts.view.words.names import Names
from pages.parts.workshop.measured import measured_of, small_group


@dataclass(frozen=True)
class RoomView(Names):
    """A room as it stands, for one reader. facts: what was measured when it was first seen."""

    room: Room
    language: str
    formats: Formats
    facts: dict
    found: Results

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence in the reader's language."""
        return say(self.language, key, **fields)

    def assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as they held when the room was opened: name -> text."""
        held = {row["name"]: row["value"] for row in services().engine.assumptions(self.room.version or 0)}
        return {name: held[name] for name in names}

    @property
    def stages(self) -> list[dict]:
        """The stages that are estimated, in the order of the work."""
        return self.facts.get("stages", [])

    @property
    def subject(self) -> str:
        """What the room is about, as shown."""
        name = self.room.subject
        named = {"category": self.category, "sector": self.sector}.get(self.room.kind, str)
        return named(name)

    @property
    def eyebrow(self) -> str:
        """The line above the sentence: the room, its step, its data."""
        step = STEPS.index(self.room.step) + 1
        said = [
            self.words(f"workshop.about_{self.room.kind}", name=self.subject),
            self.words(
                "workshop.step_of", step=step, steps=len(STEPS), name=self.words(f"workshop_step.{self.room.step}")
            ),
            self.formats.period(self.facts.get("first"), self.facts.get("last")),
            self.words("frame.version", version=self.room.version),
        ]
        return in_a_row([*([self.words("workshop.trial_mark")] if self.room.is_trial else []), *said])

    @cached_property
    def steps(self) -> pd.DataFrame:
        """The way of a case as it was measured, one row a stage."""
        return pd.DataFrame(self.facts.get("way", []))

    def stage(self, stage: dict) -> str:
        """Return a stage with the sector that works in it: "Picking (Warehouse)"."""
        return f"{own_direction(stage['stage'])} ({own_direction(self.sector(stage['sector']))})"

    def hours(self, value: object) -> str:
        """Return a number of hours without digits nobody needs."""
        if value is None or value != value:
            return self.formats.number(None)
        return self.formats.number(value, 0 if float(value).is_integer() else 1)

    def in_hours(self, value: object) -> str:
        """Return "8.3 h"."""
        return self.words("workshop.hours", hours=self.hours(value))


def room_view(room_id: str, language: str) -> RoomView:
    """Return the room as it stands now; raises Problem ROOM_NOT_THERE. What is the same for all is read once."""
    revision, _ = revisions(services().store, room_id)
    room, facts, found = _read(str(services().home), room_id, revision)
    return RoomView(room, language, Formats(language, currency_at(room.version)), facts, found)


@derived(max_entries=40)
def _read(home: str, room_id: str, revision: int) -> tuple[Room, dict, Results]:
    store = services().store
    room = rooms.find_room(store, room_id)
    with store.cursor() as cursor:
        facts = rooms.read_facts(cursor, room_id)
    if not facts:
        facts = measured_of(room)
        rooms.keep_facts(store, room_id, facts)
    return room, facts, results(store, room_id, small_group(room.version))
