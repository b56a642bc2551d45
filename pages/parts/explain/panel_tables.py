"""The tables of the panel that explains a number: parts of a sum, changes by assumption, what it was read from."""

from data.contracts.definitions import contract
from pages.parts.explain.wording import written
from pages.parts.i18n import model_texts
from pages.parts.ui import html, tables


def parts_table(view, parts: list[tuple[str, str, str]], total: str) -> None:
    """Draw the parts of a sum, each with how many at how much, and the sum below them."""
    rows = [
        tables.row(tables.name(name), tables.cell(html.escape(each), "rg each"), tables.number(amount))
        for name, each, amount in parts
    ]
    rows.append(tables.row(tables.name(view.words("panel.total")), tables.cell(""), tables.number(total), total=True))
    _plain(view.words("panel.parts"), rows)


def changes_table(view, found, changes: list) -> None:
    """Draw what each assumption makes of the number, the largest change first; those without any stand in one line."""
    words, write = view.words, lambda value: written(view, found.header, found.column, value)
    moving = sorted((one for one in changes if one.difference), key=lambda one: -abs(one.difference))
    names = {one.name for one in moving}
    still = [name for name in dict.fromkeys(one.name for one in changes) if name not in names]
    if moving:
        columns = ("assumption", "before", "after", "change")
        heads = [tables.head(words(f"panel.{column}"), "" if column == "assumption" else "num") for column in columns]
        body = [
            tables.row(
                f'<th scope="row">{html.escape(_title(view, one.name))}: {html.escape(_moved(view, one))}</th>',
                tables.number(write(one.before), words("panel.before"), "hide"),
                tables.number(write(one.after), words("panel.after")),
                tables.number(_signed(view, write(one.difference), one.difference), words("panel.change")),
            )
            for one in moving
        ]
        _plain(words("panel.changes"), body, heads)
    if still or not moving:
        html.footnote(
            words("panel.unmoved", names=", ".join(_title(view, one) for one in still))
            if still
            else words("panel.nothing_moves")
        )


def inputs_table(view, rows: list[dict]) -> None:
    """Draw the assumptions a number stands on: value, where it is from, and its source."""
    words = view.words
    heads = [
        tables.head(words(f"assumptions.{column}"), "num" if column == "value" else "")
        for column in ("name", "value", "unit")
    ]
    heads += [tables.head(words("panel.kind"))]
    body = [
        tables.row(
            f'<th scope="row">{html.escape(_title(view, row["name"]))}</th>',
            tables.number(model_texts.assumption_value(view.formats, row["name"], row["value"])),
            tables.cell(html.escape(model_texts.assumption(view.language, row, "unit")), "", words("assumptions.unit")),
            tables.cell(html.escape(_origin(view, row)), "full"),
        )
        for row in rows
    ]
    _plain(words("panel.assumptions"), body, heads)


def data_table(view, data: dict[str, int]) -> None:
    """Draw the lists of rows a number stands on, and how many rows each has."""
    heads = [
        tables.head(view.words("rows.column_dataset")),
        tables.head(view.words("panel.rows_read"), "num"),
        tables.head(view.words("panel.kind")),
    ]
    body = [
        tables.row(
            tables.name(contract(name).title[view.language]),
            tables.number(view.formats.number(count)),
            tables.cell(html.escape(view.words("panel.kind_measured" if count else "panel.kind_not_set")), "full"),
        )
        for name, count in data.items()
    ]
    _plain(view.words("panel.data"), body, heads)


def _origin(view, row: dict) -> str:
    kind, source = view.words(f"panel.kind_{row['kind']}"), model_texts.assumption(view.language, row, "source")
    said = f"{kind}: {source}" if source and row["kind"] in ("yours", "published", "measured") else kind
    literature = model_texts.assumption(view.language, row, "literature")
    return f"{said}. {view.words('assumptions.literature', said=literature)}" if literature and row["value"] else said


def _moved(view, change) -> str:
    held, tried = (
        model_texts.assumption_value(view.formats, change.name, text) for text in (change.held, change.tried)
    )
    return f"{held} → {tried}"


def _title(view, name: str) -> str:
    return model_texts.assumption_title(view.language, name)


def _signed(view, text: str, value: object) -> str:
    return f"+{text}" if value > 0 else text


def _plain(caption: str, rows: list[str], heads: list[str] | None = None) -> None:
    head = f"<thead><tr>{''.join(heads)}</tr></thead>" if heads else ""
    html.render(
        '<table class="cards"><caption '
        f'class="off">{html.escape(caption)}</caption>{head}<tbody>{"".join(rows)}</tbody></table>'
    )
