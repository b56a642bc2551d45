"""Rows kept or left out by the texts of one of the file's own columns, as the person importing it has said."""

from dataclasses import replace

from data.import_options import Options, filter_texts, is_filter
from data.parsing.cell_text import literal, trimmed
from data.parsing.layout.headings import place_of
from data.parsing.result import ParseResult
from data.parsing.source import Source

NONE = "none"  # the answer that a column leaves no row out


def choose_rows(cursor, staged: ParseResult, source: Source, options: Options) -> Source:
    """The source without the rows that --only and --skip leave out, each counted in a note (needs stage_text)."""
    said = {name: filter_texts(text) for name, text in options.settings.items() if is_filter(name)}
    told = {name: words for name, words in said.items() if words and words != [NONE]}
    if not told:
        return source
    before, tests = staged.rows_read, []
    for name, words in told.items():
        kind, _, heading = name.partition(".")
        position = place_of(source.heading, heading)
        tests += [] if position is None else [_test(source, position, words, kind)]
    chosen = replace(source, chosen=" and ".join(filter(None, (source.chosen, *tests))))
    chosen.create_view(cursor)
    staged.rows_read = cursor.execute("select count(*) from stage_text").fetchall()[0][0]
    staged.left_out += before - staged.rows_read
    shown = "; ".join(f"{name.partition('.')[0]} {name.partition('.')[2]} = {options.settings[name]}" for name in told)
    if not staged.rows_read:
        staged.refuse("NO_ROW_CHOSEN", said=shown)
    staged.note("ROWS_LEFT_OUT", count=before - staged.rows_read, said=shown)
    return chosen


def _test(source: Source, position: int, words: list[str], kind: str) -> str:
    listed = ", ".join(literal(word.lower()) for word in words)
    text = trimmed(position, "apart") if position in source.joined else source.trimmed(position)
    return f"lower(coalesce({text}, '')) {'' if kind == 'only' else 'not '}in ({listed})"
