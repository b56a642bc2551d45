"""What accepting would do, cell by cell."""

import pandas as pd
import streamlit as st

from data.stored_rows.diff import CELLS_SHOWN as LISTED
from pages.parts.data.upload.mapping import as_understood, column_title
from pages.parts.data.upload.questions import in_words_of_the_file, message_text
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html, tables


def changed_cells(view, held, answer: dict) -> None:
    """Draw the cells a file changes, old and new; nothing when it changes none."""
    changes = answer.get("changes") or []
    if not changes:
        return
    kinds = _kinds(answer)
    key = "preview.first_changes" if len(changes) >= LISTED else "preview.changes"
    html.section_header(view.words(key, count=len(changes)), view.words("preview.changes_subtitle"))
    frame = pd.DataFrame(
        {
            view.words("preview.row"): [change["row"] for change in changes],
            view.words("preview.key"): [change["key"] for change in changes],
            view.words("preview.column"): [column_title(view, held.dataset, change["column"]) for change in changes],
            view.words("preview.old"): [_cell(view, change, "old", kinds) for change in changes],
            view.words("preview.new_value"): [_cell(view, change, "new", kinds) for change in changes],
        }
    )
    st.dataframe(frame, hide_index=True, alt=view.words("preview.changes_subtitle"))


def _kinds(answer: dict) -> dict[str, str]:
    return {reading["column"]: reading["type"] for reading in answer.get("readings") or []}


def _cell(view, change: dict, side: str, kinds: dict[str, str]) -> str:
    text = change.get(side)
    if text in (None, ""):
        return view.words("preview.empty")
    try:
        return as_understood(view, str(text), kinds.get(change["column"], "text"))
    except ValueError:
        return str(text)


SECTORS_NAMED = 2
SECTORS_SHOWN = 10
NAMES_SHOWN = 20
WHOLE = Unit(1, "", 0)
SMALL = 0.095  # below it a share is said with one digit more


def preview(view, held, answer: dict) -> None:
    """Draw what accepting would do, the sentence first and what it rests on below."""
    html.section_header(summary(view, answer), counts(view, answer))
    if moved := effect_sentence(view, answer):
        html.render(f'<p class="said">{html.escape(moved)}</p>')
    for line in _lines(view, held, answer):
        st.text(line)
    _effect_table(view, answer)
    changed_cells(view, held, answer)


def summary(view, answer: dict) -> str:
    """Return the sentence: "Adds 412 rows and corrects 3.", or that the file is here already."""
    if answer["status"] == "unchanged":
        return view.words("preview.unchanged")
    changed, number = answer.get("changed") or {}, view.formats.number
    kinds = ("new", "changed", "replaced_entries")
    parts = [view.words(f"preview.{kind}", count=number(changed[kind])) for kind in kinds if changed.get(kind)]
    if not parts and answer["rows"]["stored"]:
        return view.words("preview.would", **{name: number(rows) for name, rows in answer["rows"].items()})
    return view.words("preview.does", what=view.formats.listing(parts)) if parts else view.words("preview.only_aside")


def counts(view, answer: dict) -> str:
    """Return how many rows were read, were here already, and would be set aside, with what those are worth."""
    number, rows = view.formats.number, answer["rows"]
    parts = [view.words("preview.read", count=number(rows["read"]))]
    if same := (answer.get("changed") or {}).get("same"):
        parts.append(view.words("preview.same", count=number(same)))
    if rows.get("left_out"):
        parts.append(view.words("preview.left_out", count=number(rows["left_out"])))
    if rows["quarantined"]:
        worth = sums(view, answer.get("control_totals_quarantined") or {})
        key = "preview.aside_worth" if worth else "preview.aside"
        parts.append(view.words(key, count=number(rows["quarantined"]), worth=worth))
    return " · ".join(parts)


def sums(view, totals: dict) -> str:
    """Return amounts by column and currency in one line: "2,100.00" or "12.50 EUR, 3.00 USD"."""
    amounts = [pair for total in totals.values() for pair in by_currency(total)]
    return ", ".join(f"{view.formats.number(amount, 2)} {currency}".strip() for currency, amount in amounts)


