-- title:   Handling cost
-- meaning: What it cost to put the complaint right: minutes worked times the hourly cost of the sector that worked.
-- grain:   one row per uploaded row of work
-- units:   amount = reporting currency; minutes = minutes
-- formula: minutes / 60 × hourly cost of the sector in the month of opened_on: running cost / practical hours, else the
--          listed hourly cost, else the assumed one; rounded half away from zero at the sixth decimal
-- source:  complaint_work, complaints, sector_costs, sectors, assumption hourly_cost
-- limits:  an assumed rate makes the line estimated; without any rate the line is absent; hours nobody spent on
--          complaints stay outside, see capacity_use
-- key:     complaint_id, dataset, import_id, source_row
-- published: Kaplan & Anderson 2004: 578,600 minutes at 0.80 are 462,880 (tests/models/published/test_published.py)
with dated as (
    select
        worked_minutes.complaint_id,
        worked_minutes.sector,
        complaints.opened_on,
        complaints.month,
        worked_minutes.minutes,
        worked_minutes.dataset,
        worked_minutes.import_id,
        worked_minutes.source_row
    from worked_minutes
    join complaints on complaints.complaint_id = worked_minutes.complaint_id
    where worked_minutes.minutes is not null
),
-- many rows are of as many minutes: their amount is worked out once
spent as (
    select dated.sector, dated.month, dated.minutes
    from dated
    group by dated.sector, dated.month, dated.minutes
),
priced as (
    select
        spent.sector,
        spent.month,
        spent.minutes,
        case
            when running_cost.sector is not null then 'running'
            when sectors.hourly_cost is not null then 'listed'
            else 'assumed'
        end as rate_source,
        coalesce(running_cost.running_cost, sectors.hourly_cost, assumption.hourly_cost) as cost,
        -- an hourly cost is what one hour costs
        cast(coalesce(running_cost.practical_hours, 1) * 1000000 as hugeint) as hours
    from spent
    cross join assumption
    left join running_cost on running_cost.sector = spent.sector and running_cost.month = spent.month
    left join sectors on sectors.sector = spent.sector
),
charged as (
    select
        priced.sector,
        priced.month,
        priced.minutes,
        priced.rate_source,
        cast(
            (
                cast(priced.minutes * 2000000 as hugeint) * cast(priced.cost * 1000000 as hugeint)
                    + sign(priced.cost) * 60 * priced.hours
            ) // (120 * priced.hours) as decimal(38, 0)
        ) * 0.000001 as amount
    from priced
    where priced.cost is not null and priced.hours > 0
)
select
    dated.complaint_id,
    'handling' as component,
    case when charged.rate_source = 'assumed' then 'estimated' else 'measured' end as evidence,
    dated.sector as incurred_by,
    charged.amount,
    charged.rate_source,
    dated.opened_on,
    dated.minutes,
    dated.dataset,
    dated.import_id,
    dated.source_row
from dated
join charged
    on charged.sector = dated.sector and charged.month = dated.month and charged.minutes = dated.minutes
