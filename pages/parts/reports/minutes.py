"""The minutes of a workshop room as a report: what it found, decided and agreed, never who said what."""

from dataclasses import dataclass, field

from data.workshop import rooms
from pages.parts.reports.blocks import drawn_blocks
from pages.parts.reports.content import Head, Report, Section
from pages.parts.reports.request import ROOM, Request
from pages.parts.runtime.services import services
from pages.parts.view.view import View
from pages.parts.workshop.room_view import RoomView, room_view
from pages.parts.workshop.steps.reveal import reveal_answer
from pages.parts.workshop.steps.summary import summary_step


@dataclass(frozen=True)
class RoomOnPaper(RoomView):
    """A room for a report, which asks for no figure: what was measured is kept with the room."""

    asked: list[str] = field(default_factory=list, compare=False)


def minutes_asked(room_id: str, language: str) -> Request:
    """Return the request of a room's minutes as it stands; raises Problem for a room one does not lead."""
    room = rooms.led_room(services().store, room_id)
    moment = room.closed_at or room.opened_at
    return Request(ROOM, room.version, moment, language, room=room_id, revision=room.revision)


def minutes_of(view: View, room: RoomView) -> Request:
    """Return the same for a room that is open on a page."""
    return minutes_asked(room.room.room_id, view.language)


def room_report(request: Request) -> Report:
    """Return the minutes as the content of a report."""
    held = room_view(request.room, request.language)
    view = RoomOnPaper(held.room, held.language, held.formats, held.facts, held.found)
    blocks, _ = drawn_blocks(view, (), summary_step)
    head = Head(view.eyebrow, _finding(view), view.words("workshop.people", count=view.found.count))
    title = view.words("report.title_room", name=view.subject)
    moment = f"{view.formats.day(request.moment.date())}, {request.moment:%H:%M} UTC"
    foot = view.words("report.foot", scope=view.eyebrow, moment=moment)
    section = Section("workshop", view.words("nav.workshop"), (head, *blocks))
    return Report(title, view.eyebrow, request.language, foot, _about(view, moment), (section,))


def _finding(view: RoomView) -> str:
    if view.found.actions:
        return view.words("workshop.actions_answer", count=len(view.found.actions))
    return reveal_answer(view) if view.room.is_revealed else view.words("workshop_answer.summary", name=view.subject)


def _about(view: RoomView, moment: str) -> tuple[tuple[str, str], ...]:
    told = {
        "period": view.formats.period(view.facts.get("first"), view.facts.get("last")),
        "version": view.formats.number(view.room.version),
        "moment": moment,
    }
    return tuple((view.words(f"report.about_{name}"), said) for name, said in told.items() if said)
