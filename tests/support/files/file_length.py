"""Tests of parsing with what is done for short files, and with what is done for long ones."""

import pytest

from data.parsing import source


def both_lengths(*marks):
    """A fixture that runs each test of its module or folder twice; marks: of the cases read as a long file."""

    @pytest.fixture(
        autouse=True, params=[pytest.param(source.SHORT_CELLS, id="short"), pytest.param(0, id="long", marks=marks)]
    )
    def most_cells(request, monkeypatch):
        monkeypatch.setattr(source, "SHORT_CELLS", request.param)

    return most_cells
