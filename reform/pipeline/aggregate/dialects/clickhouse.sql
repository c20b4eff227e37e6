-- sqlfluff:dialect:clickhouse
-- noqa: disable=PRS
-- What sqlglot does not say right in this dialect: functions of one day and a number n, as script_functions.sql uses them.

-- statement: days_later
select addDays(day, n);

-- statement: months_later
select day + toIntervalMonth(n);

-- statement: monday
select toMonday(day);

-- statement: month_start
select toStartOfMonth(day);

-- statement: month_end
select toLastDayOfMonth(day);

-- statement: rounded
select round(n, 6);

-- statement: settings
-- A missing row of a join is null and no zero; a name is the column's before it is an alias's.
set join_use_nulls = 1;
set prefer_column_name_to_alias = 1;
