-- One row a rating with its subject, its deadline and whether it is valid.
-- valid: somebody rated, i.e. a level is given and the system did not give it by default.
-- unique: ratings (rating_key)
-- not null: ratings (rating_key, subject_id, rated_on, is_default, valid, bad)
-- relates: ratings (subject_id) to subjects (subject_id)
insert into ratings
with located as (
    select
        source.*,
        cast(source.rated_at as date) as rated_on,
        coalesce(cases.subject_id, subject_of.subject_id) as subject_id,
        cases.completed_on as case_completed_on,
        cases.counted as case_counted
    from pending_ratings as source
    left join cases on cases.case_no = source.case_no
    left join subject_of
        on subject_of.given_code is not distinct from source.item_code
        and subject_of.given_name is not distinct from source.item
        and subject_of.given_department is not distinct from source.department
        and cast(source.rated_at as date) between subject_of.from_on and subject_of.to_on
)

select
    located.row_key as rating_key,
    located.rating_no,
    located.case_no,
    located.subject_id,
    located.channel,
    located.level,
    located.rated_at,
    located.rated_on,
    coalesce(located.is_default, false) as is_default,
    located.is_named,
    located.verified,
    located.level is not null and not coalesce(located.is_default, false) as valid,
    coalesce(located.level >= 4, false) and not coalesce(located.is_default, false) as bad,
    -- without a date of its own a bad rating is to be rectified within 15 working days (县级口径)
    coalesce(located.due_on, deadlines.day) as due_on,
    located.rectified_on,
    located.called_back_on,
    located.comment,
    located.case_completed_on,
    located.case_counted
from located
inner join calendar as rated
    on rated.kind = 'china' and rated.day = located.rated_on
left join calendar as deadlines
    on deadlines.kind = 'china' and deadlines.is_workday and deadlines.workday_no = rated.workday_no + 15;
