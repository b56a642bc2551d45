-- title:   Satisfaction by month
-- meaning: What outside customers answered about a sector, month by month.
-- grain:   one row per month and sector
-- units:   score = Σ points of the longest scale stated; answers = answers
-- formula: Σ score, number of answers
-- source:  satisfaction
-- limits:  answers that name no sector stand in (unattributed); up to the day of reference
-- key:     month, sector
-- filters: month, sector
select
    s.month,
    coalesce(s.sector, '(unattributed)') as sector,
    sum(s.score) as score,
    count(*) as answers
from satisfaction as s
cross join reference_day as d
where d.as_of is null or s.answered_on <= d.as_of
group by s.month, coalesce(s.sector, '(unattributed)')
