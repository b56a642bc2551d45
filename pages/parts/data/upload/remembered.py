"""What was answered for an earlier file and holds for this one, in words: "Opened: day first"."""

from data.import_options import LAST_BY, MEANS, is_filter
from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.language import has

# the setting, and what begins the names of its answers where they are clicked
ANSWERS = {
    "active": "status_disagrees",
    "duration": "short_duration",
    "fill": "labels_once",
    "split": "several_sectors",
    "undated": "undated_leavers",
    "unit": "no_unit",
}
WORDS = {"missing": "no_value", "negative": "negative_mark"}  # settings that are a word of the file


def remembered_words(view, names: dict[str, str], said: str) -> str:
    """Return a setting such as opened_on.order=day-first as a reader says it; names: column -> what it is called."""
    option, _, value = said.partition("=")
    column, _, setting = option.partition(".")
    if is_filter(option):
        answer = view.words("choice.only_these" if column == "only" else "choice.leave_out", words=value)
        return f"{own_direction(setting)}: {answer}"
    word = option.partition(MEANS)[2]
    answer = _answer(view, "unknown_word" if word else setting or column, value)
    return ": ".join(part for part in (names.get(column, ""), own_direction(word), answer) if part)


def _answer(view, setting: str, value: str) -> str:
    if value.startswith(LAST_BY):
        return view.words("choice.last_by", heading=value.removeprefix(LAST_BY))
    if setting in WORDS and value != "none":
        return view.words(f"choice.{WORDS[setting]}", words=value)
    plain = value.replace("-", "_")
    keys = (f"choice.{ANSWERS.get(setting, setting)}_{plain}", f"choice.{plain}")
    known = next((key for key in keys if has(view.language, key)), None)
    return view.words(known) if known else own_direction(value)
