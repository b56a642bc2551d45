"""The headings of the tables of a page: each has one, and no two of a table say the same."""

import re


def unclear_heads(html: str) -> list[str]:
    """Return the headings that are empty, or stand twice in one table."""
    found = []
    for table in re.findall(r"<thead>.*?</thead>", html, re.DOTALL):
        heads = [re.sub("<.*?>", "", head).strip() for head in re.findall(r"<th[^>]*>(.*?)</th>", table, re.DOTALL)]
        found += [head for place, head in enumerate(heads) if not head or head in heads[:place]]
    return found
