"""A workbook as a recalculator sees it: every formula worked out again, beside the value written with it."""

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import ironcalc

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Recalculated:
    """A workbook, recalculated."""

    def __init__(self, content: bytes, folder: Path):
        path = folder / "recalculated.xlsx"
        path.write_bytes(content)
        self.content = content
        self._model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.titles = [sheet["name"] for sheet in self._model.get_worksheets_properties()]
        self._model.evaluate()

    def value(self, title: str, cell: str):
        """What a cell is now: a number, a text, None."""
        return self._model.get_cell_value(self.titles.index(title), *_place(cell))

    def set(self, title: str, cell: str, text: str) -> None:
        """What a person types into a cell; all formulas follow."""
        self._model.set_user_input(self.titles.index(title), *_place(cell), text)
        self._model.evaluate()

    def saved(self, folder: Path) -> Path:
        """The workbook as a file, with what was typed into it."""
        path = folder / "saved.xlsx"
        path.unlink(missing_ok=True)
        self._model.save_to_xlsx(str(path))
        return path

    def column(self, title: str, letter: str, first: int) -> list:
        """The values of a column from a row on, until an empty cell."""
        found = []
        while (value := self.value(title, f"{letter}{first + len(found)}")) not in (None, ""):
            found.append(value)
        return found

    def totals(self) -> dict[str, Decimal]:
        """What the formulas say now, by the words of the sheet of checks as a reader sees them."""
        names = enumerate(self.column("Checks", "A", 5), 5)
        return {text.removeprefix("'"): cents(self.value("Checks", f"B{row}")) for row, text in names}

    def formulas(self) -> list[tuple[str, str, str, str]]:
        """Every formula: sheet, cell, formula, the value written with it."""
        found = []
        for number, title in enumerate(self.titles, 1):
            for cell in _cells(self.content, number):
                formula, value = cell.find(f"{SPREADSHEET}f"), cell.find(f"{SPREADSHEET}v")
                if formula is not None:
                    written = "" if value is None else value.text or ""
                    found.append((title, cell.get("r"), formula.text, written))
        return found

    def is_text(self, title: str, cell: str) -> bool:
        """Whether a cell holds a text and no formula."""
        found = next(one for one in _cells(self.content, self.titles.index(title) + 1) if one.get("r") == cell)
        return found.get("t") in ("s", "inlineStr") and found.find(f"{SPREADSHEET}f") is None

    def part(self, pattern: str) -> list[str]:
        """The parts of the file whose name fits a pattern, as texts."""
        with zipfile.ZipFile(BytesIO(self.content)) as parts:
            return [parts.read(name).decode() for name in parts.namelist() if re.search(pattern, name)]


def cents(value) -> Decimal:
    """A number of a cell to the cent."""
    return Decimal(repr(value or 0)).quantize(Decimal("0.01"))


def _place(cell: str) -> tuple[int, int]:
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column


def _cells(content: bytes, number: int):
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return list(ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{SPREADSHEET}c"))
