-- Rows and days of each declared dataset, counted once a load.
-- is_shown           whether it stands in the table of what is loaded, with its first and last day
-- happened_on        the last day its rows tell of; null where the day of loading counts. A first of the month
--                    stands for the month where the column declares it so
-- event_on           the last day on which something happened: not a plan, not a due date
-- unique: dataset_days (dataset)
-- not null: dataset_days (rows, is_shown)
{% macro latest(dataset, names) %}
{% set comma = joiner(", ") %}
{% if not names %}cast(null as date){% else %}greatest({% for name in names %}{{ comma() }}
{%- if dataset.column(name).month_as == "first" %}max(if(day("{{ name }}") = 1, last_day("{{ name }}"), "{{ name }}"))
{%- else %}cast(max("{{ name }}") as date){% endif %}{% endfor %}){% endif %}
{% endmacro %}
create or replace table dataset_days as
{% for dataset in datasets %}
{% set shown = dataset.coverage %}
select
    '{{ dataset.name }}' as dataset,
    count(*) as rows,
    {{ "false" if not shown else "count(*) > 0" if shown.only_if_loaded else "true" }} as is_shown,
    {{ 'cast(min("%s") as date)' % shown.first if shown and shown.first else "cast(null as date)" }} as first_on,
    {{ latest(dataset, shown.last if shown else ()) | trim }} as last_on,
    {{ latest(dataset, dataset.days_told) | trim }} as happened_on,
    {{ latest(dataset, dataset.events) | trim }} as event_on
from raw.{{ dataset.name }}
{% if dataset.not_counted_if %}
where "{{ dataset.not_counted_if }}" is not true
{% endif %}
{{ ";" if loop.last else "union all" }}
{% endfor %}
