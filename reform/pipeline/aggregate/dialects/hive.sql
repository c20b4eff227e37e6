-- sqlfluff:dialect:hive
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select date_add(day, n);

-- statement: months_later
select cast(add_months(day, n) as date);

-- statement: monday
select date_sub(day, pmod(datediff(day, cast('1990-01-01' as date)), 7));

-- statement: month_start
select cast(trunc(day, 'MM') as date);

-- statement: month_end
select cast(last_day(day) as date);

-- statement: rounded
select round(n, 6);
