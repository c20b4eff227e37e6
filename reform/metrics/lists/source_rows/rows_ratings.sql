-- name: 所数的评价 | The ratings counted
-- by: channel
-- channels: ratings
-- uses: ratings
-- means: 期内的评价及其所在的文件和行，差评在前，最多 1000 条 | Ratings of the period with their file and row, bad ones first, 1,000 at most
with counted as (
    select *
    from ratings_in($scope)
    order by bad desc, rated_on desc, rating_key
    limit 1000
)

select
    coalesce(counted.rating_no, counted.case_no) as reference,
    counted.item_name,
    counted.department,
    counted.channel,
    counted.level,
    counted.rated_on,
    counted.is_default,
    counted.valid,
    counted.bad,
    counted.due_on,
    counted.rectified_on,
    counted.is_named,
    counted.called_back_on,
    counted.verified,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.ratings as source on source.row_key = counted.rating_key
inner join imports on imports.import_id = source.import_id
order by counted.bad desc, counted.rated_on desc, counted.rating_key
