-- Every name of a department in the kept rows, and how often the item list writes it.
with mentions (given, in_list) as (
    {% set union_all = joiner("union all") %}
    {% for dataset in datasets %}
    {% for column in dataset.departments %}
    {{ union_all() }}
    select "{{ column }}", {{ "count(*)" if dataset.name == "items" else "0" }}
    from raw.{{ dataset.name }}
    group by all
    {% endfor %}
    {% endfor %}
)

select given, sum(in_list) as in_list
from mentions
where given is not null
group by given
order by given;
