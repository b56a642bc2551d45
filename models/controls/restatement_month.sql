-- title:   Closed months, then and now, in all
-- meaning: What a closed month showed in all when it was closed, beside what it shows now.
-- grain:   one row per closed month with any amount
-- units:   all amounts = reporting currency; month = first day
-- formula: Σ of restatement over sectors and components
-- source:  restatement
-- limits:  as restatement
-- key:     month
-- period:  all
-- untraced: a number signed at a closing beside one of now; the rows of now stand behind the ledger of the month
select
    restatement.month,
    sum(restatement.closed_amount) as closed_amount,
    sum(restatement.amount_now) as amount_now,
    sum(restatement.restated) as restated
from restatement
group by restatement.month
