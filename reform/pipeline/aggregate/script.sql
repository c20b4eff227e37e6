-- statement: day_limits
-- The day of counting, and the days a row may tell of.
select
    cast($today as date) as today,
    cast($first_day as date) as first_day,
    cast($last_day as date) as last_day;

-- statement: happened
-- The last day on which something happened to a case.
select
    greatest(
        max(cast(accepted_at as date)),
        coalesce(max(cast(applied_at as date)), max(cast(accepted_at as date))),
        coalesce(max(cast(completed_at as date)), max(cast(accepted_at as date)))
    ) as last_on
from raw.cases;

-- statement: recent
-- From which day on each day is counted by itself.
select
    last_on,
    coalesce(cast($daily_since as date), days_later(last_on, -$daily)) as daily_since
from happened;

-- statement: counted_days
select
    daily_since,
    least(days_later(daily_since, -1), last_on) as older_until
from recent;

-- statement: case_counts
-- The counts as the dataset case_counts declares them.
select
    $cube_no as cube_no,
    item_words.item_code,
    item_words.item_name,
    item_words.department,
    cube.segment as completed_on,
    cube.channel,
    cube.side,
    cube.working_days,
    {% for measure in measures %}
    cube.{{ measure.name }}{{ "" if loop.last else "," }}
    {% endfor %}
from cube
inner join item_words on item_words.subject_id = cube.subject_id;
