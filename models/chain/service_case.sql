-- title:   Service of a complaint
-- meaning: What became of every complaint: who handled it, how often it was handed over, whether it was solved,
--          whether the customer complained again, how satisfied they were, and what it cost.
-- grain:   one row per complaint
-- units:   amount = reporting currency; handovers = times; score = Σ points, answers = answers to questions about the
--          complaint; points_here, points_known = ten-thousandths, as in handled_complaint
-- formula: amount = Σ amount in the ledger; reached_limit = a compensation of compensation_limit or more, that of the
--          sector that handled it, else that of the assumption; is_outsourced = of the sector that handled it;
--          came_again = the customer's next complaint came within effect_months; is_further = the one before did;
--          has_followed = effect_months have passed
-- source:  handled_complaint, ledger, complaints, satisfaction, sectors, reference_day, assumptions effect_months and
--          compensation_limit
-- limits:  reached_limit empty without a compensation or a limit; came_again and is_further empty without a customer;
--          is_outsourced empty where the list of sectors does not say
-- key:     complaint_id
-- filters: month, segment, category
-- lineage: service_case, complaint_id
with cost as (
    select ledger.complaint_id, sum(ledger.amount) as amount
    from ledger
    where ledger.complaint_id is not null
    group by ledger.complaint_id
),
answered as (
    select satisfaction.complaint_id, sum(satisfaction.score) as score, count(*) as answers
    from satisfaction
    where satisfaction.complaint_id is not null
    group by satisfaction.complaint_id
),
dated as (
    select
        complaints.complaint_id,
        lead(complaints.opened_on) over (
            partition by complaints.customer_id order by complaints.opened_on, complaints.complaint_id
        ) as next_on,
        lag(complaints.opened_on) over (
            partition by complaints.customer_id order by complaints.opened_on, complaints.complaint_id
        ) as before_on
    from complaints
    cross join reference_day
    where complaints.customer_id is not null and complaints.opened_on <= reference_day.as_of
)
select
    handled.complaint_id,
    handled.month,
    handled.segment,
    coalesce(complaints.category, '(none)') as category,
    coalesce(complaints.stage, '(none)') as stage,
    handled.sector,
    sectors.outsourced as is_outsourced,
    handled.handovers,
    handled.first_contact,
    handled.resolved,
    handled.points_here,
    handled.points_known,
    case
        when complaints.customer_id is not null
            then coalesce(
                dated.next_on <= cast(complaints.opened_on + assumption.effect_months * interval '1' month as date),
                false
            )
    end as came_again,
    case
        when complaints.customer_id is not null
            then coalesce(
                complaints.opened_on <= cast(dated.before_on + assumption.effect_months * interval '1' month as date),
                false
            )
    end as is_further,
    cast(
        complaints.opened_on + assumption.effect_months * interval '1' month as date
    ) <= reference_day.as_of as has_followed,
    answered.score,
    coalesce(answered.answers, 0) as answers,
    case
        when complaints.compensation > 0
            then complaints.compensation >= coalesce(sectors.compensation_limit, assumption.compensation_limit)
    end as reached_limit,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    coalesce(cost.amount, 0) as amount
from handled_complaint as handled
join complaints on complaints.complaint_id = handled.complaint_id
cross join assumption
cross join reference_day
left join sectors on sectors.sector = handled.sector
left join dated on dated.complaint_id = handled.complaint_id
left join answered on answered.complaint_id = handled.complaint_id
left join cost on cost.complaint_id = handled.complaint_id
