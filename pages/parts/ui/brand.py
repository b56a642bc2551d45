"""The logo and the icon of the browser's tab, read once: the page names them at each run."""

import base64
from pathlib import Path

_STATIC = Path(__file__).parents[3] / "static"

LOGO = (_STATIC / "logo.svg").read_text(encoding="utf-8")
ICON = "data:image/png;base64," + base64.b64encode((_STATIC / "icon.png").read_bytes()).decode()
