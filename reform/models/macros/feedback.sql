-- What people say beside the ratings: surveys, letters and calls; and what was told to them.
-- None of these knows a domain or a batch: of the reader's filters only the department applies to them.

-- The 97.5 % quantile of Student's t, by its expansion round the normal one (z = 1.959964): right to 0.0005
-- from 9 degrees of freedom on (Abramowitz and Stegun 26.7.5).
create or replace macro t_quantile(freedom) as
    1.959963984540054
    + 2.372271230298562 / freedom
    + 2.8224986157396112 / freedom ** 2
    + 2.555849679507722 / freedom ** 3;

-- Half the width of the 95 % interval of a mean.
create or replace macro half_interval(deviation, number) as
    t_quantile(number - 1) * deviation / sqrt(number);

-- Fewer answers than this tell who said what: their mean is not given out (县级口径).
create or replace macro few_answers() as 10;

-- Answers of the reader's period. points: out of 100, a level counts as 100, 80, 60, 40 or 20.
create or replace macro answers_in(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.answered_on) as dims,
    source.*,
    coalesce(source.score, 120 - 20.0 * source.level) as points
from named_surveys as source
where
    in_period(scope, source.answered_on)
    and chosen(scope['departments'], source.department);

-- Letters and calls received in the reader's period, as they stood at the end of the as-of date. Without a date
-- of its own one is to be answered within 15 working days (县级口径).
create or replace macro letters_in(scope) as table
with dated as (
    select
        source.*,
        coalesce(source.due_on, deadlines.day) as answer_by,
        received.workday_no as received_no
    from named_letters as source
    inner join calendar as received
        on received.kind = 'china' and received.day = source.received_on
    left join calendar as deadlines
        on deadlines.kind = 'china'
        and deadlines.is_workday
        and deadlines.workday_no = received.workday_no + 15
    where in_period(scope, source.received_on)
)

select
    dimensions(scope, dated.department, null, null, null, null, null, null, dated.received_on) as dims,
    dated.*,
    coalesce(dated.answered_on <= scope['as_of'], false) as is_answered,
    coalesce(dated.closed_on <= scope['as_of'], false) as is_closed,
    coalesce(dated.answer_by < scope['as_of'], false) as is_past_due,
    if(dated.answered_on <= scope['as_of'], answered.workday_no - dated.received_no, null) as days_to_answer
from dated
left join calendar as answered
    on answered.kind = 'china' and answered.day = dated.answered_on
where chosen(scope['departments'], dated.department);

-- What was told to the public in the reader's period.
create or replace macro told_in(scope) as table
select
    dimensions(scope, source.department, null, null, null, null, null, null, source.held_on) as dims,
    source.*
from named_outreach as source
where
    in_period(scope, source.held_on)
    and chosen(scope['departments'], source.department);
