"""What a file of a data set may hold: every column, whether it must be there, its unit, meaning and an example."""

import pandas as pd
import streamlit as st

from data.contracts import Contract, contract
from pages.parts.in_link import expander


def contract_table(view, dataset: str) -> None:
    """Draw the folded list of a data set's columns."""
    label = view.words("contract.title")
    with expander(label, "contract") as section:
        if section.open:
            st.dataframe(_rows(view, contract(dataset)), hide_index=True, alt=label)


def _rows(view, held: Contract) -> pd.DataFrame:
    words, language = view.words, view.language
    return pd.DataFrame(
        [
            {
                words("contract.heading"): column.heading.get(language, column.name),
                words("contract.required"): words("contract.yes" if column.required else "contract.no"),
                words("contract.meaning"): column.meaning[language],
                words("contract.unit"): column.unit,
                words("contract.examples"): ", ".join(column.examples),
            }
            for column in held.columns
        ]
    )
