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
    satisfaction.month,
    coalesce(satisfaction.sector, '(unattributed)') as sector,
    sum(satisfaction.score) as score,
    count(*) as answers
from satisfaction
cross join reference_day
where reference_day.as_of is null or satisfaction.answered_on <= reference_day.as_of
group by satisfaction.month, coalesce(satisfaction.sector, '(unattributed)')
