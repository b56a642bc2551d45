-- title:   Value at risk by bucket
-- meaning: The value and number of exposed customers of a bucket, where their complaints started; multiplied by a drawn excess risk it gives one drawn cost.
-- grain:   one row per bucket, source of the excess risk, month, segment and causing sector
-- units:   value = reporting currency; customers = customers
-- formula: Σ value / complaints of the window × basis_points / 10,000
-- source:  exposure_excess, exposure_value, exposed_complaint, causing_share
-- limits:  before the excess risk; exact amounts stand in the ledger
-- key:     bucket, risk_source, month, segment, sector
-- period:  as_of
select
    b.bucket,
    x.risk_source,
    n.month,
    n.segment,
    s.caused_by as sector,
    sum(cast((cast(coalesce(v.value, 0) * 2000000 as hugeint) * s.basis_points * 100 + sign(coalesce(v.value, 0)) * c.complaints) // (2 * c.complaints) as decimal(38, 0)) * 0.000000000001) as value,
    sum(cast(1e0 / c.complaints * s.basis_points / 10000e0 as decimal(38, 12))) as customers
from exposure_excess as x
join exposure_value as v on v.customer_id = x.customer_id and v.exposed_on = x.exposed_on
join exposed_complaint as c on c.customer_id = x.customer_id and c.exposed_on = x.exposed_on
join causing_share as s on s.complaint_id = c.complaint_id
join counted_complaint as n on n.complaint_id = c.complaint_id
join customer_bucket as b on b.customer_id = x.customer_id
group by b.bucket, x.risk_source, n.month, n.segment, s.caused_by
