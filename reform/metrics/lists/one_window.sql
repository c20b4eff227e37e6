-- list: complaint_kinds
-- name: 投诉类型 | Complaints by kind
-- uses: complaints, items
-- belongs_to: everybody
-- means: 期内每类投诉的件数、属实、按期答复和超期未答复 | Complaints of the period by kind: how many, upheld, answered in time, overdue
select
    kind,
    count(*) as complaints,
    count(*) filter (where upheld in ('true', 'partly')) as upheld,
    count(*) filter (where is_answered and answered_on <= answer_by) as in_time,
    count(*) filter (where is_past_due and not is_answered) as overdue
from complaints_in($scope)
group by kind
order by complaints desc, kind;

-- list: step_times
-- name: 各环节用时 | Time by step
-- by: channel
-- uses: steps, cases, items
-- belongs_to: everybody
-- means: 每个环节的次数、用时的中位数和九成数，及其在全部环节工作日中的份额；慢件为用时最长的十分之一办件 | Each step's number, median and P90 of working days, and its share of all steps' days; slow cases are the tenth that took longest
with ended as (
    select case_no, step, action, working_days, sum(working_days) over (partition by case_no) as of_case
    from steps_in($scope)
),

limits as (
    select quantile_cont(of_case, 0.9) as slow_from
    from (select distinct case_no, of_case from ended)
),

marked as (
    select ended.*, ended.of_case >= limits.slow_from and ended.of_case > 0 as is_slow
    from ended
    cross join limits
)

select
    step,
    count(*) as n,
    count(distinct case_no) as cases,
    avg(working_days) as mean,
    quantile_cont(working_days, 0.5) as p50,
    quantile_cont(working_days, 0.9) as p90,
    100.0 * sum(working_days) / nullif(sum(sum(working_days)) over (), 0) as share,
    100.0 * coalesce(sum(working_days) filter (where is_slow), 0)
    / nullif(sum(coalesce(sum(working_days) filter (where is_slow), 0)) over (), 0) as slow_share,
    count(*) filter (where action = 'return') as returned
from marked
group by step
order by
    case step
        when 'take' then 1
        when 'accept' then 2
        when 'correct' then 3
        when 'examine' then 4
        when 'inspect' then 5
        when 'decide' then 6
        when 'deliver' then 7
        else 8
    end;
