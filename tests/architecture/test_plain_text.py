"""No text a user wrote reaches Streamlit's Markdown: what is drawn through it is our own sentences, or made plain."""

import ast

import pytest
from paths import ROOT

FILES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
FORBIDDEN = {"markdown", "write", "caption", "title", "header", "subheader", "latex", "write_stream"}
LABELLED = {
    "info",
    "success",
    "warning",
    "error",
    "toast",
    "exception",
    "button",
    "download_button",
    "link_button",
    "checkbox",
    "toggle",
    "radio",
    "segmented_control",
    "pills",
    "selectbox",
    "multiselect",
    "slider",
    "select_slider",
    "text_input",
    "text_area",
    "number_input",
    "date_input",
    "file_uploader",
    "expander",
    "popover",
    "tabs",
    "metric",
    "spinner",
    "status",
    "form_submit_button",
    "dialog",
    "feedback",
}
WITHOUT_LABEL_FIRST = {"progress", "page_link", "data_editor"}
MARKDOWN_ARGUMENTS = ("help", "label", "captions", "text")
SAYING = {"words", "say"}
HARMLESS = {
    "plain",
    "own_name",
    "number",
    "share",
    "month",
    "short_month",
    "day",
    "amount",
    "money",
    "when",
    "period",
    "few",
    "times",
    "len",
    "str_number",
    "megabytes",
    "longest_seconds",
}
PASSED_ON = {"file_field": 1}  # our own functions that hand a label on, and where it stands
REVIEWED = {  # our own words on the way here, read by somebody
    "pages/parts/ui/url_state.py": {"label"},
    "pages/parts/ui/file_field.py": {"label"},  # given view.words
    "pages/parts/access/pages.py": {"label"},
    "pages/parts/data/sectors.py": {"label"},  # parameters, given view.words
    "pages/parts/data/quarantine/grid.py": {"_label(view, 'drop', gone)", "save", "drop"},  # a number of rows
    "pages/parts/access/downloads.py": {"view.words(f'download.template_{kind}', list=title)"},  # a contract's title
}
HARMLESS_NAMES = {"failure", "stored", "shown", "count", "number", "version", "total", "done", "place", "seconds"}


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_ours(node: ast.expr) -> bool:
    """Whether an expression can only be our own words, numbers, or text made plain."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(is_ours(part.value) if isinstance(part, ast.FormattedValue) else True for part in node.values)
    if isinstance(node, ast.IfExp):
        return is_ours(node.body) and is_ours(node.orelse)
    if isinstance(node, (ast.List, ast.Tuple)):
        return all(map(is_ours, node.elts))
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return is_ours(node.elt)
    if isinstance(node, ast.BinOp):
        return is_ours(node.left) and is_ours(node.right)
    if isinstance(node, ast.Call) and name_of(node.func) in SAYING:
        return all(
            field.arg == "count" or is_ours(field.value) or name_of(field.value) in HARMLESS_NAMES
            for field in node.keywords
        )
    return isinstance(node, ast.Call) and name_of(node.func) in HARMLESS


def own_words(function: ast.AST) -> set[str]:
    """Names that a function only ever gives our own words."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(function):
        if isinstance(node, (ast.Assign, ast.NamedExpr)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                pairs = (
                    zip(target.elts, node.value.elts)
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    else [(target, node.value)]
                )
                for one, value in pairs:
                    given.setdefault(name_of(one), []).append(is_ours(value))
    return {name for name, ours in given.items() if all(ours)}


def faults(text: str) -> list[str]:
    """Line and call of everything that may hand a user's text to Markdown."""
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {call for function in functions for call in ast.walk(function)}
    found = [fault for function in functions for fault in _faults(ast.walk(function), own_words(function))]
    return list(
        dict.fromkeys(found + _faults((node for node in ast.walk(tree) if node not in inside), own_words(tree)))
    )


def _faults(nodes, ours: set[str]) -> list[str]:
    found = []
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        place = PASSED_ON.get(name_of(node.func))
        if place is not None and not is_ours(node.args[place]):
            found.append(f"{node.lineno} {name_of(node.func)} {ast.unparse(node.args[place])}")
        if not isinstance(node.func, ast.Attribute):
            continue
        is_st = isinstance(node.func.value, ast.Name) and node.func.value.id in (
            "st",
            "column",
            "tab",
            "place",
            "box",
            "slot",
        )
        if not is_st:
            continue
        called = node.func.attr
        if called in FORBIDDEN:
            found.append(f"{node.lineno} st.{called} is never used")
        if called in LABELLED | WITHOUT_LABEL_FIRST:
            drawn = node.args[: called in LABELLED] + [
                one.value for one in node.keywords if one.arg in MARKDOWN_ARGUMENTS
            ]
            found += [
                f"{node.lineno} st.{called} {ast.unparse(one)}"
                for one in drawn
                if not is_ours(one) and name_of(one) not in ours
            ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_a_user_wrote_is_read_as_markdown(path):
    found = faults(path.read_text(encoding="utf-8"))
    assert [
        fault for fault in found if fault.split(" ", 2)[2] not in REVIEWED.get(path.relative_to(ROOT).as_posix(), ())
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(name)",
        "st.error(row.sector)",
        "st.button(f'{name}')",
        "st.info(view.words('a', name=row.name))",
        "st.toast(sentence(code, fields))",
        "st.text_input('a', help=name)",
        "st.write('x')",
        "file_field(view.words, row.name, 'key')",
    ],
)
def test_the_rule_sees_what_it_forbids(line):
    assert faults(line)


@pytest.mark.parametrize(
    "line",
    [
        "st.error(look.plain(text))",
        "st.button(view.words('a.b'))",
        "st.info(words('a', count=len(rows)))",
        "file_field(view.words, view.words('a.b'), 'key')",
    ],
)
def test_the_rule_lets_our_own_words_through(line):
    assert not faults(line)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_day_is_typed_as_the_reader_writes_it(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date_input":
            assert "format" in {one.arg for one in node.keywords}, f"{path.name}:{node.lineno}"
