-- name: 各渠道来件 | Letters and calls by channel
-- uses: letters
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
order by received desc, channel
