-- title:   Time until a complaint is closed
-- meaning: How many days pass until complaints are closed, the open ones counted as such, and how many come back.
-- grain:   one row per sector where most of the complaint starts (and all)
-- units:   opened, closed, open, reopened = complaints; median_days, p90_days = whole days
-- formula: median_days = the first day on which half of the complaints or fewer are still open (Kaplan–Meier), p90_days
--          a tenth; reopened = closed ones after which the same case, or the same customer and category, complained
--          within 30 days
-- source:  closing_time
-- limits:  empty where so many were never seen closed; open on the day of reference counts as open for so long at least
-- key:     sector
-- lineage: closing_source, dimension = "sector", sector = value, measure = "opened"
-- column_lineage: closed: closing_source, dimension = "sector", sector = value, measure = "closed";
--                 open: closing_source, dimension = "sector", sector = value, measure = "open";
--                 reopened: closing_source, dimension = "sector", sector = value, measure = "reopened"
select
    closing_time.value as sector,
    closing_time.opened,
    closing_time.closed,
    closing_time.open,
    closing_time.median_days,
    closing_time.p90_days,
    closing_time.reopened
from closing_time
where closing_time.dimension in ('sector', 'all')
