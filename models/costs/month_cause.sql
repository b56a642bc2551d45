-- title:   Where the complaints of a month started
-- meaning: How the complaints of a month are spread over the sectors where they started.
-- grain:   one row per month and causing sector
-- units:   complaints, complaints_in_month = Σ of shares; place = 1 for the sector with most
-- formula: sums of the cube of complaints
-- source:  complaint_cube, calendar_month
-- limits:  a month without complaints stands at (unattributed)
-- key:     month, caused_by
-- period:  all
with counted as (
    select c.month, c.caused_by, sum(c.complaints) as complaints
    from complaint_cube as c
    group by c.month, c.caused_by
    union all
    select m.month, '(unattributed)' as caused_by, cast(1 as decimal(38, 4)) as complaints
    from calendar_month as m
    where not exists (select 1 from complaint_cube as c where c.month = m.month)
)
select
    c.month,
    c.caused_by,
    c.complaints,
    sum(c.complaints) over (partition by c.month) as complaints_in_month,
    row_number() over (partition by c.month order by c.complaints desc, c.caused_by) as place
from counted as c
