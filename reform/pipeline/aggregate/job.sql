-- statement: drop_table
-- A table of the build gives way to one that is computed elsewhere.
drop table if exists {table};

-- statement: validate
-- What a row of the files breaks, if anything: the column, the rule of reform/schema/messages.py, the other column; and
-- what becomes of a good case. The declaration of a dataset refuses the same when its files are loaded.
create or replace temp view judged_cases as
select
    given_cases.*,
    case
        when case_no is null then 'case_no required_missing'
        when accepted_at is null then 'accepted_at required_missing'
        when item_code is null and item_name is null then 'item_code one_of_missing item_name'
        when cast(applied_at as date) < days.first_day or cast(applied_at as date) > days.last_day
            then 'applied_at date_out_of_range'
        when cast(accepted_at as date) < days.first_day or cast(accepted_at as date) > days.last_day
            then 'accepted_at date_out_of_range'
        when cast(due_at as date) < days.first_day or cast(due_at as date) > days.last_day
            then 'due_at date_out_of_range'
        when cast(completed_at as date) < days.first_day or cast(completed_at as date) > days.last_day
            then 'completed_at date_out_of_range'
        when cast(applied_at as date) > days.today then 'applied_at date_future'
        when cast(accepted_at as date) > days.today then 'accepted_at date_future'
        when cast(completed_at as date) > days.today then 'completed_at date_future'
        when cast(accepted_at as date) < cast(applied_at as date) then 'accepted_at order_dates applied_at'
        when cast(completed_at as date) < cast(accepted_at as date)
            then 'completed_at order_dates accepted_at'
        when cast(completed_at as date) < cast(applied_at as date) then 'completed_at order_dates applied_at'
    end as fault,
    case
        when completed_at is null then 'open'
        when result in ('withdrawn', 'terminated') then 'withdrawn'
        else 'completed'
    end as state
from given_cases
cross join day_limits as days;

create or replace temp view judged_pauses as
select
    given_pauses.*,
    case
        when case_no is null then 'case_no required_missing'
        when kind is null then 'kind required_missing'
        when started_on is null then 'started_on required_missing'
        when cast(started_on as date) < days.first_day or cast(started_on as date) > days.last_day
            then 'started_on date_out_of_range'
        when cast(ended_on as date) < days.first_day or cast(ended_on as date) > days.last_day
            then 'ended_on date_out_of_range'
        when cast(started_on as date) > days.today then 'started_on date_future'
        when cast(ended_on as date) < cast(started_on as date) then 'ended_on order_dates started_on'
    end as fault,
    '' as state
from given_pauses
cross join day_limits as days;

-- statement: row_balance
-- How many rows were read, what they break, and what becomes of them.
select 'cases' as dataset, fault, state, count(*) as n
from judged_cases
group by 1, 2, 3
union all
select 'pauses' as dataset, fault, state, count(*) as n
from judged_pauses
group by 1, 2, 3;

-- statement: accepted_rows
-- The good rows as a load would keep them. A pause given twice is one.
insert into raw.cases
select
    case_no as row_key,
    1 as import_id,
    0 as source_row,
    case_no,
    item_code,
    item_name,
    department,
    channel,
    applicant_kind,
    applied_at,
    accepted_at,
    due_at,
    completed_at,
    result,
    visits,
    one_window
from judged_cases
where fault is null;

insert into raw.pauses
select distinct
    case_no as row_key,
    1 as import_id,
    0 as source_row,
    case_no,
    kind,
    started_on,
    ended_on,
    approved_days
from judged_pauses
where fault is null;

-- statement: distinct_codes
-- The texts that must be codes.
select distinct 'cases' as dataset, 'channel' as name, channel as word
from raw.cases
union all
select distinct 'cases' as dataset, 'result' as name, result as word
from raw.cases
union all
select distinct 'pauses' as dataset, 'kind' as name, kind as word
from raw.pauses;

-- statement: duplicates
-- Rows beyond the first of a case.
select count(*) - count(distinct case_no) as n
from raw.cases;

-- statement: mentions
-- Every spelling of item and department in the good cases, with the number of cases in each state.
select item_code, item_name, department, state, count(*) as n
from judged_cases
where fault is null
group by 1, 2, 3, 4;

-- statement: copy_mentions
-- The spellings as rows of cases, where the models look for items and departments.
insert into raw.cases by name
select distinct item_code, item_name, department
from mentions;

-- statement: subject_lookup
-- The subject of each spelling as the files give it.
select distinct
    mentions.given_code,
    mentions.given_name,
    mentions.given_department,
    subject_of.from_on,
    subject_of.to_on,
    subject_of.subject_id
from mentions
inner join subject_of
    on subject_of.given_code is not distinct from mentions.item_code
    and subject_of.given_name is not distinct from mentions.item_name
    and subject_of.given_department is not distinct from mentions.department;

-- statement: span
-- The last day on which something happened to a case.
select
    max(greatest(cast(applied_at as date), cast(accepted_at as date), cast(completed_at as date))) as last_on
from raw.cases;

-- statement: group
-- The recent past by day, older cases by week (cut at a month's end) under its last day: every period that ends in
-- the recent past is exact, and so is every whole week and month before it.
create or replace temp view cases_to_count as
select
    case_marks.subject_id,
    case
        when case_marks.completed_on >= days.daily_since then case_marks.completed_on
        else least(segment_end(case_marks.completed_on), days.older_until)
    end as segment,
    case_marks.channel,
    case_marks.side,
    case_marks.working_days,
    {% for measure in measures %}
    case_marks.{{ measure.name }}{{ "" if loop.last else "," }}
    {% endfor %}
from case_marks
cross join counted_days as days;

-- statement: ddl
-- The cube as an engine hands it over.
create or replace table counted (
    subject_id integer,
    segment date,
    channel varchar,
    side varchar,
    working_days integer,
    {% for measure in measures %}
    {{ measure.name }} {{ "bigint" if measure.counts_if else "double" }}{{ "" if loop.last else "," }}
    {% endfor %}
);

-- statement: totals
-- What was counted, to compare with what was read.
select count(*) as counts, sum(completed) as completed, min(segment) as first_on
from counted;

-- statement: next_number
-- A number that changes whenever a count does.
select format('{:016x}', bit_xor(hash(counted))) as number
from counted;

-- statement: export
-- The counts as the dataset case_counts declares them, in the order of their days.
select
    cast($cube_no as varchar) as cube_no,
    item_words.item_code,
    item_words.item_name,
    item_words.department,
    counted.segment as completed_on,
    counted.* exclude (subject_id, segment)
from counted
inner join item_words on item_words.subject_id = counted.subject_id
order by completed_on, counted.subject_id, counted.channel, counted.side, counted.working_days;
