-- title:   The customer journey
-- meaning: At which stage of their way customers complain, from before the purchase to after it: what that costs, how
--          satisfied they are then, and how much likelier they leave.
-- grain:   one row per stage of the customer's way, as written
-- units:   complaints = complaints; cost = reporting currency; share = 0 to 1; score = points of the longest scale
--          stated; answers = answers; excess_risk, low, high = difference of shares within effect_months; place =
--          number
-- formula: cost = Σ amount in the ledger of the complaints; share = cost / Σ cost; score = mean of the answers about
--          the complaints; excess_risk as in excess_by
-- source:  service_case, excess_by
-- limits:  stage (none) = the complaint states none; excess_risk of everything up to the day of reference, and only
--          where 100 were followed; stages differ in more than their place; place = in the order of the way where the
--          name is known
-- key:     place, stage
-- lineage: service_case, stage
-- column_lineage: excess_risk: trait_source, stage = value, dimension = "stage"
-- interval: excess_risk = low, high
with summed as (
    select
        service_case.stage,
        count(*) as complaints,
        sum(service_case.amount) as cost,
        cast(sum(service_case.score) as double) / cast(nullif(sum(service_case.answers), 0) as double) as score,
        cast(sum(service_case.answers) as bigint) as answers
    from service_case
    group by service_case.stage
)
select
    summed.stage,
    summed.complaints,
    summed.cost,
    cast(summed.cost as double) / nullif(cast(sum(summed.cost) over () as double), 0) as share,
    summed.score,
    summed.answers,
    excess_by.excess_risk,
    excess_by.low,
    excess_by.high,
    case
        when lower(summed.stage) in ('before purchase', 'antes de la compra', 'antes da compra') then 1
        when lower(summed.stage) in ('purchase', 'compra') then 2
        when lower(summed.stage) in ('transport', 'transporte') then 3
        when lower(summed.stage) in ('receipt', 'recepción', 'recebimento') then 4
        when lower(summed.stage) in ('after', 'después', 'depois') then 5
        when summed.stage = '(none)' then 7
        else 6
    end as place
from summed
left join excess_by on excess_by.dimension = 'stage' and excess_by.value = summed.stage
