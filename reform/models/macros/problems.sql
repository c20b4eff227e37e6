-- The county's own problems and counter-measures, and the sheet by which it is assessed. Units are called
-- as their names stand now: who owes something today is of the present.

-- Problems on the list at the end of the as-of date; one without a day always was.
create or replace macro problems_at(scope) as table
select source.* exclude (owner), names.department as owner
from raw.problems as source
inner join department_names as names
    on names.undated and names.given is not distinct from source.owner
where coalesce(source.found_on <= scope['as_of'], true);

create or replace view measure_rows as
select source.* exclude (owner), names.department as owner
from raw.measures as source
inner join department_names as names
    on names.undated and names.given is not distinct from source.owner;

-- Milestones as they stood then: what is dated later is neither done nor shown by anything yet.
create or replace macro milestones_at(scope) as table
select
    source.* exclude (owner, done_on, evidence),
    names.department as owner,
    case when source.done_on <= scope['as_of'] then source.done_on end as done_on,
    case when coalesce(source.done_on <= scope['as_of'], true) then source.evidence end as evidence
from raw.milestones as source
inner join department_names as names
    on names.undated and names.given is not distinct from source.owner;

-- Lines of the sheet; a score the county gives itself counts from its day on.
create or replace macro sheet_lines_at(scope) as table
select
    source.* exclude (owner, self_score, evidence),
    names.department as owner,
    case when coalesce(source.scored_on <= scope['as_of'], true) then source.self_score end as self_score,
    case when coalesce(source.scored_on <= scope['as_of'], true) then source.evidence end as evidence
from raw.sheet_lines as source
inner join department_names as names
    on names.undated and names.given is not distinct from source.owner;
