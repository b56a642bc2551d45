-- title:   Internal service survey
-- meaning: What one sector expects of another and what it gets, answer by answer.
-- grain:   one row per uploaded answer
-- units:   expected, perceived = points of the survey's scale; month = first day of the month of the answer
-- source:  service_survey
select
    survey.date as answered_on,
    cast(date_trunc('month', survey.date) as date) as month,
    coalesce(rater_moved.sector, rater_spelling.sector, survey.rated_by) as rated_by,
    coalesce(rated_moved.sector, rated_spelling.sector, survey.sector) as sector,
    survey.dimension,
    survey.expected,
    survey.perceived,
    survey.import_id,
    survey.source_row
from raw_service_survey as survey
cross join assumption
left join sector_spelling as rater_spelling on rater_spelling.sector_key = survey.rated_by
left
join sector_moved as rater_moved
    on rater_moved.sector_key = survey.rated_by
        and survey.date >= rater_moved.from_day
        and survey.date < rater_moved.to_day
left join sector_spelling as rated_spelling on rated_spelling.sector_key = survey.sector
left
join sector_moved as rated_moved
    on rated_moved.sector_key = survey.sector
        and survey.date >= rated_moved.from_day
        and survey.date < rated_moved.to_day
where survey.from_version <= assumption.version
    and (survey.to_version is null or survey.to_version > assumption.version)