def by_currency(total: object) -> list[tuple[str, str]]:
    """Return (currency, amount) pairs of a total, which is a text or a dictionary by currency."""
    return list(total.items()) if isinstance(total, dict) else [("", total)]


def moves(answer: dict) -> list[dict]:
    """Return the sectors whose cost the file moves, the largest move first."""
    return [row for row in (answer.get("effect") or {}).get("sectors", []) if row["change"]]


def effect_sentence(view, answer: dict) -> str:
    """Return "Raises Invoicing by €18,200 (+7 %) and lowers Delivery by €300 (−1 %).", or why nothing moves."""
    effect = answer.get("effect")
    if not effect or answer["status"] == "unchanged":
        return ""
    parts = [_move(view, row) for row in moves(answer)[:SECTORS_NAMED]]
    if others := len(moves(answer)[SECTORS_NAMED:]):
        parts.append(view.words("preview.others", count=others))
    said = view.words("preview.effect", what=view.formats.listing(parts)) if parts else view.words("preview.no_effect")
    return " ".join([said, *_later(view, effect)])


def _later(view, effect: dict) -> list[str]:
    """What the end of the last complete month does to it:
    complaints that wait for theirs, and those that no longer do."""
    said, before, after = [], effect.get("as_of_before"), effect.get("as_of_after")
    if effect["later_before"] and before and after and after > before:
        said.append(view.words("preview.now_complete", month=view.formats.month(after[:7])))
    later = effect["later_after"] - effect["later_before"]
    return said + ([view.words("preview.later", count=view.formats.number(later))] if later > 0 else [])


def _move(view, row: dict) -> str:
    share = row.get("change_share")
    written = "" if is_missing(share) else f" ({view.formats.share(share, abs(share) < SMALL, signed=True)})"
    key = "preview.raises" if row["change"] > 0 else "preview.lowers"
    amount = view.formats.money(abs(row["change"]), unit=WHOLE)
    return view.words(key, sector=view.sector(row["sector"]), amount=amount, share=written)


def _effect_table(view, answer: dict) -> None:
    moved = moves(answer)[:SECTORS_SHOWN]
    if answer["status"] == "unchanged" or len(moved) < 2:
        return
    words, names = view.words, ("before", "after", "change")
    heads = [tables.head(words("preview.sector")), *(tables.head(words(f"preview.{name}"), "num") for name in names)]
    rows = [_effect_row(view, view.sector(row["sector"]), row) for row in moved]
    rows.append(_effect_row(view, words("sector.all"), answer["effect"], total=True))
    tables.table(words("preview.effect_title"), words("preview.effect_subtitle"), heads, rows)


def _effect_row(view, name: str, row: dict, total: bool = False) -> str:
    return tables.row(
        tables.name(name),
        tables.number(view.formats.number(row["before"]), view.words("preview.before")),
        tables.number(view.formats.number(row["after"]), view.words("preview.after")),
        tables.cell(tables.change(view.formats, row["change"], WHOLE), "num", view.words("preview.change")),
        total=total,
    )


def _lines(view, held, answer: dict) -> list[str]:
    """Sums of each money column, new sectors and notes, a line each."""
    lines = [
        view.words("answer.total", column=column_title(view, held.dataset, column), total=sums(view, {column: total}))
        for column, total in answer["control_totals"].items()
    ]
    if answer["new_sectors"]:
        lines.append(view.words("answer.new_sectors", names=_some(view, answer["new_sectors"])))
    notes = [in_words_of_the_file(view, answer, note) for note in answer["notes"] if not _is_said(note, answer)]
    return lines + [message_text(view, note) for note in notes]


def _some(view, names: list[str]) -> str:
    rest = len(names[NAMES_SHOWN:])
    more = [view.words("answer.more_sectors", count=view.formats.number(rest))] if rest else []
    return view.formats.listing([*names[:NAMES_SHOWN], *more])


def _is_said(note: dict, answer: dict) -> bool:
    """Whether the page says it elsewhere: rows corrected in the sentence,
    a row of totals below among those set aside."""
    totals = [one["row"] for one in answer["quarantine"] if one["code"] == "TOTALS_ROW"]
    last = note["code"] == "ROWS_BELOW_GAP" and str(note["fields"]["count"]) == "1" and note["fields"]["row"] in totals
    return last or note["code"] == "ROWS_CORRECTED"
