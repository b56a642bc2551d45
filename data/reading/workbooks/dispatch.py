"""Reads a workbook of any kind."""

from pathlib import Path


def read_book(kind: str, path: Path, request: dict, out: Path) -> dict:
    """Writes the cells of one sheet to parquet; gives sheet, width, rows and facts. Kinds: xlsx, xlsb, ods, xls."""
    if kind == "xlsx":  # each reader is imported only where it is needed: starting costs as much as a small file
        from data.reading.workbooks.xlsx.reader import read_workbook

        return read_workbook(path, request, out)
    if kind == "ods":
        from data.reading.workbooks.ods import read_open_document

        return read_open_document(path, request, out)
    if kind == "xls":
        from data.reading.workbooks.xls import Unreadable, read_old_book

        try:
            return read_old_book(path, request, out)
        except Unreadable:
            pass
    from data.reading.workbooks.xlsb import read_other_book

    return read_other_book(path, request, out)
