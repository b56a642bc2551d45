"""Which assumption the saving depends on most, and what would change the decision."""

import pandas as pd

from models.scenarios.assumed_bases import assumption_turns
from models.scenarios.outcome import Outcome
from models.scenarios.payback import a_year
from models.scenarios.ranges import decisive, tornado
from models.scenarios.scenario_base import Base
from pages.parts.charts import draw, scenarios
from pages.parts.i18n.formats import unit_words
from pages.parts.scenarios.assumptions.assumptions_work import assumed, assumed_button
from pages.parts.scenarios.wording import decision, in_lines, turn_name, turn_value
from pages.parts.ui import html
from pages.parts.view.shaping import in_unit


def tornado_chart(view, base: Base, outcome: Outcome) -> None:
    """Draw the saving at the low and the high value of each assumption, and say what would change the decision."""
    turns = [*tornado(base, outcome), *assumption_turns(outcome, assumed(view))]
    turns.sort(key=lambda turn: -turn.swing)
    if not turns:
        html.section_header(view.words("scenarios.tornado_empty"), view.words("scenarios.no_ranges"))
        return
    names = [turn_name(view, turn, outcome.levers) for turn in turns]
    rows = pd.DataFrame(
        {
            "name": names,
            "low": [float(turn.saving_low) for turn in turns],
            "high": [float(turn.saving_high) for turn in turns],
            "low_words": [turn_value(view, turn, turn.low) for turn in turns],
            "high_words": [turn_value(view, turn, turn.high) for turn in turns],
        }
    )
    saving = a_year(base, outcome.saving)
    unit = view.formats.column_unit([*rows["low"], *rows["high"]])
    axis = view.words("scenarios.tornado_axis", unit=unit_words(view, unit), saving=view.formats.amount(saving, unit))
    title = view.words("scenarios.tornado_title", name=names[0])
    html.section_header(title, view.words("scenarios.tornado_subtitle", unit=unit_words(view, unit)))
    drawn = in_unit(rows.assign(name=rows["name"].map(in_lines)), unit, "low", "high")
    draw.draw_chart(
        view, "scenario_tornado", scenarios.tornado, drawn, float(saving) / unit.size, axis, alternative=title
    )
    html.render(f'<p class="said">{html.escape(decision(view, decisive(turns), outcome.levers))}</p>')
    draw.data_table(view, "scenario_tornado", rows)
    assumed_button(view)
