"""Number formats of spreadsheets: the built-in ones by number, and whether a format shows a day or a length of time."""

import re

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# In Chinese, Japanese and Korean programs these numbers mean days as well.
BUILTIN |= dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd")
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
ELAPSED = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)


def is_day(code: str) -> bool:
    """Whether numbers of this format are days or times of day."""
    first = NOT_SHOWN.sub("", code.split(";")[0])
    return first.casefold() not in ("general", "standard") and re.search("[dmhysDMHYS]", first) is not None


def is_elapsed(code: str) -> bool:
    """Whether numbers of this format are lengths of time, such as [h]:mm."""
    return ELAPSED.search(NOT_SHOWN.sub("", code.split(";")[0])) is not None
