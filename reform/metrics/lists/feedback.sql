-- list: bad_review_list
-- name: 差评台账 | Bad reviews
-- by: channel
-- channels: ratings
-- uses: ratings
-- belongs_to: filter
-- means: 每条差评的事项、责任部门、期限与整改 | Item, department, deadline and rectification of each bad review
select
    coalesce(rating_no, case_no) as reference,
    item_name,
    department,
    channel,
    level,
    rated_on,
    due_on,
    rectified_on,
    case
        when is_rectified and rectified_on <= due_on then 'in_time'
        when is_rectified then 'late'
        when is_past_due then 'overdue'
        else 'pending'
    end as state,
    called_back_on,
    verified,
    comment
from ratings_in($scope)
where bad
order by
    case state when 'overdue' then 0 when 'pending' then 1 when 'late' then 2 else 3 end,
    due_on,
    reference,
    rating_key;

-- list: letter_channels
-- name: 各渠道来件 | Letters and calls by channel
-- uses: letters
-- belongs_to: everybody
-- means: 期内各渠道收到、答复、办结和超期未答复的来件，及平均与最长答复工作日 | Received, answered, closed and overdue by channel in the period, with the mean and the longest working days to an answer
select
    channel,
    count(*) as received,
    count(*) filter (where is_answered) as answered,
    count(*) filter (where is_closed) as closed,
    count(*) filter (where is_past_due and not is_answered) as overdue,
    avg(days_to_answer) as mean_days,
    max(days_to_answer) as most_days,
    100.0 * closed / received as closed_rate
from letters_in($scope)
group by channel
order by received desc, channel;

-- list: letters_open
-- name: 待答复的来件 | Letters and calls without an answer
-- uses: letters
-- belongs_to: filter
-- means: 期内收到、截至日未答复的来件及超期工作日，超期最久的在前 | Received in the period and not answered by the as-of date, with the working days overdue, longest first
select
    letter_no,
    channel,
    kind,
    department,
    received_on,
    answer_by as due_on,
    case when is_past_due then days_late($scope['as_of'], answer_by) end as days_late,
    content
from letters_in($scope)
where not is_answered
order by days_late desc nulls last, answer_by, letter_no;

-- list: outreach_channels
-- name: 各渠道宣传 | Outreach by channel
-- uses: outreach
-- belongs_to: everybody
-- means: 期内各渠道宣传的次数、有统计的次数及其触达人数；没有统计的不当作 0 | Times by channel in the period, how many of them were counted, and the reach of those; what nobody counted is never 0
select channel, count(*) as times, count(reach) as reach_known, sum(reach) as reach, max(held_on) as last_on
from told_in($scope)
group by channel
order by times desc, channel;

-- list: rating_levels
-- name: 评价等级 | Rating levels
-- by: channel
-- channels: ratings
-- uses: ratings
-- belongs_to: everybody
-- means: 有效评价按等级的条数；默认评价与未给等级的另列 | Valid ratings by level; those by default and those without a level apart
select
    case
        when is_default then 'default'
        when level is null then 'none'
        else cast(level as varchar)
    end as level,
    count(*) as ratings
from ratings_in($scope)
group by 1
order by 1;

-- list: ratings_by_channel
-- name: 各渠道评价 | Ratings by channel
-- by: channel
-- channels: ratings
-- uses: ratings
-- belongs_to: everybody
-- means: 各渠道的有效评价、差评与每万条评价的差评数 | Valid ratings, bad ones and bad ones per 10,000 ratings by channel
select
    channel,
    count(*) filter (where valid) as ratings,
    count(*) filter (where bad) as bad,
    10000.0 * (count(*) filter (where bad)) / nullif(ratings, 0) as bad_per_10000
from ratings_in($scope)
group by channel
order by bad_per_10000 desc nulls last, ratings desc, channel;

-- list: ratings_by_department
-- name: 各部门评价 | Ratings by department
-- by: channel
-- channels: ratings
-- uses: ratings
-- belongs_to: filter
-- means: 各部门的有效评价、差评、按期整改与逾期未整改 | Valid ratings, bad ones, rectified in time and overdue by department
select
    department,
    count(*) filter (where valid) as ratings,
    count(*) filter (where valid and level = 1) as very_satisfied,
    count(*) filter (where bad) as bad,
    count(*) filter (where bad and is_rectified and rectified_on <= due_on) as rectified_in_time,
    count(*) filter (where bad and is_past_due and not is_rectified) as overdue
from ratings_in($scope)
group by department
order by bad desc, ratings desc, department;

-- list: survey_questions
-- name: 各题得分 | Survey questions
-- uses: surveys
-- belongs_to: everybody
-- means: 期内每题得分的平均与 95% 置信区间（t 分布），最低的在前；不足 10 个回答的不给出得分，不足 30 个的仅供参考 | Mean points of each question in the period with its 95 % interval (Student's t), lowest first; not given below 10 answers, for orientation only below 30
with summed as (
    select
        question,
        count(*) as n,
        avg(points) as mean,
        stddev_samp(points) as deviation
    from answers_in($scope)
    group by question
)

select
    question,
    n,
    case when n >= few_answers() then mean end as mean,
    case when n >= few_answers() then greatest(0, mean - half_interval(deviation, n)) end as lower,
    case when n >= few_answers() then least(100, mean + half_interval(deviation, n)) end as upper,
    n < 30 as is_thin
from summed
order by n >= few_answers() desc, 3, question;
