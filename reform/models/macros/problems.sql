-- The county's own problems and counter-measures, and the sheet by which it is assessed. Units are called
-- as their names stand now: who owes something today is of the present.

-- Problems on the list at the end of the as-of date; one without a day always was.
create or replace macro problems_at(scope) as table
select source.*
from named_problems as source
where coalesce(source.found_on <= scope['as_of'], true);

-- Milestones as they stood then: what is dated later is neither done nor shown by anything yet.
create or replace macro milestones_at(scope) as table
select
    source.* exclude (done_on, evidence),
    case when source.done_on <= scope['as_of'] then source.done_on end as done_on,
    case when coalesce(source.done_on <= scope['as_of'], true) then source.evidence end as evidence
from named_milestones as source;

-- Lines of the sheet; a score the county gives itself counts from its day on.
create or replace macro sheet_lines_at(scope) as table
select
    source.* exclude (self_score, evidence),
    case when coalesce(source.scored_on <= scope['as_of'], true) then source.self_score end as self_score,
    case when coalesce(source.scored_on <= scope['as_of'], true) then source.evidence end as evidence
from named_sheet_lines as source;
