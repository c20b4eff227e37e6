-- What a case adds to each sum of the cube.
create or replace view case_measures as
select
    case_marks.subject_id,
    case_marks.completed_on,
    case_marks.segment,
    case_marks.channel,
    case_marks.side,
    case_marks.working_days,
    {% for measure in measures %}
    {% if measure.counts_if %}
    case when case_marks.{{ measure.name }} then 1 else 0 end as {{ measure.name }}{{ "" if loop.last else "," }}
    {% else %}
    coalesce(case_marks.{{ measure.name }}, 0) as {{ measure.name }}{{ "" if loop.last else "," }}
    {% endif %}
    {% endfor %}
from case_marks;
