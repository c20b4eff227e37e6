-- Every name of a department in the kept rows, and how often the item list writes it.
with mentions as (
    select department as given, count(*) as in_list
    from raw.items
    group by department
    union all
    select supervising_department, count(*)
    from raw.items
    group by supervising_department
    union all
    select department, 0
    from raw.cases
    group by department
    union all
    select department, 0
    from raw.ratings
    group by department
    union all
    select department, 0
    from raw.case_counts
    group by department
    union all
    select unnest([department, other_department, owner]), 0
    from raw.disputes
    union all
    select owner, 0
    from raw.decisions
    group by owner
    union all
    select department, 0
    from raw.complaints
    union all
    select department, 0
    from raw.trainings
    union all
    select department, 0
    from raw.exams
    union all
    select department, 0
    from raw.assessments
    union all
    select department, 0
    from raw.surveys
    union all
    select department, 0
    from raw.letters
    union all
    select department, 0
    from raw.outreach
    union all
    select department, 0
    from raw.interfaces
    union all
    select department, 0
    from raw.targets
    union all
    select owner, 0
    from raw.problems
    union all
    select owner, 0
    from raw.measures
    union all
    select owner, 0
    from raw.milestones
    union all
    select owner, 0
    from raw.sheet_lines
    union all
    select department, 0
    from raw.handoffs
    union all
    select department, 0
    from raw.inspections
    union all
    select department, 0
    from raw.disclosures
    union all
    select department, 0
    from raw.commitments
    union all
    select department, 0
    from raw.risk_hits
    union all
    select department, 0
    from raw.credit_grades
    union all
    select department, 0
    from raw.credit_measures
)

select given, sum(in_list) as in_list
from mentions
where given is not null
group by given
order by given;
