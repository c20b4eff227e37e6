-- The accepted rows of each declared dataset, and those that later rows replaced.
{% for dataset in datasets %}
create table if not exists raw.{{ dataset.name }} (
    row_key varchar,
    import_id integer,
    source_row bigint,
    {% for field in dataset.fields %}
    "{{ field.name }}" {{ field.type }}{{ "" if loop.last else "," }}
    {% endfor %}
);

create table if not exists history.{{ dataset.name }} (
    row_key varchar,
    import_id integer,
    source_row bigint,
    {% for field in dataset.fields %}
    "{{ field.name }}" {{ field.type }},
    {% endfor %}
    replaced_by integer
);
{% endfor %}
