-- title:   Time until a complaint is closed, by its type
-- meaning: How many days pass until complaints are closed by handovers, severity and contact channel.
-- grain:   one row per dimension and value
-- units:   opened, closed, open, reopened = complaints; median_days, p90_days = whole days
-- formula: as time_to_close
-- source:  closing_time
-- limits:  complaints that do not state it are left out; handovers 2+ = twice or more often
-- key:     dimension, value
-- lineage: closing_source, dimension, value, measure = "opened"
-- column_lineage: closed: closing_source, dimension, value, measure = "closed";
--                 open: closing_source, dimension, value, measure = "open";
--                 reopened: closing_source, dimension, value, measure = "reopened"
select
    closing_time.dimension,
    closing_time.value,
    closing_time.opened,
    closing_time.closed,
    closing_time.open,
    closing_time.median_days,
    closing_time.p90_days,
    closing_time.reopened
from closing_time
where closing_time.dimension not in ('sector', 'all')
