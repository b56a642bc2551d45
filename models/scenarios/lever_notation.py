"""How levers are written in one line: KIND[@SECTOR][#CATEGORY][.low|.high|.one_off|.yearly]=VALUE."""

from models.scenarios.levers import COSTS, ENDS, KINDS, Lever, ScenarioProblem, lever, moved

PARTS = ("percent", *ENDS, *COSTS)


def changed(levers: list[Lever], texts: list[str]) -> list[Lever]:
    """Return the levers with those written in the texts put in; an empty value takes a number back.

    Raises ScenarioProblem for a text that cannot be read.
    """
    given = {one.key: {part: getattr(one, part) for part in PARTS} for one in levers}
    for text in texts:
        key, name, value = _read(text)
        given.setdefault(key, {})[name] = value
    return moved([lever(*key, **numbers) for key, numbers in given.items()])


def written(one: Lever) -> str:
    """Return how a lever is named in a line, without its numbers."""
    return one.kind + (f"@{one.sector}" if one.sector else "") + (f"#{one.category}" if one.category else "")


def _read(text: str) -> tuple[tuple[str, str, str], str, str]:
    name, sign, value = text.rpartition("=")
    if not sign:
        raise ScenarioProblem(
            "pair", f'Read "{text}"; expected LEVER=VALUE such as fewer_complaints@Delivery=10.', read=text
        )
    place, point, part = name.rpartition(".")
    if not point or part not in PARTS:
        place, part = name, "percent"
    named, _, category = place.partition("#")
    kind, _, sector = named.partition("@")
    if kind not in KINDS:
        lever(kind)  # says which there are
    return (kind, sector, category), part, value


def as_lines(levers: list[Lever]) -> list[dict]:
    """Return each lever as a line of a table: its name, then its numbers."""
    return [{"lever": written(one)} | {part: getattr(one, part) for part in PARTS} for one in levers]
