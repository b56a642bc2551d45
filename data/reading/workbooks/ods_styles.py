"""How the cells of an ODS show their numbers: the format code each cell style stands for, as in other workbooks."""

import zipfile

from data.reading.workbooks.xml_stream import parse

KINDS = {
    "number-style": "General",
    "percentage-style": "0%",
    "currency-style": "currency",
    "date-style": "yyyy-mm-dd",
    "time-style": "h:mm:ss",
    "boolean-style": "General",
    "text-style": "@",
}


class Styles:
    """The format code of each cell style, and the tables that are not shown."""

    def __init__(self):
        self.data, self.cells, self.parents, self.hidden_tables = {}, {}, {}, set()
        self.current, self.table, self.is_symbol, self.symbol = None, None, False, ""
        self.struck: dict[str | None, bool] = {}
        self.style: str | None = None
        self.is_literal, self.literals = False, {}

    def code(self, name: str | None) -> str:
        """The format code of a cell style, by way of its parents."""
        for _ in range(20):
            if name in self.cells:
                return self._shown(self.cells[name])
            if name not in self.parents:
                break
            name = self.parents[name]
        return "General"

    def is_struck(self, name: str | None) -> bool:
        """Whether a cell style strikes its text through, by way of its parents."""
        for _ in range(20):
            if name in self.struck or name not in self.parents:
                break
            name = self.parents[name]
        return self.struck.get(name, False)

    def start(self, tag: str, attributes: dict) -> None:
        """Takes note of one opening tag."""
        if tag == "style":
            self._style(attributes)
        elif tag == "table-properties" and self.table and attributes.get("table:display") == "false":
            self.hidden_tables.add(self.table)
        elif tag == "text-properties" and "style:text-line-through-style" in attributes:
            self.struck[self.style] = attributes["style:text-line-through-style"] != "none"
        elif tag == "text" and self.current:
            self.is_literal = True
        elif tag in KINDS:
            self.current = attributes.get("style:name")
            self.data[self.current] = KINDS[tag]
        elif tag == "number" and self.current and self.data[self.current] == "General":
            self._number(attributes)
        elif tag == "currency-symbol" and self.current:
            self.is_symbol, self.symbol = True, ""
            self.locale = "-0" if attributes.get("number:country") else ""

    def text(self, characters: str) -> None:
        """Takes characters, of which only those of a currency sign matter."""
        if self.is_symbol:
            self.symbol += characters
        elif self.is_literal:
            self.literals[self.current] = self.literals.get(self.current, "") + characters

    def end(self, tag: str) -> None:
        """Takes note of one closing tag."""
        if tag == "currency-symbol" and self.is_symbol:
            self.data[self.current] = f"[${self.symbol}-0]0.00" if self.locale else f'"{self.symbol}"0.00'
            self.is_symbol = False
        elif tag == "text":
            self.is_literal = False

    def _shown(self, name: str) -> str:
        """The format code of a number style, with the words it adds to the numbers."""
        code, words = self.data.get(name, "General"), self.literals.get(name, "").replace('"', "").strip()
        return f'0.00" {words}"' if code == "General" and words else code

    def _style(self, attributes: dict) -> None:
        self.style = name = attributes.get("style:name")
        self.table = name if attributes.get("style:family") == "table" else None
        self.parents[name] = attributes.get("style:parent-style-name")
        if "style:data-style-name" in attributes:
            self.cells[name] = attributes["style:data-style-name"]

    def _number(self, attributes: dict) -> None:
        zeros = int(attributes.get("number:min-integer-digits", 1))
        if zeros > 1 and int(attributes.get("number:decimal-places", 0)) == 0:
            self.data[self.current] = "0" * min(zeros, 26)


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """The styles that stand outside the content of an ODS."""
    styles = Styles()
    if "styles.xml" in archive.namelist():
        parse(archive, "styles.xml", styles.start, styles.end, styles.text)
    return styles
