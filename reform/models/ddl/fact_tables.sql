-- The facts and the cubes, empty. Given columns stay in raw.cases; here is what follows from them.
create or replace table cases (
    case_no varchar,
    subject_id integer,
    channel varchar,
    due_on date,
    accepted_on date,
    completed_on date,
    completed_segment date,
    working_days integer,
    paused_days integer,
    extension_days integer,
    statutory_days double,
    promised_days double,
    deadline date,
    on_time boolean,
    over_statutory boolean,
    over_statutory_strict boolean,
    side varchar,
    counted boolean,
    unmatched boolean,
    days_provisional boolean,
    provisional boolean,
    calendar_kind varchar,
    visits integer,
    one_window boolean
);

create or replace table suspensions (
    case_no varchar,
    started_on date,
    ended_on date
);

-- Pauses of cases that are not there.
create or replace table stray_pauses (
    case_no varchar
);

create or replace table unfinished as
select *
from cases;

create or replace table ratings (
    rating_key varchar,
    rating_no varchar,
    case_no varchar,
    subject_id integer,
    channel varchar,
    level integer,
    rated_at timestamp,
    rated_on date,
    is_default boolean,
    is_named boolean,
    verified varchar,
    valid boolean,
    bad boolean,
    due_on date,
    rectified_on date,
    called_back_on date,
    comment varchar,
    case_completed_on date,
    case_counted boolean
);

create or replace table cube (
    subject_id integer,
    segment date,
    channel varchar,
    side varchar,
    working_days integer,
    {% for measure in measures %}
    {{ measure.name }} {{ "bigint" if measure.counts_if else "double" }}{{ "" if loop.last else "," }}
    {% endfor %}
);

{% for name, key in (("accepted", "one_window boolean"), ("visited", "visits integer")) %}
create or replace table {{ name }}_cube (
    subject_id integer,
    segment date,
    channel varchar,
    side varchar,
    {{ key }},
    cases bigint
);

{% endfor %}
