-- Ratings given in the reader's period, as they stood at the end of the as-of date. What verification found has no
-- day of its own: it is known with the rectification or the call back, whichever came first.
create or replace macro ratings_in(scope) as table
with known as (
    select * replace (
        case when rectified_on <= scope['as_of'] then rectified_on end as rectified_on,
        case when called_back_on <= scope['as_of'] then called_back_on end as called_back_on,
        case
            when coalesce(least(rectified_on, called_back_on) <= scope['as_of'], true) then verified
        end as verified
    )
    from ratings
)

select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, ratings.channel, null,
        subjects.item_code, subjects.item_name, ratings.rated_on
    ) as dims,
    ratings.*,
    subjects.department,
    subjects.item_name,
    ratings.rectified_on is not null as is_rectified,
    coalesce(ratings.due_on < scope['as_of'], false) as is_past_due
from known as ratings
inner join subjects on subjects.subject_id = ratings.subject_id
where
    in_period(scope, ratings.rated_on)
    and in_scope(scope, subjects.department, subjects.domain, subjects.batch)
    and chosen(scope['channels'], ratings.channel);

-- Valid ratings of cases completed in the reader's period, one row a case.
create or replace macro rated_cases(scope) as table
select
    dimensions(
        scope, subjects.department, subjects.domain, subjects.batch, null, null,
        subjects.item_code, subjects.item_name, ratings.case_completed_on
    ) as dims,
    ratings.case_no
from ratings
inner join subjects on subjects.subject_id = ratings.subject_id
where
    ratings.valid
    and ratings.case_counted
    and ratings.rated_on <= scope['as_of']
    and in_period(scope, ratings.case_completed_on)
    and in_scope(scope, subjects.department, subjects.domain, subjects.batch)
group by all;
