-- Cases counted elsewhere stand in the cube beside those told one by one. What follows changed cases is added up
-- here as well: a cell as it was, and what its cases add or take.
insert into cube
select
    counts_to_add.subject_id,
    counts_to_add.segment,
    counts_to_add.channel,
    counts_to_add.side,
    counts_to_add.working_days,
    {% for measure in measures %}
    {% if measure.counts_if %}
    sum(counts_to_add.{{ measure.name }}) as {{ measure.name }}{{ "" if loop.last else "," }}
    {% else %}
    round(sum(counts_to_add.{{ measure.name }}), 6) as {{ measure.name }}{{ "" if loop.last else "," }}
    {% endif %}
    {% endfor %}
from counts_to_add
group by 1, 2, 3, 4, 5, counts_to_add.is_elsewhere
having sum(counts_to_add.completed) > 0;
