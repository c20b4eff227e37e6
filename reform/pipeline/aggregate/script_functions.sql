-- Functions of models/macros/functions.sql in words that can be said in every dialect (dialects/*.sql).

create or replace macro segment_start(day) as
    greatest(monday(day), month_start(day));

create or replace macro segment_end(day) as
    least(days_later(monday(day), 6), month_end(day));

create or replace macro limit_end(accepted_on, days, unit) as
    case
        when unit in ('cd', 'd') then days_later(accepted_on, cast(floor(days) as integer))
        when unit = 'month' then months_later(accepted_on, cast(floor(days) as integer))
    end;

create or replace macro nearest_whole(number) as
    cast(
        case
            when number - floor(number) = 0.5 then 2 * floor((number + 1) / 2)
            else floor(number + 0.5)
        end as integer
    );
