-- sqlfluff:dialect:sparksql
-- noqa: disable=LT01
-- The functions of functions.sql that the portable models use, as Spark says them. tests/spark compares the two.

create or replace temporary function is_transferred_stage(stage string)
returns boolean
return stage in ('S4', 'S5', 'S6', 'S7');

create or replace temporary function is_named_by_law(kind string)
returns boolean
return kind in (
    '2', 'hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'review'
);

create or replace temporary function segment_start(day date)
returns date
return greatest(cast(date_trunc('week', day) as date), cast(date_trunc('month', day) as date));

create or replace temporary function segment_end(day date)
returns date
return least(date_add(cast(date_trunc('week', day) as date), 6), last_day(day));

create or replace temporary function limit_end(accepted_on date, days double, unit string)
returns date
return case
    when unit in ('cd', 'd') then date_add(accepted_on, cast(floor(days) as int))
    when unit = 'month' then add_months(accepted_on, cast(floor(days) as int))
end;

create or replace temporary function limit_days(days double, unit string, days_on_calendar int)
returns double
return case
    when unit = 'wd' then days
    when unit in ('cd', 'd', 'month') then cast(days_on_calendar as double)
    when unit = 'hour' then floor(days / 24)
end;

create or replace temporary function nearest_whole(number double)
returns int
return cast(bround(number) as int);
