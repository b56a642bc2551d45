-- title:   Value at risk by bucket
-- meaning: The value and number of exposed customers of a bucket, where their complaints started; multiplied by a drawn
--          added risk it gives one drawn cost.
-- grain:   one row per bucket, source of the excess risk, month, segment and causing sector
-- units:   value = reporting currency; customers = customers
-- formula: Σ value / complaints of the window × basis_points / 10,000
-- source:  exposure_excess, exposure_value, exposed_complaint, causing_share
-- limits:  before the added risk; exact amounts stand in the ledger
-- key:     bucket, risk_source, month, segment, sector
-- period:  as_of
select
    customer_bucket.bucket,
    exposure_excess.risk_source,
    counted_complaint.month,
    counted_complaint.segment,
    causing_share.caused_by as sector,
    sum(
        cast(
            (
                cast(coalesce(exposure_value.value, 0) * 2000000 as hugeint) * causing_share.basis_points * 100
                    + sign(coalesce(exposure_value.value, 0)) * complaint.complaints
            ) // (2 * complaint.complaints) as decimal(38, 0)
        ) * 0.000000000001
    ) as value,
    sum(cast(1e0 / complaint.complaints * causing_share.basis_points / 10000e0 as decimal(38, 12))) as customers
from exposure_excess
join exposure_value
    on exposure_value.customer_id = exposure_excess.customer_id
        and exposure_value.exposed_on = exposure_excess.exposed_on
join exposed_complaint as complaint
    on complaint.customer_id = exposure_excess.customer_id and complaint.exposed_on = exposure_excess.exposed_on
join causing_share on causing_share.complaint_id = complaint.complaint_id
join counted_complaint on counted_complaint.complaint_id = complaint.complaint_id
join customer_bucket on customer_bucket.customer_id = exposure_excess.customer_id
group by
    customer_bucket.bucket,
    exposure_excess.risk_source,
    counted_complaint.month,
    counted_complaint.segment,
    causing_share.caused_by
