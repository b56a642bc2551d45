"""What would be different with some levers moved: saving, range, costs and pay-back; saved scenarios compared."""

from pages.parts.overview.too_little import stop_if_no_costs
from pages.parts.scenarios.base import base_of, stop_if_not_whole
from pages.parts.scenarios.page import scenario_page
from pages.parts.shell.frame import open_answers
from pages.parts.view.shaping import totals

view = open_answers("scenarios")
stop_if_not_whole(view)
if not base_of(view).cells:
    stop_if_no_costs(view, totals(view))
scenario_page(view)
