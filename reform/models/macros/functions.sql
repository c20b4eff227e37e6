-- Arithmetic the models and questions share.

-- 已划转: signed and published, handed over, on trial or in operation.
create or replace macro is_transferred_stage(stage) as
    stage in ('S4', 'S5', 'S6', 'S7');

-- Named by 行政许可法 art. 45: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审; a procedure without a name ('2') is taken for one.
create or replace macro is_named_by_law(kind) as
    kind in (
        '2', 'hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'review'
    );

-- Weeks begin on Monday; one that crosses a month's end is cut there, so that weeks, months and years add up.
create or replace macro segment_start(day) as
    greatest(cast(date_trunc('week', day) as date), cast(date_trunc('month', day) as date));

create or replace macro segment_end(day) as
    least(cast(date_trunc('week', day) as date) + 6, last_day(day));

-- The calendar day on which a limit in natural days or months ends; null for one in working days.
-- 日 outside 行政许可 names no kind of day and is read as a natural day, which is the stricter reading.
create or replace macro limit_end(accepted_on, days, unit) as
    case
        when unit in ('cd', 'd') then accepted_on + cast(floor(days) as integer)
        when unit = 'month' then cast(accepted_on + to_months(cast(floor(days) as integer)) as date)
    end;

-- A limit as working days: as it stands, counted on the calendar, or whole days of hours.
create or replace macro limit_days(days, unit, days_on_calendar) as
    case
        when unit = 'wd' then days
        when unit in ('cd', 'd', 'month') then cast(days_on_calendar as double)
        when unit = 'hour' then floor(days / 24)
    end;

-- A number as the nearest whole one, a half as the even one beside it.
create or replace macro nearest_whole(number) as
    cast(number as integer);

-- quantile_cont over counted whole days: days, how many lie at or below (reach), how many in all.
create or replace macro value_at(rank, days, reach) as
    min(case when reach > rank then days end);

create or replace macro quantile_of_counts(q, days, reach, total) as
    value_at(floor(q * (total - 1)), days, reach)
    + (q * (max(total) - 1) - floor(q * (max(total) - 1)))
    * (value_at(ceil(q * (total - 1)), days, reach) - value_at(floor(q * (total - 1)), days, reach));
