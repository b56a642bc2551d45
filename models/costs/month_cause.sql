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
    select complaint_cube.month, complaint_cube.caused_by, sum(complaint_cube.complaints) as complaints
    from complaint_cube
    group by complaint_cube.month, complaint_cube.caused_by
    union all
    select calendar_month.month, '(unattributed)' as caused_by, cast(1 as decimal(38, 4)) as complaints
    from calendar_month
    where not exists (select 1 from complaint_cube where complaint_cube.month = calendar_month.month)
)
select
    counted.month,
    counted.caused_by,
    counted.complaints,
    sum(counted.complaints) over (partition by counted.month) as complaints_in_month,
    row_number() over (partition by counted.month order by counted.complaints desc, counted.caused_by) as place
from counted
