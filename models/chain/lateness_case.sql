-- title:   Lateness of a case and what followed
-- meaning: How late each case was, and what was complained about it, with what that cost, how satisfied customers
--          were, and whether the customer left.
-- grain:   one row per case whose promise can be judged
-- units:   late_hours = hours elapsed, or working hours if set; complaints = complaints; answers = answers; score = Σ
--          points; amount = reporting currency; month = first day of the month of the first start; followed = whether
--          the customer could be followed, has_left = left within effect_months of the end of the case
-- formula: late_hours as in promised_case; amount = Σ amount in the ledger of the complaints about the case; way = its
--          first stage; segment = of the customer its stages name; followed when that customer was one on the day d
--          of the last finish and d + effect_months ≤ as_of
-- source:  promised_case, stage_span, stage_times, customers, complaints, ledger, satisfaction, reference_day,
--          assumption effect_months
-- limits:  open cases are left out; complaints that name no case follow none; segment (none) = the stages name no
--          customer, or an unknown one: never that of who complained, since only then it would be known; a customer of
--          several cases is followed after each
-- key:     case_id
-- period:  all
-- lineage: lateness_case, case_id
with way as (
    select stage_span.case_id, max(stage_span.way) as way
    from stage_span
    group by stage_span.case_id
),
owner as (
    select
        stage_times.case_id,
        min(stage_times.customer_id) as customer_id,
        cast(max(stage_times.finished_at) as date) as done_on
    from stage_times
    group by stage_times.case_id
),
followed_customer as (
    select
        owner.case_id,
        coalesce(customers.segment, '(none)') as segment,
        cast(owner.done_on + assumption.effect_months * interval '1' month as date) as followed_until,
        customers.ended_on,
        customers.started_on <= owner.done_on
        and (customers.ended_on > owner.done_on or (customers.ended_on is null and not customers.has_left)) as was_one
    from owner
    cross join assumption
    left join customers on customers.customer_id = owner.customer_id
),
cost as (
    select ledger.complaint_id, sum(ledger.amount) as amount
    from ledger
    where ledger.complaint_id is not null
    group by ledger.complaint_id
),
followed as (
    select complaints.case_id, count(*) as complaints, sum(coalesce(cost.amount, 0)) as amount
    from complaints
    join counted_complaint as counted on counted.complaint_id = complaints.complaint_id
    left join cost on cost.complaint_id = complaints.complaint_id
    where complaints.case_id is not null
    group by complaints.case_id
),
answered as (
    select
        coalesce(satisfaction.case_id, complaints.case_id) as case_id,
        sum(satisfaction.score) as score,
        count(*) as answers
    from satisfaction
    left join complaints on complaints.complaint_id = satisfaction.complaint_id
    group by coalesce(satisfaction.case_id, complaints.case_id)
)
select
    promised_case.case_id,
    promised_case.month,
    way.way,
    followed_customer.segment,
    coalesce(
        followed_customer.was_one and followed_customer.followed_until <= reference_day.as_of, false
    ) as followed,
    coalesce(
        followed_customer.was_one
        and followed_customer.followed_until <= reference_day.as_of
        and followed_customer.ended_on <= followed_customer.followed_until,
        false
    ) as has_left,
    promised_case.late_hours,
    coalesce(followed.complaints, 0) as complaints,
    coalesce(answered.answers, 0) as answers,
    answered.score,
    'stage_times' as dataset,
    promised_case.import_id,
    promised_case.source_row,
    cast(coalesce(followed.amount, 0) as decimal(38, 6)) as amount
from promised_case
join way on way.case_id = promised_case.case_id
join followed_customer on followed_customer.case_id = promised_case.case_id
cross join reference_day
left join followed on followed.case_id = promised_case.case_id
left join answered on answered.case_id = promised_case.case_id
where not promised_case.is_open
