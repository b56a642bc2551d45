"""A report as a workbook whose formulas work every total out again from its own ledger and assumptions."""

from pages.parts.reports.workbook.writer import write

__all__ = ["write"]
