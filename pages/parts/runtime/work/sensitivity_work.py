"""What a fifth more or less of each assumption makes of a number,
worked out in the background once for all visitors."""

from models.engine.selection import Selection
from models.explain.sensitivity import sensitivity
from pages.parts.i18n import model_texts
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work.background import Work


def weighed(key: tuple) -> Work | None:
    """Return the work begun under a key, if any; its result is the list of changes."""
    return background.known(("weighing", *key))


def weigh(key: tuple, figure: str, column: str, version: int, selection: Selection) -> Work:
    """Begin to work out the changes of a number, unless that was begun and did not fail; return how far it is."""
    return background.begin(
        ("weighing", *key),
        lambda tell: sensitivity(services().engine, figure, column, version, selection, tell),
        f"{figure}.{column}",
        again=lambda known: bool(known.failure),
    )


def progress(view, work: Work) -> None:
    """Draw how far it is; the page runs again once it is done."""

    def _said(work: Work) -> str:
        name = model_texts.assumption_title(view.language, work.step)
        return view.words("panel.weighing", done=work.done, total=work.total, name=name)

    background.progress(work, _said)
