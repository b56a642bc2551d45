-- title:   Errors by criterion
-- meaning: On which criteria audited work was not right, the most frequent first.
-- grain:   one row per criterion, family and impact
-- units:   judged, errors = criteria judged; error_share, share_of_errors, cumulative_share = 0 to 1; place = number,
--          1 has most errors; vital = one of those that make the first 80 % of the errors
-- formula: error_share = errors / judged; share_of_errors = errors / all errors; cumulative_share = Σ of
--          share_of_errors up to its place
-- source:  audits
-- limits:  an upheld dispute is no error; na is not judged; empty shares of errors where there is none
-- key:     criterion, family, impact
-- lineage: audit_criterion, criterion, family, impact
-- column_lineage: errors: audit_criterion, criterion, family, impact, is_failed = "true";
--                 share_of_errors: audit_criterion, criterion, family, impact, is_failed = "true"
-- decomposition: error_share = errors / judged
with summed as (
    select
        audit_criterion.criterion,
        audit_criterion.family,
        audit_criterion.impact,
        count(*) filter (where audit_criterion.is_judged) as judged,
        count(*) filter (where audit_criterion.is_failed) as errors
    from audit_criterion
    group by audit_criterion.criterion, audit_criterion.family, audit_criterion.impact
),
placed as (
    select
        summed.*,
        sum(summed.errors) over () as all_errors,
        sum(summed.errors) over (
            order by summed.errors desc, summed.criterion, summed.family, summed.impact
            rows between unbounded preceding and current row
        ) as errors_so_far,
        row_number() over (
            order by summed.errors desc, summed.criterion, summed.family, summed.impact
        ) as place
    from summed
    where summed.judged > 0
)
select
    placed.criterion,
    placed.family,
    placed.impact,
    placed.judged,
    placed.errors,
    placed.errors / cast(placed.judged as double) as error_share,
    placed.errors / cast(nullif(placed.all_errors, 0) as double) as share_of_errors,
    placed.errors_so_far / cast(nullif(placed.all_errors, 0) as double) as cumulative_share,
    placed.place,
    10 * (placed.errors_so_far - placed.errors) < 8 * placed.all_errors as vital
from placed
