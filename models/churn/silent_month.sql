-- title:   Customers lost without complaining, by month
-- meaning: Dissatisfied customers who never complained, how many of them left for it, and what they were worth.
-- grain:   one row per month, segment and projected
-- units:   customers, customers_lost = customers; amount = reporting currency
-- formula: customers = silent_share × comparable / effect_months; customers_lost = customers × risk_content ×
--          (silent_risk_ratio − 1); amount = the same share of their value
-- source:  quiet_month, stratum_risk, assumptions silent_share and silent_risk_ratio
-- limits:  assumed; projected where effect_months have not passed: the risk of the segment and tenure in the last 12
--          followed months, else of everybody
-- key:     month, segment, projected
-- period:  as_of
with cell as (
    select
        quiet_month.month,
        quiet_month.segment,
        quiet_month.tenure_band,
        quiet_month.followed,
        quiet_month.customers,
        quiet_month.value,
        stratum_risk.risk_content,
        cast(quiet_month.month + interval '14' day as date) > cast(
            reference_day.as_of - (12 + assumption.effect_months) * interval '1' month as date
        ) as is_recent
    from quiet_month
    join churn_state on churn_state.state = 'present'
    cross join reference_day
    cross join assumption
    left join churn_stratum
        on quiet_month.followed
            and churn_stratum.segment = quiet_month.segment
            and churn_stratum.tenure_band = quiet_month.tenure_band
        and churn_stratum.year = cast(extract(year from quiet_month.month) as integer)
            and churn_stratum.quarter = cast(extract(quarter from quiet_month.month) as integer)
    left join stratum_risk on stratum_risk.stratum = churn_stratum.stratum
),
kind as (
    select
        cell.segment,
        cell.tenure_band,
        cast(
            sum(cast(cell.customers * cell.risk_content as decimal(38, 12))) as double
        ) / cast(sum(cell.customers) as double) as risk
    from cell
    where cell.followed and cell.is_recent and cell.risk_content is not null
    group by cell.segment, cell.tenure_band
),
everybody as (
    select
        cast(
            sum(cast(cell.customers * cell.risk_content as decimal(38, 12))) as double
        ) / cast(sum(cell.customers) as double) as risk
    from cell
    where cell.followed and cell.risk_content is not null
),
silent as (
    select
        cell.month,
        cell.segment,
        not cell.followed as projected,
        content_factor.silent_share * cell.customers / assumption.effect_months as customers,
        content_factor.silent_share * cell.value / cast(assumption.effect_months as double) as value,
        case
            when cell.followed then cell.risk_content
            else coalesce(kind.risk, everybody.risk)
        end * (content_factor.risk_ratio - 1e0) as excess
    from cell
    cross join assumption
    cross join content_factor
    cross join everybody
    left join kind on kind.segment = cell.segment and kind.tenure_band = cell.tenure_band
)
select
    silent.month,
    silent.segment,
    silent.projected,
    -- twelve digits of a double are the same on every engine, fifteen are not
    sum(cast(cast(silent.customers as decimal(38, 12)) as decimal(38, 15))) as customers,
    sum(cast(cast(silent.customers * silent.excess as decimal(38, 12)) as decimal(38, 15))) as customers_lost,
    sum(round(cast(silent.value * silent.excess as decimal(38, 8)), 6)) as amount
from silent
where silent.excess is not null
group by silent.month, silent.segment, silent.projected
