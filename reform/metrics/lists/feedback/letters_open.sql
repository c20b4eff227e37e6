-- name: 待答复的来件 | Letters and calls without an answer
-- uses: letters
-- means: 期内收到、截至日未答复的来件及超期工作日，超期最久的在前 | Received in the period and not answered by the as-of date, with the working days overdue, longest first
select
    waiting.letter_no,
    waiting.channel,
    waiting.kind,
    waiting.department,
    waiting.received_on,
    waiting.answer_by as due_on,
    case
        when waiting.is_past_due then greatest(1, until_days.workday_no - due_days.workday_no)
    end as days_late,
    waiting.content
from letters_in($scope) as waiting
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = waiting.answer_by
left join calendar as until_days
    on until_days.kind = 'china' and until_days.day = $scope['as_of']
where not waiting.is_answered
order by days_late desc nulls last, waiting.answer_by, waiting.letter_no
