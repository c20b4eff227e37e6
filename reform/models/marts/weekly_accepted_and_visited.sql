-- Accepted cases: item × week × channel × side × at the one window or not → how many; completed ones in the same way
-- with their visits. Beside the cube and not in it: with visits among its keys it would have twice the rows.
-- unique: accepted_cube (subject_id, segment, channel, side, one_window)
-- not null: accepted_cube (subject_id, segment, cases)
-- relates: accepted_cube (subject_id) to subjects (subject_id)
-- unique: visited_cube (subject_id, segment, channel, side, visits)
-- not null: visited_cube (subject_id, segment, cases)
-- relates: visited_cube (subject_id) to subjects (subject_id)
{% for name, key in (("accepted", "one_window"), ("visited", "visits")) %}
insert into {{ name }}_cube
select
    {{ name }}_to_count.subject_id,
    {{ name }}_to_count.segment,
    {{ name }}_to_count.channel,
    {{ name }}_to_count.side,
    {{ name }}_to_count.{{ key }},
    sum({{ name }}_to_count.cases) as cases
from {{ name }}_to_count
group by all
having sum({{ name }}_to_count.cases) > 0;

{% endfor %}
