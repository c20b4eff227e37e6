-- sqlfluff:dialect:postgres
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select day + n;

-- statement: months_later
select cast(day + n * interval '1 month' as date);

-- statement: monday
select cast(date_trunc('week', day) as date);

-- statement: month_start
select cast(date_trunc('month', day) as date);

-- statement: month_end
select cast(date_trunc('month', day) + interval '1 month' - interval '1 day' as date);

-- statement: rounded
select cast(round(cast(n as numeric), 6) as double precision);
