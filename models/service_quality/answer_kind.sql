-- title:   Answers and what had happened to who gave them
-- meaning: Of every answer of an outside customer: whether its case was late, whether there was a complaint,
--          whether it was resolved, and whether the customer has left.
-- grain:   one row per uploaded answer
-- units:   score = points of the longest scale stated; month = first day of the month of the answer; late,
--          complained, resolved, left_since = yes or no, empty where nobody can tell
-- formula: late = the case of the answer, or of its complaint, was later than promised; complained = the answer
--          names a complaint, or its case or customer had one by the day of the answer; resolved = the complaint
--          named, else the latest one of the case, else of the customer, by that day; left_since = ended_on up to
--          the day of reference
-- source:  satisfaction, complaints, customers, promised_case
-- limits:  up to the day of reference; an answer that names no customer, complaint or case tells none of it
-- key:     import_id, source_row
-- filters: month, segment, sector
with answer as (
    select
        satisfaction.month,
        satisfaction.answered_on,
        coalesce(satisfaction.sector, '(unattributed)') as sector,
        satisfaction.score,
        satisfaction.complaint_id,
        coalesce(satisfaction.customer_id, complaints.customer_id) as customer_id,
        coalesce(satisfaction.case_id, complaints.case_id) as case_id,
        satisfaction.import_id,
        satisfaction.source_row
    from satisfaction
    cross join reference_day
    left join complaints on complaints.complaint_id = satisfaction.complaint_id
    where reference_day.as_of is null or satisfaction.answered_on <= reference_day.as_of
),
about as (
    select
        answer.import_id,
        answer.source_row,
        1 as distance,
        complaints.opened_on,
        complaints.complaint_id,
        complaints.resolved
    from answer
    join complaints on complaints.complaint_id = answer.complaint_id
    union all
    select
        answer.import_id,
        answer.source_row,
        2 as distance,
        complaints.opened_on,
        complaints.complaint_id,
        complaints.resolved
    from answer
    join complaints on complaints.case_id = answer.case_id and complaints.opened_on <= answer.answered_on
    union all
    select
        answer.import_id,
        answer.source_row,
        3 as distance,
        complaints.opened_on,
        complaints.complaint_id,
        complaints.resolved
    from answer
    join complaints on complaints.customer_id = answer.customer_id and complaints.opened_on <= answer.answered_on
),
nearest as (
    select
        about.import_id,
        about.source_row,
        about.resolved,
        row_number() over (
            partition by about.import_id, about.source_row
            order by about.distance, about.opened_on desc, about.complaint_id desc
        ) as place
    from about
)
select
    answer.month,
    case when customers.customer_id is null then '(no customer)' else customers.segment end as segment,
    answer.sector,
    answer.score,
    coalesce(answer.customer_id, answer.complaint_id, answer.case_id) as person,
    case when promised_case.late_hours > 0 then 'yes' when promised_case.late_hours = 0 then 'no' end as late,
    case
        when nearest.place = 1 or answer.complaint_id is not null then 'yes'
        when coalesce(answer.customer_id, answer.case_id) is not null then 'no'
    end as complained,
    case when nearest.resolved then 'yes' when not nearest.resolved then 'no' end as resolved,
    case
        when customers.customer_id is null then null
        when coalesce(customers.ended_on <= reference_day.as_of, customers.has_left) then 'yes'
        else 'no'
    end as left_since,
    answer.import_id,
    answer.source_row
from answer
cross join reference_day
left join nearest
    on nearest.import_id = answer.import_id and nearest.source_row = answer.source_row and nearest.place = 1
left join promised_case on promised_case.case_id = answer.case_id
left join customers on customers.customer_id = answer.customer_id
