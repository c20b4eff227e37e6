-- name: 评价等级 | Rating levels
-- by: channel
-- channels: ratings
-- uses: ratings
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
order by 1
