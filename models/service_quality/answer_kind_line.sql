-- title:   Answers by what had happened
-- meaning: Every answer once under each thing that can be told of it: late, complained, resolved, left.
-- grain:   one row per uploaded answer and dimension
-- units:   amount = points of the longest scale stated
-- formula: as answer_kind
-- source:  answer_kind
-- limits:  where nobody can tell, the answer has no row in that dimension
-- key:     dimension, import_id, source_row
select
    'late' as dimension,
    answer_kind.late as value,
    answer_kind.person,
    'satisfaction' as dataset,
    answer_kind.import_id,
    answer_kind.source_row,
    answer_kind.score as amount
from answer_kind
where answer_kind.late is not null
union all
select
    'complained' as dimension,
    answer_kind.complained as value,
    answer_kind.person,
    'satisfaction' as dataset,
    answer_kind.import_id,
    answer_kind.source_row,
    answer_kind.score as amount
from answer_kind
where answer_kind.complained is not null
union all
select
    'resolved' as dimension,
    answer_kind.resolved as value,
    answer_kind.person,
    'satisfaction' as dataset,
    answer_kind.import_id,
    answer_kind.source_row,
    answer_kind.score as amount
from answer_kind
where answer_kind.resolved is not null
union all
select
    'left' as dimension,
    answer_kind.left_since as value,
    answer_kind.person,
    'satisfaction' as dataset,
    answer_kind.import_id,
    answer_kind.source_row,
    answer_kind.score as amount
from answer_kind
where answer_kind.left_since is not null
