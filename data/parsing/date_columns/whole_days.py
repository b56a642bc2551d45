"""A promised day counts until its end, a promised time until that time."""

from datetime import timedelta

from data.parsing.decision import ColumnDecision

UNTIL_ITS_END = timedelta(days=1, microseconds=-1)


def count_whole_days(decision: ColumnDecision) -> None:
    """Moves days without a time of day to their last moment.

    Where all cells say midnight, as spreadsheets write days, they are days too.
    """
    moments = {key: value for key, (value, code) in decision.values.items() if code is None and value is not None}
    shifts = {key: timedelta(minutes=decision.offsets.get(key) or 0) for key in moments}
    midnights = {key for key, moment in moments.items() if (moment + shifts[key]).time().isoformat() == "00:00:00"}
    only_days = len(midnights) == len(moments)
    for key in midnights:
        if only_days or ":" not in key[0]:
            decision.values[key] = (moments[key] + UNTIL_ITS_END, None)
