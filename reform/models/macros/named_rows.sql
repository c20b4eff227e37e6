-- The kept rows with what the names of departments stand for: on the row's day, or as the names stand now where
-- a dataset or a row has no day.
{% for dataset in datasets if dataset.departments %}
create or replace view named_{{ dataset.name }} as
select
    source.* replace (
        {% for column in dataset.departments %}
        named_{{ column }}.department as {{ column }}{{ "" if loop.last else "," }}
        {% endfor %}
    )
from raw.{{ dataset.name }} as source
{% for column in dataset.departments %}
inner join department_names as named_{{ column }}
    on named_{{ column }}.given is not distinct from source.{{ column }}
    {% if dataset.period %}
    and coalesce(
        cast(source.{{ dataset.period }} as date) between named_{{ column }}.from_on and named_{{ column }}.to_on,
        named_{{ column }}.undated
    )
    {% else %}
    and named_{{ column }}.undated
    {% endif %}
{% endfor %};

{% endfor %}
