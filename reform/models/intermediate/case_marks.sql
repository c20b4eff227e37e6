-- What the measures of the cube (schema/datasets/case_counts.toml) say of one completed case. Withdrawn and terminated cases are left out.
-- Kept portable like the cube.
create or replace view case_marks as
select
    cases.subject_id,
    cases.completed_on,
    cases.completed_segment as segment,
    cases.channel,
    cases.side,
    cases.calendar_kind,
    cases.working_days,
    {% for measure in measures %}
    {{ measure.counts_if or measure.sum_of }} as {{ measure.name }}{{ "" if loop.last else "," }}
    {% endfor %}
from cases
where cases.counted and cases.completed_on is not null;
